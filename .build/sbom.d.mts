/** Types of sbom.mjs for the tests. */
export function listPackages(): Promise<string>;
