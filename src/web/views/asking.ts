/** A question to the worker that is asked once per world, and again when the world changes. */
import { type Signal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Run } from '../../experiment/study.js';
import type { Job } from '../engine/engine.js';
import { runOf } from '../lab/choice.js';
import type { Lab, Side } from '../lab/lab.js';

export type Answered<T> =
  | { readonly state: 'waiting'; readonly stop?: () => void }
  | { readonly state: 'stopped'; readonly again: () => void }
  | { readonly state: 'known'; readonly value: T }
  | { readonly state: 'failed'; readonly message: string };

/** Nothing has been asked. */
const NOTHING = { state: 'waiting' } as const;

/** The run of a side as it is set now; undefined where there is no world. */
export function runOfSide(lab: Lab, side: Side): Run | undefined {
  const choice = lab.setup.value[side];
  return choice === null ? undefined : runOf(lab.source, choice);
}

/** Asks when the key changes, forgets what is asked no more, stops when told. A key of `''` asks nothing. */
export function useAnswer<T>(key: string, ask: (known: (value: T) => void, failed: (message: string) => void) => Job): Signal<Answered<T>> {
  const answer = useSignal<Answered<T>>(NOTHING);
  const asked = useSignal(0);
  useEffect(() => {
    answer.value = NOTHING;
    if (key === '') return undefined;
    const job = ask(
      (value) => {
        answer.value = { state: 'known', value };
      },
      (message) => {
        answer.value = { state: 'failed', message };
      },
    );
    const stop = (): void => {
      job.cancel();
      answer.value = { state: 'stopped', again: () => asked.value++ };
    };
    if (answer.peek() === NOTHING) answer.value = { state: 'waiting', stop };
    return () => job.cancel();
  }, [key, asked.value]);
  return answer;
}
