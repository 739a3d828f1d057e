/** What colours, shapes and lines of the picture mean. */
import { KIND_COLOURS } from '../../report/network-svg.js';
import { lab as words } from '../words/words.js';

const SHAPES = ['M8 3.5a4.5 4.5 0 1 0 .01 0Z', 'M3.5 3.5h9v9h-9Z', 'M8 2.5 14 13H2Z'];

export function Legend() {
  const w = words.value;
  return (
    <ul class="legend" aria-label={w.legend}>
      {w.kindsPlural.map((kind, k) => (
        <li key={kind}>
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d={SHAPES[k]} fill={KIND_COLOURS[k as 0 | 1 | 2]} />
          </svg>
          {kind}
        </li>
      ))}
      {w.rungs.map((rung, r) => (
        <li key={rung}>
          <svg viewBox="0 0 24 16" aria-hidden="true" class="tie-key">
            <path d="M1 8h22" class={`tie-${r}`} />
          </svg>
          {rung}
        </li>
      ))}
      <li>
        <svg viewBox="0 0 24 16" aria-hidden="true" class="tie-key">
          <path d="M1 8h22" class="tie-fresh" />
        </svg>
        {w.newTie}
      </li>
    </ul>
  );
}
