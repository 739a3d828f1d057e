/** Which way a table of indicators by variants lies, and what narrow screens call its columns. */
import { describe, expect, it } from 'vitest';
import { contextOf } from '../../src/report/context.js';
import { number } from '../../src/report/markup.js';
import { momentsOf } from '../../src/report/moments.js';
import { variantTable } from '../../src/report/sections/variant-table.js';
import { rehearsalModel } from '../support/rehearsal-model.js';
import { rehearsalScenario, rehearseStudy } from '../support/rehearsal-study.js';

const study = rehearseStudy({ ...rehearsalScenario, replicates: 2 });
const input = { ...study, model: rehearsalModel, language: 'ru' as const, provenance: {} };
const context = contextOf(input, momentsOf(study.results), 'ru');

/** Heads of the columns and of the rows, and the text of each row's cells with what narrow screens say before it. */
function shape(columns: number, metrics: readonly string[]) {
  const titles = Array.from({ length: columns }, (_, c) => `<${c}>`);
  const lines = metrics.map((metric) => ({ metric, brief: true, cells: titles.map((title) => number(`${metric} ${title}`)) }));
  const html = variantTable(context, { caption: 'x', head: 'Показатель', columns: titles, lines });
  const all = (pattern: RegExp, text = html): string[] =>
    [...text.matchAll(pattern)].map(([, found]) => found?.replace(/<[^>]*>/g, '') ?? '');
  const rows = html.split('<tr').slice(2);
  return {
    heads: all(/<th scope="col"[^>]*>(.*?)<\/th>/g),
    rows: all(/<th scope="row"[^>]*>(.*?)<\/th>/g),
    labels: [...(rows[0] ?? '').matchAll(/data-head="([^"]*)"/g)].map(([, label]) => label),
    last: all(/<span>(.*?)<\/span>/g, rows.at(-1)),
  };
}

describe('a table of indicators by variants', () => {
  it('has variants in columns while they are few', () => {
    const { heads, rows, labels, last } = shape(3, ['continuity', 'quality']);
    expect(heads).toEqual(['Показатель', '&lt;0&gt;', '&lt;1&gt;', '&lt;2&gt;']);
    expect(rows.map((row) => row.split(' ').at(-1))).toEqual(['continuity', 'quality']);
    expect(labels).toEqual(['&lt;0&gt;', '&lt;1&gt;', '&lt;2&gt;']);
    expect(last).toEqual(['quality &lt;0&gt;', 'quality &lt;1&gt;', 'quality &lt;2&gt;']);
  });

  it('has many variants in rows, and calls its columns by plain titles on narrow screens', () => {
    const { heads, rows, labels, last } = shape(12, ['continuity', 'quality']);
    expect(heads.map((head) => head.split(' ').at(-1))).toEqual(['Вариант', 'continuity', 'quality']);
    expect(rows).toEqual(Array.from({ length: 12 }, (_, c) => `&lt;${c}&gt;`));
    expect(labels).toEqual(['continuity', 'quality'].map((name) => rehearsalModel.metrics.find((one) => one.name === name)?.title.ru));
    expect(last).toEqual(['continuity &lt;11&gt;', 'quality &lt;11&gt;']);
  });

  it('keeps many variants in columns where the indicators are many too', () => {
    const metrics = rehearsalModel.metrics.slice(0, 9).map(({ name }) => name);
    expect(shape(12, metrics).heads).toHaveLength(13);
  });
});
