/** The files that an analysis leaves in the folder of its study. */
import { join } from 'node:path';
import type { BreakResult } from '../../experiment/sensitivity/break.js';
import type { Indices, SensitivityResult } from '../../experiment/sensitivity/result.js';
import { csvLine } from '../../experiment/tables/csv.js';
import type { Cell } from '../../experiment/tables/table.js';
import { makeFolderIn, writeWhole } from '../../node/files.js';
import { storeError } from '../../node/store-error.js';
import type { SealedDocument } from '../findings.js';

/** Writes a sealed document beside the study and a tidy table among its views; returns both paths. */
export function writeFindings(folder: string, name: string, document: SealedDocument, rows: readonly (readonly Cell[])[]): string[] {
  const json = join(folder, `${name}.json`);
  const csv = join(folder, 'views', `${name}.csv`);
  try {
    makeFolderIn(folder, 'views');
    writeWhole(json, `${JSON.stringify(document, undefined, 1)}\n`);
    writeWhole(csv, rows.map((row) => csvLine(row)).join(''));
  } catch (error) {
    throw storeError(`cannot write ${json}`, error);
  }
  return [json, csv];
}

const COLUMNS = ['study', 'seed', 'metric', 'unit', 'variant', 'over', 'method', 'parameter', 'other', 'index', 'value', 'low', 'high'];

/** One row per result, parameter and index. */
export function sensitivityRows(results: readonly SensitivityResult[]): Cell[][] {
  const rows = results.flatMap((result) => {
    const { study, seed, output, unit, indices } = result;
    const head = [study, seed, output.metric, unit, output.variant, output.over, indices.method];
    return indexCells(indices).map((cells) => [...head, ...cells]);
  });
  return [COLUMNS, ...rows];
}

/** Parameter, other parameter, name of the index, value and interval. */
function indexCells(indices: Indices): Cell[][] {
  const cells: Cell[][] = [];
  for (const { key, ...row } of indices.rows)
    for (const [index, estimate] of Object.entries(row))
      if (typeof estimate === 'object') cells.push([key, undefined, snakeCase(index), estimate.value, estimate.low, estimate.high]);
  if (indices.method === 'sobol')
    for (const { keys, index } of indices.second) cells.push([keys[0], keys[1], 'second', index.value, index.low, index.high]);
  return cells;
}

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const BREAK_COLUMNS = ['study', 'seed', 'metric', 'unit', 'variant', 'over', 'point', 'held_out', 'output', 'flipped'];

/** One row per point: what the difference was and whether the ranking is turned over there. */
export function breakRows(results: readonly BreakResult[]): Cell[][] {
  const rows = results.flatMap(({ study, seed, output, unit, points }) => {
    const head = [study, seed, output.metric, unit, output.variant, output.over];
    return points.map(({ output: value, flipped, heldOut }, p) => [...head, p, heldOut, value, flipped]);
  });
  return [BREAK_COLUMNS, ...rows];
}
