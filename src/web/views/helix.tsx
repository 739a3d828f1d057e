/** The triple helix: shares of the three kinds in innovations as a path, and the synergy of teams beside what chance gives. */
import { formatNumber, formatPercent } from '../../report/format.js';
import { NumberTable } from '../charts/number-table.js';
import { linear, marks, rangeOf } from '../charts/scale.js';
import { TernaryChart } from '../charts/ternary.js';
import { useWidth } from '../charts/width.js';
import { viewWords } from '../words/views.js';
import { lab as labWords, language } from '../words/words.js';
import { helixPoints, STRIDE, type Synergy, synergyOf } from './figures.js';
import { readyWorlds, type ViewProps } from './parts.js';

export function HelixView({ lab }: ViewProps) {
  const w = viewWords.value;
  const { burnIn } = lab.source;
  const worlds = readyWorlds(lab).map(({ side, recording }) => ({
    side,
    points: helixPoints(recording),
    synergy: synergyOf(recording),
  }));
  if (worlds.length === 0) return <p class="quiet-text">{w.computing}</p>;
  const nowOf = (points: readonly unknown[]): number =>
    Math.min(points.length - 1, Math.max(0, Math.floor((lab.step.value - 1 - burnIn) / STRIDE)));
  const share = (points: readonly (readonly number[])[], k: number): string => formatPercent(points[nowOf(points)]?.[k], language.value);
  const corners = w.corners as [string, string, string];
  const label = worlds
    .map(({ side, points }) => `${labWords.value[side]}: ${corners.map((corner, k) => `${corner} ${share(points, k)}`).join(', ')}`)
    .join('; ');
  return (
    <>
      <p class="quiet-text">{w.helixLead(STRIDE)}</p>
      <div class="pictures two">
        <div>
          <TernaryChart paths={worlds.map(({ side, points }) => ({ side, points, now: nowOf(points) }))} corners={corners} label={label} />
          <p class="summary-line">{label}.</p>
        </div>
        <div>
          <h4>{w.synergyTitle}</h4>
          <SynergyChart worlds={worlds} />
          {worlds.map(({ side, synergy }) => (
            <p key={side} class="summary-line">
              {labWords.value[side]}: {synergySentence(synergy)}
            </p>
          ))}
          <p class="quiet-text">{w.synergyKey}</p>
        </div>
      </div>
      <NumberTable
        head={[w.shareHead, ...worlds.map(({ side }) => labWords.value[side])]}
        rows={corners.map((corner, k) => [corner, ...worlds.map(({ points }) => share(points, k))])}
      />
    </>
  );
}

function synergySentence({ value, low, high, chance, z }: Synergy): string {
  const n = (figure: number): string => formatNumber(figure, language.value);
  const w = viewWords.value;
  if (!Number.isFinite(value)) return w.noSynergy;
  const judged = Number.isFinite(z) ? (z < -1.96 ? w.moreThanChance : z > 1.96 ? w.lessThanChance : w.asChance) : w.noChance;
  return `${w.synergy(n(value), n(low), n(high), n(chance))} ${judged(n(z))}`;
}

const ROW = 44;

/** T with its band per world, and what chance gives as a hollow mark. */
function SynergyChart({ worlds }: { worlds: readonly { side: 'left' | 'right'; synergy: Synergy }[] }) {
  const [box, width] = useWidth<HTMLDivElement>(360);
  const [least, most] = rangeOf([0, ...worlds.flatMap(({ synergy: { value, low, high, chance } }) => [value, low, high, chance])]);
  const room = (most - least || 1) * 0.08;
  const x = linear(least - room, most + room, 76, width - 16);
  const bottom = worlds.length * ROW;
  return (
    <div class="chart synergy" ref={box}>
      <svg width={width} height={bottom + 26} aria-hidden="true">
        <g class="axes">
          {marks(x.low, x.high, 4).map((value) => (
            <g key={value}>
              <line x1={x.at(value)} x2={x.at(value)} y1={0} y2={bottom} />
              <text x={x.at(value)} y={bottom + 17} text-anchor="middle">
                {formatNumber(value, language.value)}
              </text>
            </g>
          ))}
        </g>
        <line class="zero" x1={x.at(0)} x2={x.at(0)} y1={0} y2={bottom} />
        {worlds.map(({ side, synergy: { value, low, high, chance } }, k) => (
          <g key={side}>
            <text x={68} y={(k + 0.5) * ROW + 4} text-anchor="end">
              {labWords.value[side]}
            </text>
            {Number.isFinite(low) && (
              <line class={`band-line ${side}`} x1={x.at(low)} x2={x.at(high)} y1={(k + 0.5) * ROW} y2={(k + 0.5) * ROW} />
            )}
            {Number.isFinite(value) && <circle class={`dot ${side}`} cx={x.at(value)} cy={(k + 0.5) * ROW} r={6} />}
            {Number.isFinite(chance) && <circle class={`ring ${side}`} cx={x.at(chance)} cy={(k + 0.5) * ROW + 13} r={5} />}
          </g>
        ))}
      </svg>
    </div>
  );
}
