/** What all views share: one panel per world that is computed. */
import type { ComponentChildren } from 'preact';
import type { Lab, Side } from '../lab/lab.js';
import { worldTitle } from '../lab/names.js';
import { sidesOf } from '../lab/numbers.js';
import type { Recording } from '../lab/recording.js';
import { viewWords } from '../words/views.js';
import { lab as labWords } from '../words/words.js';

/** A view gets the laboratory and shows the worlds in it. */
export interface ViewProps {
  readonly lab: Lab;
}

/** The worlds that are computed to their end. */
export function readyWorlds(lab: Lab): { side: Side; recording: Recording }[] {
  return sidesOf(lab).flatMap((side) => {
    const recording = lab.recordings[side].value;
    return recording?.values === undefined ? [] : [{ side, recording }];
  });
}

/** One panel per world, side by side. */
export function PerWorld({ lab, body }: ViewProps & { body: (side: Side, recording: Recording) => ComponentChildren }) {
  const worlds = readyWorlds(lab);
  if (worlds.length === 0) return <p class="quiet-text">{viewWords.value.computing}</p>;
  return (
    <div class={`pictures ${worlds.length === 2 ? 'two' : 'one'}`}>
      {worlds.map(({ side, recording }) => (
        <div key={side} class={`picture ${side}`}>
          <WorldHead lab={lab} side={side} />
          {body(side, recording)}
        </div>
      ))}
    </div>
  );
}

function WorldHead({ lab, side }: ViewProps & { side: Side }) {
  const choice = lab.setup.value[side];
  return (
    <h4 class={`world ${side} bare`}>
      <span class="tag">{labWords.value[side]}</span> {choice === null ? '' : worldTitle(lab.source, choice)}
    </h4>
  );
}
