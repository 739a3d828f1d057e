/**
 * One text per meaning: JSON with sorted keys, so that equal plans have equal hashes whatever the order of a file.
 */

/**
 * JSON with keys sorted by UTF-16 units, numbers in their shortest round-trip form, −0 as 0, undefined members left out.
 * @throws RangeError for a number that is not finite, which JSON would silently turn into null
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError(`a canonical text has no place for ${value}`);
    return JSON.stringify(value === 0 ? 0 : value);
  }
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
    return `{${members.join(',')}}`;
  }
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return JSON.stringify(value);
  throw new RangeError(`a canonical text has no place for a ${typeof value}`);
}
