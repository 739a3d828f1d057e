/** The formats of `export` in words, apart from their code, which the help need not load. */

export const FORMAT_TEXTS = {
  csv: 'tables as CSV',
  parquet: 'tables as Parquet, provenance in the metadata',
  stata: 'tables for Stata 14 and later',
  json: 'tables as arrays of objects',
  behaviorspace: "table and spreadsheet of NetLogo's BehaviorSpace",
  mesa: "rows of Mesa's batch_run; frames of a DataCollector with --variant",
  graphml: 'networks as GraphML',
  gexf: 'networks as GEXF, for Gephi',
  notebook: 'a Jupyter notebook and the Parquet files that it reads',
} as const;

export type FormatName = keyof typeof FORMAT_TEXTS;
