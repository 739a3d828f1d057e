/** A bet before many worlds are run: in how many of a hundred will the second world be higher? */
import { effect } from '@preact/signals';
import type { Desk } from './desk.js';
import { lessonWords } from './desk.js';
import { pointsOf, record, work } from './pupil.js';

export function Bet({ desk }: { desk: Desk }) {
  const w = lessonWords.value;
  const { at, bets } = work.value;
  if (desk.lesson.steps[at]?.bet !== true) return null;
  const bet = bets[at];
  const points = bet === undefined ? undefined : pointsOf(bet);
  const { pairs, of } = desk.many;
  const ran = pairs.value.length > 0 && of.value === desk.many.key();
  const place = (text: string): void => {
    const guess = Math.trunc(Number(text));
    if (text !== '' && guess >= 0 && guess <= 100) record({ bets: { ...work.value.bets, [at]: { guess } } });
  };
  return (
    <div class="bet">
      <label>
        <b>{w.bet}.</b> {w.betLead}{' '}
        <input
          type="number"
          min={0}
          max={100}
          value={bet?.guess ?? ''}
          disabled={ran || points !== undefined}
          onChange={(event) => {
            place(event.currentTarget.value);
            event.currentTarget.value = String(work.value.bets[at]?.guess ?? '');
          }}
        />{' '}
        {w.betOf}
      </label>
      <p role="status">
        {bet === undefined && ran && w.betLate}
        {bet !== undefined && (points === undefined ? w.betPlaced(bet.guess) : w.betResult(bet.guess, bet.wins as number, points))}
      </p>
    </div>
  );
}

/** Settles the open bet when a hundred worlds are done. */
export function settleBets(desk: Desk): void {
  effect(() => {
    const { running, pairs, wanted, of } = desk.many;
    if (running.value || pairs.value.length < 100 || wanted.value < 100 || of.value !== desk.many.key()) return;
    const { at, bets } = work.peek();
    const bet = bets[at];
    if (bet === undefined || bet.wins !== undefined || desk.lesson.steps[at]?.bet !== true) return;
    const wins = pairs.value.slice(0, 100).filter(({ left, right }) => right > left).length;
    record({ bets: { ...bets, [at]: { ...bet, wins } } });
  });
}
