/** The state of the page as a link: what stands in the fragment never leaves the browser. */
import { batch } from '@preact/signals';
import type { WorldChoice } from '../lab/choice.js';
import { isWhole, readChoice, writeChoice } from '../lab/choice-text.js';
import { pack, unpack } from '../lab/link.js';
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

export type Restored = 'none' | 'good' | 'foreign' | 'damaged' | 'other';

/** Restores the state of a fragment, all of it or nothing. */
export function restore({ lesson, lab, restored }: Desk, fragment: string): Restored {
  if (!fragment.startsWith(PREFIX)) return 'none';
  const unpacked = unpack(MARK, fragment.slice(PREFIX.length));
  if (!unpacked.ok) return unpacked.reason;
  const data = unpacked.value;
  if (!Array.isArray(data) || data.length !== 7) return 'damaged';
  const [fingerprint, spoken, at, left, right, metric, step] = data as unknown[];
  if (fingerprint !== lesson.fingerprint) return 'other';
  const [a, b] = [readChoice(lab.source, left), right === null ? null : readChoice(lab.source, right)];
  const sound = isWhole(at, lesson.steps.length - 1) && isWhole(step, lesson.scenario.steps) && lesson.metrics.includes(metric as string);
  if (!sound || a === undefined || b === undefined || (spoken !== 'en' && spoken !== 'ru')) return 'damaged';
  batch(() => {
    language.value = spoken;
    record({ at: at as number });
    lab.setup.value = { left: a, right: b as WorldChoice | null, metric: metric as string };
    lab.goTo(step as number);
    restored.value = true;
  });
  return 'good';
}
