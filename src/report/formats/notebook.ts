/**
 * A Jupyter notebook that reads the Parquet files beside it: where they come from, paired differences, a query, a figure.
 * The same text for every study; what is particular to one is read from the files, so that no name of a stranger gets into it.
 */

interface Cell {
  readonly kind: 'markdown' | 'code';
  readonly text: string;
}

/** The file: nbformat 4.5, cells without output. */
export function notebookFile(): string {
  const cells = CELLS.map(({ kind, text }, c) => ({
    cell_type: kind,
    id: `cell-${c + 1}`,
    metadata: {},
    source: text.split(/(?<=\n)/),
    ...(kind === 'code' && { execution_count: null, outputs: [] }),
  }));
  const metadata = {
    kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' },
    language_info: { name: 'python' },
  };
  return `${JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 }, undefined, 1)}\n`;
}

const CELLS: readonly Cell[] = [
  {
    kind: 'markdown',
    text: `# A study of trihelix

Reads the Parquet files in the folder of this notebook. Needed: \`pip install pandas pyarrow duckdb matplotlib\`.`,
  },
  {
    kind: 'code',
    text: `import json

import duckdb
import pandas as pd
import pyarrow.parquet as pq

about = {k.decode(): v.decode() for k, v in pq.read_schema("final.parquet").metadata.items() if k != b"ARROW:schema"}
pd.Series(about, name="value").drop("labels", errors="ignore").to_frame()`,
  },
  { kind: 'markdown', text: '## Means by variant\n\nOne row per run in `final_wide`, one column per metric; units are in `metrics`.' },
  {
    kind: 'code',
    text: `runs = pd.read_parquet("final_wide.parquet")
compare = pd.read_parquet("compare.parquet")
indicators = list(compare["metric"].unique())
runs.groupby(["point_id", "variant"], sort=False)[indicators].agg(["mean", "std", "count"]).T`,
  },
  {
    kind: 'markdown',
    text: '## Paired differences\n\nVariants share their luck replicate by replicate, so the difference is taken within each replicate. `compare` has the same with intervals, tests and verdicts.',
  },
  {
    kind: 'code',
    text: `baseline = compare["baseline"].iloc[0]
by_variant = runs.pivot(index=["point_id", "replicate"], columns="variant", values=indicators[0])
differences = by_variant.drop(columns=baseline).sub(by_variant[baseline], axis=0)
print(indicators[0], "against", baseline)
differences.describe().T[["count", "mean", "std", "min", "max"]]`,
  },
  {
    kind: 'code',
    text: 'compare[["point_id", "metric", "variant", "difference", "low", "high", "p_adjusted", "verdict"]]',
  },
  { kind: 'markdown', text: '## A query over the files\n\nDuckDB reads Parquet without loading all of it.' },
  {
    kind: 'code',
    text: `path = duckdb.execute(
    "select variant, step, avg(value) as mean from 'series.parquet' where metric = ? group by all order by all", [indicators[0]]
).df()
path.head()`,
  },
  {
    kind: 'code',
    text: `axes = path.pivot(index="step", columns="variant", values="mean").plot()
axes.set_ylabel(indicators[0])
axes.set_title("seed " + about["seed"])
axes.figure`,
  },
];
