/** Processes of this machine as Linux tells them: who is below whom, and who is still there. */
import { readdirSync, readFileSync } from 'node:fs';

/** Process numbers of the children of a process, whichever of its threads started them. */
export function childrenOf(pid) {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
      readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
    );
  } catch {
    return [];
  }
}

/** All processes below one. */
export const familyOf = (pid) => childrenOf(pid).flatMap((child) => [child, ...familyOf(child)]);

/** Whether there is such a process; one that has ended and was not yet fetched counts as ended. */
export function isRunning(pid) {
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
