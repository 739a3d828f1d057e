/** A port that nobody listens to and that stays free. */
export function freePort(): Promise<number>;
