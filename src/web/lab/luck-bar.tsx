/** Luck and company: the same again, another draw, a second world beside the first; undo and redo. */
import { useRef } from 'preact/hooks';
import { lab as words } from '../words/words.js';
import type { Lab } from './lab.js';
import { metricTitle, stepUnit } from './names.js';
import { IconButton } from './time-bar.js';

export function LuckBar({ lab }: { lab: Lab }) {
  const w = words.value;
  const two = lab.setup.value.right !== null;
  const company = useRef<HTMLButtonElement>(null);
  return (
    <div class="luck-bar">
      <div class="luck">
        <button type="button" onClick={() => lab.playAgain()}>
          {w.again}
        </button>
        <button type="button" onClick={() => lab.newLuck()}>
          {w.newLuck}
        </button>
        <button ref={company} type="button" onClick={() => (two ? lab.alone() : lab.beside('same'))}>
          {two ? w.alone : w.besideSame}
        </button>
        {!two && (
          <button
            type="button"
            onClick={() => {
              lab.beside('new');
              // This button goes away, and the focus with it.
              company.current?.focus();
            }}
          >
            {w.besideNew}
          </button>
        )}
        <button type="button" onClick={() => lab.branch()}>
          {w.branch}
        </button>
      </div>
      <span class="pair">
        <IconButton
          label={w.undo}
          icon="M9 7 4 12l5 5M4 12h10a6 6 0 0 1 6 6"
          disabled={lab.history.past.value.length === 0}
          onClick={() => lab.history.undo()}
        />
        <IconButton
          label={w.redo}
          icon="M15 7l5 5-5 5M20 12H10a6 6 0 0 0-6 6"
          disabled={lab.history.future.value.length === 0}
          onClick={() => lab.history.redo()}
        />
      </span>
    </div>
  );
}

/** What the replay and the comparison of the two worlds say. */
export function LuckNotes({ lab }: { lab: Lab }) {
  const w = words.value;
  const replay = lab.replay.value;
  const divergence = lab.divergence.value;
  const { left, right } = lab.recordings;
  const both = left.value?.values !== undefined && right.value?.values !== undefined;
  return (
    <div class="notes" role="status">
      {replay !== null && (
        <p class={replay.equal ? 'good' : 'bad'} data-replay={replay.hash}>
          {(replay.equal ? w.sameAgain : w.notSame)(replay.hash.slice(0, 12))}
        </p>
      )}
      {both && divergence === undefined && <p>{w.identical}</p>}
      {divergence !== undefined && (
        <p data-divergence={divergence.step + 1}>
          {w.divergence(divergence.step + 1, stepUnit(lab.source), metricTitle(lab.source, divergence.metric))}{' '}
          <button type="button" class="link" onClick={() => lab.move(divergence.step + 1)}>
            {w.goThere}
          </button>
        </p>
      )}
    </div>
  );
}
