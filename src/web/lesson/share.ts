/** The state of the page as a link: what stands in the fragment never leaves the browser. */
import { batch } from '@preact/signals';
import { isWhole, readChoice, writeChoice } from '../lab/choice-text.js';
import { pack, unpack } from '../lab/link.js';
import type { LinkFault, Restored } from '../lab/link-fault.js';
import { language } from '../words/words.js';
import type { Desk } from './desk.js';
import { record, work } from './pupil.js';

const MARK = 'L1';
const PREFIX = '#lab=';

/** The address of this page with its state. */
export function linkOf({ lesson, lab }: Desk): string {
  const { left, right, metric } = lab.setup.value;
  const state = [
    lesson.fingerprint,
    language.value,
    work.value.at,
    writeChoice(left),
    right === null ? null : writeChoice(right),
    metric,
    lab.step.value,
  ];
  return `${location.href.replace(/#.*$/, '')}${PREFIX}${pack(MARK, state)}`;
}

/** Restores the state of a fragment where it is sound; else says what is wrong with it and how to open the rest. */
export function restore(desk: Desk, fragment: string): Restored {
  if (!fragment.startsWith(PREFIX)) return { kind: 'none' };
  const bad = (fault: LinkFault, rest?: () => void): Restored => ({ kind: 'bad', fault, ...(rest !== undefined && { rest }) });
  const unpacked = unpack(MARK, fragment.slice(PREFIX.length));
  if (!unpacked.ok) return bad({ cause: unpacked.reason });
  const data = unpacked.value;
  if (!Array.isArray(data) || data.length !== 7) return bad({ cause: 'damaged' });
  if (data[0] !== desk.lesson.fingerprint) return bad({ cause: 'lesson' });
  const { faults, open } = readState(desk, data.slice(1));
  const [fault] = faults;
  if (fault !== undefined) return bad(fault, open);
  open?.();
  return { kind: 'good' };
}

/** The faults of a state, and what opens what is sound in it; nothing does where it names no world of the lesson. */
function readState({ lesson, lab, restored }: Desk, data: readonly unknown[]): { faults: LinkFault[]; open?: () => void } {
  const [spoken, at, left, right, metric, step] = data;
  const worlds = [readChoice(lab.source, left), ...(right === null ? [] : [readChoice(lab.source, right)])];
  const faults = worlds.flatMap((world) => world.faults);
  const card = isWhole(at, lesson.steps.length - 1) ? at : 0;
  const shown = isWhole(step, lesson.scenario.steps) ? step : 1;
  const measure = lesson.metrics.find((name) => name === metric);
  if (shown !== step || card !== at) faults.push({ cause: 'step' });
  if (measure === undefined) faults.push({ cause: 'measure', name: String(metric) });
  const [a, b] = worlds.map(({ choice }) => choice);
  if (a === undefined) return { faults };
  const open = (): void =>
    batch(() => {
      if (spoken === 'en' || spoken === 'ru') language.value = spoken;
      restored.value = work.peek().at !== card;
      record({ at: card });
      lab.history.together(() => {
        lab.change({ left: a, right: b ?? null, metric: measure ?? lab.setup.peek().metric });
        lab.move(shown);
      });
    });
  return { faults, open };
}
