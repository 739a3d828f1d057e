/** Keys of the values of a point: whole as `parameters.firms`, short as `firms`. */

/** The full key that names a value of a point: a bare name is a parameter. */
export function fullKey(key: string): string {
  return key.includes('.') ? key : `parameters.${key}`;
}

/** `parameters.trust_growth` as `trust_growth`, `policy.rd_subsidy.budget` as `rd_subsidy.budget`. */
export function shortKey(key: string): string {
  return key.replace(/^(parameters|policy)\./, '');
}
