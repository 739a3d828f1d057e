/** The journal under damage: whatever is cut, flipped or killed, sound records come back and nothing else does. */
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { crc32c } from '../../src/node/crc32c.js';
import { encodeFileHeader, encodeFrame, FILE_HEADER_BYTES, scanFrames } from '../../src/node/frames.js';
import { newStoreId, openJournal } from '../../src/node/journal.js';
import { readEntry, scanJournal } from '../../src/node/journal-scan.js';
import { decodeRecordHeader, decodeValues, encodeRecord, outcomeOf, type TriedOutcome } from '../../src/node/records.js';

const store = newStoreId();
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trihelix-journal-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const bits = (values: Float64Array): string => Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('hex');
const done = (id: number, ...values: number[]): TriedOutcome => ({
  id,
  status: 'done',
  values: Float64Array.from(values),
  milliseconds: 1.5,
});
const failed = (id: number, message: string): TriedOutcome => ({
  id,
  status: 'failed',
  failure: { kind: 'error', message },
  milliseconds: 2,
});

/** Everything in a folder's journal, values as hex, by run id. */
function contents(): Map<number, string> {
  const found = new Map<number, string>();
  scanJournal(folder, store, (entry, values) => found.set(entry.header.id, `${entry.header.status} ${bits(values)}`));
  return found;
}

/** An outcome as `contents` would show it. */
const textOf = (outcome: TriedOutcome): string =>
  `${outcome.status} ${bits(outcome.status === 'done' ? outcome.values : new Float64Array(0))}`;

async function write(outcomes: readonly TriedOutcome[], options = {}): Promise<void> {
  const journal = await openJournal(folder, store, scanJournal(folder, store), { groupMilliseconds: 0, ...options });
  await Promise.all(outcomes.map((outcome) => journal.append(outcome)));
  await journal.close();
}

const anyOutcome: fc.Arbitrary<TriedOutcome> = fc.oneof(
  fc.record({
    id: fc.nat(),
    status: fc.constant('done' as const),
    values: fc.float64Array(),
    milliseconds: fc.double({ min: 0, max: 1e9, noNaN: true }),
    attempt: fc.integer({ min: 1, max: 5 }),
  }),
  fc.record({
    id: fc.nat(),
    status: fc.constant('failed' as const),
    failure: fc.record({ kind: fc.constantFrom('error', 'invariant', 'time', 'memory', 'crash'), message: fc.string({ unit: 'binary' }) }),
    milliseconds: fc.double({ min: 0, max: 1e9, noNaN: true }),
    attempt: fc.integer({ min: 1, max: 5 }),
  }),
) as fc.Arbitrary<TriedOutcome>;

describe('bytes', () => {
  test('CRC-32C gives the published check value', () => {
    expect(crc32c(Buffer.from('123456789'))).toBe(0xe3069283);
    expect(crc32c(new Uint8Array(32))).toBe(0x8a9136aa);
  });

  test('a record comes back bit for bit, its numbers at a multiple of eight', () => {
    fc.assert(
      fc.property(anyOutcome, (outcome) => {
        const payload = encodeRecord(outcome);
        expect(payload.length % 8).toBe(0);
        const header = decodeRecordHeader(payload);
        if (header === undefined) throw new Error('no header');
        const back = outcomeOf(header, decodeValues(payload, header));
        if (outcome.status === 'failed') expect(back).toEqual(JSON.parse(JSON.stringify(outcome)));
        else if (back.status === 'done')
          expect([back.id, back.milliseconds, back.attempt, bits(back.values)]).toEqual([
            outcome.id,
            outcome.milliseconds,
            outcome.attempt,
            bits(outcome.values),
          ]);
        else throw new Error('a done run came back as failed');
      }),
    );
  });

  test('any sequence of payloads is found again, whatever junk lies between', () => {
    const parts = fc.array(fc.record({ payload: fc.uint8Array({ maxLength: 60 }), junk: fc.uint8Array({ maxLength: 40 }) }), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(parts, (sequence) => {
        const pieces: Uint8Array[] = [encodeFileHeader(store, 1)];
        for (const { payload, junk } of sequence) pieces.push(junk, encodeFrame(store, payload));
        const scan = scanFrames(Buffer.concat(pieces), store);
        expect(scan.frames.map((frame) => frame.payload.toString('hex'))).toEqual(
          sequence.map(({ payload }) => Buffer.from(payload).toString('hex')),
        );
        expect(scan.damaged.reduce((sum, range) => sum + range.length, 0)).toBe(sequence.reduce((sum, { junk }) => sum + junk.length, 0));
      }),
    );
  });

  test('text that imitates a frame inside a record is not taken for one', () => {
    const other = newStoreId();
    const inner = encodeFrame(other, encodeRecord(done(99, 1)));
    const frames = [encodeFrame(store, inner), encodeFrame(store, encodeRecord(done(1, 2)))];
    (frames[0] as Buffer)[30] = ((frames[0] as Buffer)[30] as number) ^ 1;
    const scan = scanFrames(Buffer.concat([encodeFileHeader(store, 1), ...frames]), store);
    expect(scan.frames).toHaveLength(1);
    expect(scan.damaged).toHaveLength(1);
  });
});

