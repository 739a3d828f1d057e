/** Type of the repair, for its test. */
export declare function repairLock(lock: { packages: Record<string, unknown> }): string[];
