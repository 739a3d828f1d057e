/** Reads organisations and ties out of a model's snapshots; a model without them gets no picture. */
import type { Snapshot } from '../../core/model.js';
import type { Seat } from '../network-layout.js';

export interface Organisation extends Seat {
  readonly size: number;
}
export interface TieRow {
  readonly a: number;
  readonly b: number;
  readonly trust: number;
  /** Rung of the ladder: 0 below networking, 1 networking … 4 collaboration. */
  readonly level: number;
}
export interface NetworkRows {
  readonly organisations: readonly Organisation[];
  readonly ties: readonly TieRow[];
}

/** Undefined where the tables or their key columns are missing. Ties to organisations that are not listed are left out. */
export function networkRows(snapshots: readonly Snapshot[]): NetworkRows | undefined {
  const organisationTable = snapshots.find((snapshot) => snapshot.name === 'organisations');
  const tieTable = snapshots.find((snapshot) => snapshot.name === 'ties');
  const ids = organisationTable?.columns.id;
  const ends = tieTable?.columns.a;
  if (
    organisationTable === undefined ||
    tieTable === undefined ||
    ids === undefined ||
    ends === undefined ||
    tieTable.columns.b === undefined
  )
    return undefined;
  const organisations = Array.from({ length: ids.length }, (_, row) => ({
    id: value(organisationTable, 'id', row, row),
    kind: value(organisationTable, 'kind', row, 0),
    region: value(organisationTable, 'region', row, 0),
    industry: value(organisationTable, 'industry', row, 0),
    size: value(organisationTable, 'size', row, 1),
  }));
  const known = new Set(organisations.map(({ id }) => id));
  const ties = Array.from({ length: ends.length }, (_, row) => ({
    a: value(tieTable, 'a', row, -1),
    b: value(tieTable, 'b', row, -1),
    trust: value(tieTable, 'trust', row, 0.5),
    level: value(tieTable, 'level', row, 1),
  }));
  return { organisations, ties: ties.filter(({ a, b }) => known.has(a) && known.has(b)) };
}

function value(snapshot: Snapshot, column: string, row: number, otherwise: number): number {
  const entry = snapshot.columns[column]?.[row];
  return typeof entry === 'number' && Number.isFinite(entry) ? entry : otherwise;
}