describe('records of any size', () => {
  const values = Float64Array.from({ length: 400_000 }, (_, n) => n / 7);
  const large: TriedOutcome = { id: 2, status: 'done', values, milliseconds: 1 };
  const mixed = [done(0, 1, 2), failed(1, 'no'), large, done(3), { ...large, id: 4 }, done(5, 3)];

  test('lie in the file as one frame each, in order, those of megabytes too', async () => {
    await write(mixed);
    const frames = mixed.map((outcome) => encodeFrame(store, encodeRecord(outcome)));
    const bytes = Buffer.concat([encodeFileHeader(store, 1), ...frames]);
    expect(readFileSync(join(folder, 'journal-0001.thx')).equals(bytes)).toBe(true);
  });

  test('begin a file of their own where they do not fit, and one that was cut in the middle is taken again', async () => {
    await write(mixed, { fileBytes: 2 ** 20 });
    const fourth = join(folder, 'journal-0004.thx');
    truncateSync(fourth, statSync(fourth).size - 2 ** 20);
    expect([...scanJournal(folder, store).entries.keys()]).toEqual([0, 1, 2, 3, 5]);
    await write([mixed[4] as TriedOutcome], { fileBytes: 2 ** 20 });
    expect(contents()).toEqual(new Map(mixed.map((each) => [each.id, textOf(each)])));
  });
});

describe('cuts and flips', () => {
  const outcomes = [done(0, 1, -0, Number.NaN), failed(1, 'a "reason", with = signs'), done(2), done(3, 1e-300, 4)];

  test('a journal cut at any byte opens, keeps every whole record and takes the rest again', async () => {
    await write(outcomes);
    const whole = contents();
    const path = join(folder, 'journal-0001.thx');
    const bytes = readFileSync(path);
    const ends = scanFrames(bytes, store).frames.map((frame) => frame.offset + frame.payload.length + 56);
    expect(ends.at(-1)).toBe(bytes.length);
    for (let cut = 0; cut < bytes.length; cut++) {
      rmSync(join(folder, 'journal-0002.thx'), { force: true });
      writeFileSync(path, bytes.subarray(0, cut));
      const scan = scanJournal(folder, store);
      const kept = ends.filter((end) => end <= cut).length;
      expect([...scan.entries.keys()]).toEqual(outcomes.slice(0, kept).map(({ id }) => id));
      if (cut >= FILE_HEADER_BYTES) {
        expect(scan.torn?.bytes ?? 0).toBe(cut - (ends.filter((end) => end <= cut).at(-1) ?? FILE_HEADER_BYTES));
        expect(scan.damage).toEqual([]);
      } else expect(scan.damage).toHaveLength(1);
      await write(outcomes.slice(kept));
      expect(contents()).toEqual(whole);
    }
  });

  test('every flipped bit is reported and costs at most the record it lies in', async () => {
    await write(outcomes);
    const whole = contents();
    const path = join(folder, 'journal-0001.thx');
    const bytes = readFileSync(path);
    for (let bit = 0; bit < bytes.length * 8; bit += 3) {
      const flipped = Buffer.from(bytes);
      flipped[bit >> 3] = (flipped[bit >> 3] as number) ^ (1 << (bit & 7));
      writeFileSync(path, flipped);
      const found = contents();
      const scan = scanJournal(folder, store);
      expect(scan.damage.length + (scan.torn === undefined ? 0 : 1)).toBe(1);
      for (const [id, record] of found) expect(record).toBe(whole.get(id));
      if (bit >= FILE_HEADER_BYTES * 8) expect(found.size).toBe(outcomes.length - 1);
      else expect(found.size).toBe(0);
    }
  });

  test('a damaged record in the middle is named, and its run is taken again in the same journal', async () => {
    await write([done(7, 1), done(8, 2), done(9, 3)]);
    const path = join(folder, 'journal-0001.thx');
    const bytes = readFileSync(path);
    const second = scanFrames(bytes, store).frames[1];
    const at = (second?.offset ?? 0) + 24 + (second?.payload.length ?? 0) - 1;
    bytes[at] = (bytes[at] as number) ^ 0x10;
    writeFileSync(path, bytes);
    expect(scanJournal(folder, store).damage.map((damage) => damage.run)).toEqual([8]);
    await write([done(8, 2)]);
    expect([...contents().keys()].sort()).toEqual([7, 8, 9]);
    expect(scanJournal(folder, store).damage).toHaveLength(1);
  });

  test('a file of another study is named, left alone and not written to', async () => {
    await write([done(0, 1)]);
    const foreign = join(folder, 'journal-0002.thx');
    writeFileSync(foreign, Buffer.concat([encodeFileHeader(newStoreId(), 2), encodeFrame(store, encodeRecord(done(5, 5)))]));
    const before = readFileSync(foreign);
    const scan = scanJournal(folder, store);
    expect([...scan.entries.keys()]).toEqual([0]);
    expect(scan.damage[0]?.text).toContain('another study');
    await write([done(1, 1)]);
    expect(readFileSync(foreign).equals(before)).toBe(true);
    expect([...contents().keys()]).toEqual([0, 1]);
  });

  test('two different results for one run are reported, and the first counts', async () => {
    await write([done(0, 1), done(0, 1), done(0, 2)]);
    const scan = scanJournal(folder, store);
    expect(scan.damage).toHaveLength(1);
    expect(scan.damage[0]?.text).toContain('other numbers for run 0');
    expect(contents().get(0)).toBe(`done ${bits(Float64Array.of(1))}`);
  });

  test('a finished run replaces an earlier failure, never the other way round', async () => {
    await write([failed(0, 'first'), done(0, 1), failed(0, 'late')]);
    expect(contents().get(0)).toBe(`done ${bits(Float64Array.of(1))}`);
  });
});

