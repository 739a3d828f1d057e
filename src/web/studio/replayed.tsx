/** What became of a stored run that was computed again in the page: the same to the last digit, or not. */
import { runOf } from '../lab/choice.js';
import { type Bench, studioWords } from './desk.js';

/** Nothing where world A is no stored run, or no longer the one that it began as. */
export function Replayed({ bench: { lab, stored } }: { bench: Bench }) {
  if (stored === undefined) return null;
  const { left } = lab.setup.value;
  const { id, variant, replicate } = stored.run;
  const asked = runOf(lab.source, left);
  const same = JSON.stringify([asked.parameters, asked.policies]) === JSON.stringify([stored.run.parameters, stored.run.policies]);
  const recording = lab.recordings.left.value;
  if (!same || left.world !== variant || left.replicate !== replicate) return null;
  const w = studioWords.value;
  const what = w.storedRun(id, variant, replicate + 1);
  if (recording?.hash === undefined || recording.former === true)
    return (
      <p role="status" class="replayed">
        {what} {w.replaying}
      </p>
    );
  const equal = recording.hash === stored.hash;
  return (
    <p role="status" class={`replayed ${equal ? 'good' : 'bad'}`} data-stored={stored.hash}>
      {what} {(equal ? w.replayEqual : w.replayDiffers)(stored.hash.slice(0, 12))}
    </p>
  );
}
