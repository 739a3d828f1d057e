/** Says that an answer is being computed, with a way to stop it, or that it was stopped, with a way to begin again. */
import { viewWords } from '../words/views.js';
import { lab as labWords } from '../words/words.js';
import type { Answered } from './asking.js';

export function Waiting({ answer }: { answer: Extract<Answered<unknown>, { state: 'waiting' | 'stopped' }> }) {
  const w = labWords.value;
  const act = answer.state === 'waiting' ? answer.stop : answer.again;
  return (
    <p role="status" class="waiting" data-waiting={answer.state}>
      {answer.state === 'waiting' ? viewWords.value.watching : viewWords.value.wasStopped}{' '}
      {act !== undefined && (
        <button type="button" class="link" onClick={act}>
          {answer.state === 'waiting' ? w.stopComputing : w.computeAgain}
        </button>
      )}
    </p>
  );
}