describe('writing', () => {
  test('files are closed at their size and read in order', async () => {
    await write(
      Array.from({ length: 40 }, (_, id) => done(id, id, id)),
      { fileBytes: 600 },
    );
    const scan = scanJournal(folder, store);
    expect(scan.files.length).toBeGreaterThan(5);
    expect([...scan.entries.keys()]).toEqual(Array.from({ length: 40 }, (_, id) => id));
    for (const file of scan.files) expect(statSync(join(folder, file)).size).toBeLessThanOrEqual(600);
    const entry = scan.entries.get(17);
    if (entry === undefined) throw new Error('run 17 is missing');
    expect([...readEntry(folder, store, entry)]).toEqual([17, 17]);
  });

  test('an append resolves only when its record can be read back', async () => {
    const journal = await openJournal(folder, store, scanJournal(folder, store));
    for (let id = 0; id < 5; id++) {
      await journal.append(done(id, id));
      expect(contents().has(id)).toBe(true);
    }
    await journal.close();
    await expect(journal.append(done(9))).rejects.toThrow('closed');
  });

  test('a journal that another program cut or grew is not written to', async () => {
    for (const meddle of [(path: string) => truncateSync(path, 70), (path: string) => appendFileSync(path, 'x')]) {
      rmSync(folder, { recursive: true });
      folder = mkdtempSync(join(tmpdir(), 'trihelix-journal-'));
      const journal = await openJournal(folder, store, scanJournal(folder, store));
      await journal.append(done(0, 1));
      meddle(join(folder, 'journal-0001.thx'));
      await expect(journal.append(done(1, 1))).rejects.toThrow('changed by another program');
      await expect(journal.append(done(2, 1))).rejects.toThrow('changed by another program');
      await journal.close();
    }
  });

  test('a journal that was taken away is written again with all that was stored, and with what was about to be', async () => {
    for (const takeAway of [(path: string) => renameSync(path, join(folder, 'away')), (path: string) => rmSync(path)]) {
      rmSync(folder, { recursive: true });
      folder = mkdtempSync(join(tmpdir(), 'trihelix-journal-'));
      const journal = await openJournal(folder, store, scanJournal(folder, store));
      await journal.append(done(0, 1));
      takeAway(join(folder, 'journal-0001.thx'));
      await expect(journal.append(done(1, 2))).rejects.toThrow('written again, with all of its runs');
      await expect(journal.append(done(2, 3))).rejects.toThrow('moved or deleted');
      await journal.close();
      expect([...contents().keys()]).toEqual([0, 1]);
    }
  });

  test('a folder that was taken away is said to be gone', async () => {
    const journal = await openJournal(folder, store, scanJournal(folder, store));
    rmSync(folder, { recursive: true });
    await expect(journal.append(done(0, 1))).rejects.toThrow(/moved or deleted while runs were being stored$/);
    await journal.close();
    mkdirSync(folder);
  });

  test('a record that changed on disk after the scan is refused when it is read', async () => {
    await write([done(0, 1, 2, 3)]);
    const entry = scanJournal(folder, store).entries.get(0);
    const path = join(folder, 'journal-0001.thx');
    const bytes = readFileSync(path);
    bytes[bytes.length - 40] = (bytes[bytes.length - 40] as number) ^ 1;
    writeFileSync(path, bytes);
    if (entry === undefined) throw new Error('run 0 is missing');
    expect(() => readEntry(folder, store, entry)).toThrow('run 0');
  });
});
