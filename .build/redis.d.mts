/** Types of redis.mjs for the tests. */
export const HOW_TO_GET: string;
export function findRedis(): { readonly program: string; readonly env: Readonly<Record<string, string>> } | undefined;
