/** Process numbers of the children of a process, whichever of its threads started them. */
export function childrenOf(pid: number): number[];
/** All processes below one. */
export function familyOf(pid: number): number[];
/** Whether there is such a process; one that has ended and was not yet fetched counts as ended. */
export function isRunning(pid: number): boolean;
