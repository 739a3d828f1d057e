/** From a model's snapshots to a frame; a model without organisations and ties gives empty frames. */
import type { Snapshot } from '../../core/model.js';
import { networkRows } from '../../report/sections/network-rows.js';
import type { Chronicle, Frame } from './messages.js';

/** The frame of a world's snapshots. */
export function frameOf(snapshots: readonly Snapshot[]): Frame {
  const rows = networkRows(snapshots) ?? { organisations: [], ties: [] };
  const born = snapshots.find(({ name }) => name === 'ties')?.columns.born_at ?? [];
  const { organisations, ties } = rows;
  const known = snapshots.find(({ name }) => name === 'organisations')?.columns.knowledge ?? [];
  return {
    id: Int32Array.from(organisations, ({ id }) => id),
    kind: Uint8Array.from(organisations, ({ kind }) => kind),
    region: Int32Array.from(organisations, ({ region }) => region),
    industry: Int32Array.from(organisations, ({ industry }) => industry),
    size: Float32Array.from(organisations, ({ size }) => size),
    knowledge: Float32Array.from(organisations, (_, row) => Number(known[row] ?? 0)),
    a: Int32Array.from(ties, ({ a }) => a),
    b: Int32Array.from(ties, ({ b }) => b),
    level: Uint8Array.from(ties, ({ level }) => level),
    born: Int32Array.from(ties, (_, e) => Number(born[e] ?? 0)),
  };
}

/** The innovations among a world's snapshots; none where the model has no such table. */
export function chronicleOf(snapshots: readonly Snapshot[]): Chronicle {
  const columns = snapshots.find(({ name }) => name === 'innovations')?.columns ?? {};
  const take = (name: string): Int32Array => Int32Array.from(columns[name] ?? [], Number);
  return { step: take('step'), region: take('region'), industry: take('industry'), kinds: take('kinds'), flags: take('flags') };
}
