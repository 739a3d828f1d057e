/** What `validate` prints: a line per pattern and fact, and what the shifts did. */
import type { Validation } from '../../experiment/validation/validation.js';
import { formatEstimate } from '../../report/format.js';
import type { Robustness } from '../../report/pages/robustness-page.js';
import { rangeText } from '../../report/range.js';
import { formatTable } from '../table.js';
import type { Terminal } from '../terminal.js';

/** Prints the findings in three short tables. */
export function showValidation({ patterns, facts }: Validation, robustness: Robustness | undefined, terminal: Terminal): void {
  const rows = patterns.map(({ name, verdict, claims }) => {
    const supported = claims.filter(({ judged }) => judged.verdict === 'supported').length;
    return [name, verdict, claims.length === 0 ? '' : `${supported} of ${claims.length} claims supported`];
  });
  print(['pattern', 'verdict', ''], rows, terminal);
  const found = facts.map(({ name, minimum, maximum, mean, low, high, verdict }) => {
    const text = formatEstimate({ mean, low, high }, 'en');
    return [name, rangeText(minimum, maximum, 'en'), `${text.mean} ${text.interval}`, verdict];
  });
  print(['stylised fact', 'accepted', 'found, 95 % interval', 'verdict'], found, terminal);
  const fates = (robustness?.studies ?? []).map(({ study, claims }) => {
    const all = claims.flatMap((claim) => claim.fates.map(({ fate }) => fate));
    const count = (fate: string): string => String(all.filter((other) => other === fate).length);
    return [study, String(claims.length), count('holds'), count('weakens'), count('turns over')];
  });
  print(['robustness', 'claims', 'hold', 'weaken', 'turn over'], fates, terminal);
}

function print(head: readonly string[], rows: readonly (readonly string[])[], terminal: Terminal): void {
  if (rows.length === 0) return;
  const columns = head.map((title) => ({ title }));
  for (const line of formatTable(columns, rows)) terminal.out(line);
  terminal.out('');
}
