/** What became of a link, in one sentence, and ways on. */
import type { Signal } from '@preact/signals';
import { lab as labWords } from '../words/words.js';
import { type Restored, sayFault } from './link-fault.js';

interface NoticeProps {
  readonly link: Signal<Restored>;
  /** Opens the page as it is without a link. */
  readonly onStart: () => void;
}

export function LinkNotice({ link, onStart }: NoticeProps) {
  const w = labWords.value;
  const became = link.value;
  if (became.kind === 'none') return null;
  if (became.kind === 'good') return <p class="notice quiet-text">{w.goodLink}</p>;
  const { fault, rest } = became;
  const go = (action: () => void) => (): void => {
    history.replaceState(null, '', location.href.replace(/#.*$/, ''));
    link.value = { kind: 'none' };
    action();
  };
  return (
    <div class="warn notice bad-link" data-cause={fault.cause}>
      <p>{sayFault(fault)}</p>
      <p class="row">
        {rest !== undefined && (
          <button type="button" onClick={go(rest)}>
            {w.openRest}
          </button>
        )}
        <button type="button" onClick={go(onStart)}>
          {w.openStart}
        </button>
      </p>
    </div>
  );
}
