/** The index of a journal against a plain map, and files read in pieces against the same bytes in memory. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FileWindow } from '../../src/node/file-window.js';
import { encodeFileHeader, encodeFrame, type FrameWalk, scanFrames, sha256, walkFrames } from '../../src/node/frames.js';
import { newStoreId } from '../../src/node/journal.js';
import { type JournalEntry, RecordIndex } from '../../src/node/record-index.js';

const idArbitrary = fc.oneof(fc.nat(40), fc.nat(5000), fc.constantFrom(2 ** 20 - 1, 2 ** 20, 2 ** 40));

const entryArbitrary: fc.Arbitrary<JournalEntry> = fc
  .record({
    id: idArbitrary,
    failed: fc.boolean(),
    milliseconds: fc.double({ min: 0, max: 1e9, noNaN: true }),
    attempt: fc.integer({ min: 1, max: 9 }),
    values: fc.nat(1e6),
    file: fc.constantFrom('journal-0001.thx', 'journal-0002.thx', 'journal-0012.thx'),
    offset: fc.nat(2 ** 31 - 1),
    payloadLength: fc.nat(2 ** 31 - 1),
  })
  .map(({ id, failed, milliseconds, attempt, values, ...place }) => ({
    header: failed
      ? { id, status: 'failed', milliseconds, attempt, failure: { kind: 'error', message: `run ${id}` }, values: 0 }
      : { id, status: 'done', milliseconds, attempt, values },
    ...place,
  }));

test('an index says what a map of entries would, ids in ascending order', () => {
  fc.assert(
    fc.property(fc.array(entryArbitrary, { maxLength: 60 }), (entries) => {
      const index = new RecordIndex();
      const map = new Map<number, JournalEntry>();
      for (const entry of entries) {
        index.set(entry);
        map.set(entry.header.id, entry);
      }
      expect(index.size).toBe(map.size);
      expect([...index.keys()]).toEqual([...map.keys()].sort((a, b) => a - b));
      for (const [id, entry] of map) {
        expect(index.get(id)).toEqual(entry);
        expect(index.statusOf(id)).toBe(entry.header.status);
        expect(index.valuesOf(id)).toBe(entry.header.values);
      }
      for (const id of [41, 6000, 2 ** 20 + 1]) {
        if (map.has(id)) continue;
        expect(index.get(id)).toBeUndefined();
        expect(index.statusOf(id)).toBeUndefined();
        expect(index.valuesOf(id)).toBe(0);
      }
    }),
  );
});

/** Comparing a megabyte byte by byte is slow. */
const shortOf = ({ damaged, end }: FrameWalk): unknown => ({
  end,
  damaged: damaged.map(({ offset, length, payload }) => [offset, length, payload && sha256(payload).toString('hex')]),
});

test('a file of several pieces gives the frames of its bytes, also where a piece ends in a frame, in junk or in a magic word', () => {
  const store = newStoreId();
  const folder = mkdtempSync(join(tmpdir(), 'trihelix-window-'));
  const path = join(folder, 'journal-0001.thx');
  const part = fc.record({ payload: fc.integer({ min: 0, max: 900_000 }), junk: fc.constantFrom(0, 0, 1, 70_000) });
  try {
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), fc.nat(2_000_000), (parts, cut) => {
        const pieces: Uint8Array[] = [encodeFileHeader(store, 1)];
        // Junk made of the words with which a frame begins.
        for (const { payload, junk } of parts) pieces.push(Buffer.alloc(junk, 'THXF'), encodeFrame(store, Buffer.alloc(payload, junk)));
        const bytes = Buffer.concat(pieces);
        // One flipped bit somewhere behind the header.
        const at = 64 + (cut % Math.max(1, bytes.length - 64));
        bytes[at] = (bytes[at] ?? 0) ^ 4;
        writeFileSync(path, bytes);
        const whole = scanFrames(bytes, store);
        const window = new FileWindow(path);
        const frames: { offset: number; payload: Buffer }[] = [];
        const walk = walkFrames(window, store, (offset, payload) => frames.push({ offset, payload: Buffer.from(payload) }));
        window.close();
        expect(shortOf(walk)).toEqual(shortOf(whole));
        expect(frames.map(({ offset }) => offset)).toEqual(whole.frames.map(({ offset }) => offset));
        for (const [f, { payload }] of frames.entries()) expect(payload.equals(whole.frames[f]?.payload as Buffer)).toBe(true);
      }),
      { numRuns: 10 },
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
