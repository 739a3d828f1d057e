/** Types of what the tests take from lock-age.mjs. */
interface Lock {
  readonly packages: Readonly<Record<string, { readonly version?: string }>>;
}
export const LEAST_DAYS: number;
export function newVersions(lock: Lock, before: Lock): string[];
export function judgeAges(
  versions: readonly string[],
  now: number,
  publishedAt: (version: string) => Promise<number | undefined>,
): Promise<{ readonly young: readonly string[]; readonly unknown: readonly string[] }>;
export function askRegistry(versionedName: string, more?: readonly string[]): Promise<number | undefined>;
