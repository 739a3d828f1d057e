/** Russian plural forms. */
const rules = new Intl.PluralRules('ru');

/** The form of a noun that goes with a whole number: 1 мир, 2 мира, 5 миров. */
export function plural(n: number, one: string, few: string, many: string): string {
  const form = rules.select(n);
  return form === 'one' ? one : form === 'few' ? few : many;
}
