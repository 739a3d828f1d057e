/** From a model's snapshots to a frame; a model without organisations and ties gives empty frames. */
import type { Snapshot } from '../../core/model.js';
import { networkRows } from '../../report/sections/network-rows.js';
import type { Frame } from './messages.js';

/** The frame of a world's snapshots. */
export function frameOf(snapshots: readonly Snapshot[]): Frame {
  const rows = networkRows(snapshots) ?? { organisations: [], ties: [] };
  const born = snapshots.find(({ name }) => name === 'ties')?.columns.born_at ?? [];
  const { organisations, ties } = rows;
  return {
    id: Int32Array.from(organisations, ({ id }) => id),
    kind: Uint8Array.from(organisations, ({ kind }) => kind),
    region: Int32Array.from(organisations, ({ region }) => region),
    industry: Int32Array.from(organisations, ({ industry }) => industry),
    size: Float32Array.from(organisations, ({ size }) => size),
    a: Int32Array.from(ties, ({ a }) => a),
    b: Int32Array.from(ties, ({ b }) => b),
    level: Uint8Array.from(ties, ({ level }) => level),
    born: Int32Array.from(ties, (_, e) => Number(born[e] ?? 0)),
  };
}

/** Its buffers, which move to the page without being copied. */
export function buffersOf(frame: Frame): Transferable[] {
  return Object.values(frame).map((column: Int32Array | Uint8Array | Float32Array) => column.buffer as ArrayBuffer);
}
