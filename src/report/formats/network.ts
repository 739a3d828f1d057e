/** The network of a world as nodes and edges with typed attributes: what GraphML and GEXF have in common. */
import type { Snapshot } from '../../core/model.js';
import type { WorldRows } from '../../experiment/replay.js';
import { type Cell, type ColumnType, typeOfCells } from '../../experiment/tables/table.js';
import { cellsOf } from '../../experiment/tables/world-tables.js';

export interface Attribute {
  readonly name: string;
  readonly type: ColumnType;
  readonly values: readonly Cell[];
}

export interface NetworkData {
  /** What it is, in words. */
  readonly title: string;
  readonly nodes: { readonly ids: readonly number[]; readonly labels: readonly string[]; readonly attributes: readonly Attribute[] };
  readonly edges: {
    readonly from: readonly number[];
    readonly to: readonly number[];
    /** Trust, where ties have it; else 1. */
    readonly weights: readonly number[];
    readonly attributes: readonly Attribute[];
  };
}

/** Undefined where the model shows no organisations or no ties. Ties to organisations that are not listed are left out. */
export function networkOf({ run, step, snapshots }: WorldRows, study: string): NetworkData | undefined {
  const organisations = snapshots.find(({ name }) => name === 'organisations');
  const ties = snapshots.find(({ name }) => name === 'ties');
  if (organisations === undefined || ties?.columns.a === undefined || ties.columns.b === undefined) return undefined;
  const count = Math.max(0, ...Object.values(organisations.columns).map((column) => column.length));
  const ids = organisations.columns.id === undefined ? Array.from({ length: count }, (_, row) => row) : numbers(organisations, 'id');
  const known = new Set(ids);
  const [a, b] = [numbers(ties, 'a'), numbers(ties, 'b')];
  const kept = a.flatMap((from, e) => (known.has(from) && known.has(b[e] as number) ? [e] : []));
  const trust = ties.columns.trust === undefined ? undefined : numbers(ties, 'trust');
  const kinds = cellsOf(organisations, 'kind');
  return {
    title: `study ${study}, variant ${run.variant}, replicate ${run.replicate}, seed ${run.seed}, after step ${step}`,
    nodes: {
      ids,
      labels: ids.map((id, row) => `${kinds[row] ?? 'organisation'} ${id}`),
      attributes: attributesOf(
        organisations,
        ['id'],
        ids.map((_, row) => row),
      ),
    },
    edges: {
      from: kept.map((e) => a[e] as number),
      to: kept.map((e) => b[e] as number),
      weights: kept.map((e) => trust?.[e] ?? 1),
      attributes: attributesOf(ties, ['id', 'a', 'b'], kept),
    },
  };
}

const numbers = ({ columns }: Snapshot, name: string): number[] => Array.from(columns[name] ?? [], Number);

function attributesOf(snapshot: Snapshot, without: readonly string[], rows: readonly number[]): Attribute[] {
  return Object.keys(snapshot.columns)
    .filter((name) => !without.includes(name))
    .map((name) => {
      const cells = cellsOf(snapshot, name);
      const values = rows.map((row) => cells[row]);
      return { name, type: typeOfCells(values), values };
    });
}

/** The value as XML text, or undefined where there is none. */
export function attributeText(value: Cell): string | undefined {
  if (value === null || value === undefined || (typeof value === 'number' && !Number.isFinite(value))) return undefined;
  return String(value);
}
