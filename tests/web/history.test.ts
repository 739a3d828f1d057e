/** The history of the pages: one gesture is one entry, whole states come back, and a new deed ends what could be redone. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { History } from '../../src/web/lab/history.js';
import { pack, unpack } from '../../src/web/lab/link.js';

function counter() {
  const shown = { value: 0 };
  const history = new History(
    () => shown.value,
    (value) => {
      shown.value = value;
    },
  );
  const set = (value: number, gesture?: unknown): void => {
    history.note(gesture);
    shown.value = value;
  };
  return { shown, history, set };
}

describe('history', () => {
  it('goes back and forth through any deeds', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { maxLength: 40 }), (values) => {
        const { shown, history, set } = counter();
        for (const value of values) set(value);
        const seen = [shown.value];
        for (let k = 0; k < values.length; k++) {
          history.undo();
          seen.unshift(shown.value);
        }
        expect(seen).toEqual([0, ...values]);
        for (const value of values) {
          history.redo();
          expect(shown.value).toBe(value);
        }
        history.redo();
        expect(shown.value).toBe(values.at(-1) ?? 0);
      }),
    );
  });

  it('makes one entry of a gesture, and of everything done together', () => {
    const { shown, history, set } = counter();
    const drag = {};
    for (const value of [1, 2, 3]) set(value, drag);
    history.together(() => {
      set(4);
      history.together(() => set(5));
      set(6);
    });
    expect(history.past.value).toHaveLength(2);
    history.undo();
    expect(shown.value).toBe(3);
    history.undo();
    expect(shown.value).toBe(0);
    set(9, drag);
    expect(history.future.value).toEqual([]);
    history.undo();
    expect(shown.value).toBe(0);
  });

  it('keeps five hundred entries, and forgets them when told', () => {
    const { shown, history, set } = counter();
    for (let value = 1; value <= 700; value++) set(value);
    expect(history.past.value).toHaveLength(500);
    for (let k = 0; k < 600; k++) history.undo();
    expect(shown.value).toBe(200);
    history.forget();
    expect([history.past.value, history.future.value]).toEqual([[], []]);
  });
});

describe('a packed state', () => {
  it('comes back as it was, whatever it holds', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(unpack('S1', ` ${pack('S1', value)}\n`)).toEqual({ ok: true, value: JSON.parse(JSON.stringify(value)) });
      }),
    );
  });

  it('is refused with one reason for every way to be wrong', () => {
    const text = pack('S1', { a: 1 });
    const reason = (given: string): unknown => {
      const read = unpack('S1', given);
      return read.ok ? 'none' : read.reason;
    };
    expect([reason(''), reason('x.y.z'), reason(pack('T1', 1)), reason('S1234.a.b')]).toEqual(Array(4).fill('foreign'));
    expect([reason(pack('S0', 1)), reason(pack('S2', 1)), reason(pack('S20', 1))]).toEqual(['older', 'newer', 'newer']);
    expect([reason(text.slice(0, -1)), reason(`${text}.x`), reason('S1'), reason(text.replace('S1.', 'S1.A'))]).toEqual(
      Array(4).fill('damaged'),
    );
    expect(reason(`S1.${'A'.repeat(100_000)}`)).toBe('long');
  });
});
