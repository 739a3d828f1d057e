/** Measures that share the scale 0 to 1, one row each, one sign per world. */
import { formatNumber } from '../../report/format.js';
import { language } from '../words/words.js';
import { cut, roomFor } from './names.js';
import { linear } from './scale.js';
import { useWidth } from './width.js';

export interface PartsProps {
  readonly rows: readonly { readonly name: string; readonly values: readonly { readonly side: string; readonly value: number }[] }[];
  readonly label: string;
}

const ROW = 26;
/** Narrower than this, names stand above their rows. */
const NARROW = 440;
const NAME = 17;
/** Marks of two worlds with equal values lie beside each other. */
const APART = 4;

export function PartsChart({ rows, label }: PartsProps) {
  const [box, width] = useWidth<HTMLDivElement>(560);
  const narrow = width < NARROW;
  const names = rows.map(({ name }) => name);
  const left = narrow ? 0 : roomFor(names, width * 0.42);
  const x = linear(0, 1, left + 10, width - 16);
  const row = ROW + (narrow ? NAME : 0);
  const middle = (r: number): number => (r + 1) * row - ROW / 2;
  const bottom = rows.length * row + 4;
  return (
    <div class="chart parts" ref={box}>
      <svg width={width} height={bottom + 22} role="img" aria-label={label}>
        <g class="axes">
          {[0, 0.25, 0.5, 0.75, 1].map((value) => (
            <g key={value}>
              <line x1={x.at(value)} x2={x.at(value)} y1={2} y2={bottom} />
              <text x={x.at(value)} y={bottom + 16} text-anchor="middle">
                {formatNumber(value, language.value)}
              </text>
            </g>
          ))}
        </g>
        {rows.map(({ name, values }, r) => (
          <g key={name}>
            <text x={left} y={middle(r) + (narrow ? -12 : 4)} text-anchor={narrow ? 'start' : 'end'} class={r === 0 ? 'head' : ''}>
              {cut(name, narrow ? width : left)}
            </text>
            {values.map(({ side, value }) => (
              <Mark
                key={side}
                side={side}
                x={x.at(value)}
                y={middle(r) + (side === 'left' ? -APART : APART)}
                known={Number.isFinite(value)}
              />
            ))}
          </g>
        ))}
      </svg>
    </div>
  );
}

/** World A is a disc, world B a diamond, so that colour is not the only sign. */
function Mark({ side, x, y, known }: { side: string; x: number; y: number; known: boolean }) {
  if (!known) return null;
  if (side === 'left') return <circle class="dot left" cx={x} cy={y} r={5.5} />;
  return <path class="dot right" d={`M${x} ${y - 7}L${x + 7} ${y}L${x} ${y + 7}L${x - 7} ${y}Z`} />;
}
