/** A schematic map: regions by country, as large as they have organisations, as dark as these know much, the growth pole marked. */
import { formatColumn, formatNumber } from '../../report/format.js';
import { NumberTable } from '../charts/number-table.js';
import { useWidth } from '../charts/width.js';
import type { Side } from '../lab/lab.js';
import { metricTitle, metricUnit, stepUnit } from '../lab/names.js';
import { figureOf, matrixValues, type Recording } from '../lab/recording.js';
import { viewWords } from '../words/views.js';
import { lab as labWords, language } from '../words/words.js';
import { flowsOf, type RegionRow, regionRows } from './figures.js';
import { PerWorld, readyWorlds, type ViewProps } from './parts.js';
import { type RegionPlace, regionPlaces } from './region-places.js';

const BY_DISTANCE = ['knowledge_at_pole', 'knowledge_near_pole', 'knowledge_around_pole', 'knowledge_far_from_pole', 'knowledge_gradient'];
/** Pixels that the long name of a country needs. */
const LONG_NAME = 138;
/** Flows between regions that are drawn. */
const MOST = 16;

export function RegionsView({ lab }: ViewProps) {
  const w = viewWords.value;
  const worlds = readyWorlds(lab);
  const rowsOf = ({ frames, run }: Recording): RegionRow[] => {
    const frame = frames[Math.min(lab.step.value, frames.length) - 1];
    return frame === undefined ? [] : regionRows(frame, Number(run.parameters.regions));
  };
  const most = Math.max(1e-9, ...worlds.flatMap(({ recording }) => rowsOf(recording).map(({ knowledge }) => knowledge)));
  return (
    <>
      <p class="quiet-text">{w.regionsLead}</p>
      <PerWorld
        lab={lab}
        body={(side, recording) => <Region lab={lab} side={side} recording={recording} rows={rowsOf(recording)} most={most} />}
      />
      <h4>{w.poleTitle}</h4>
      <div class="table">
        <table>
          <thead>
            <tr>
              <th scope="col">{labWords.value.metric}</th>
              {worlds.map(({ side }) => (
                <th key={side} scope="col" class="number">
                  {labWords.value[side]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {BY_DISTANCE.map((name) => (
              <DistanceRow
                key={name}
                name={metricTitle(lab.source, name)}
                unit={metricUnit(lab.source, name)}
                figures={worlds.map(({ recording }) => figureOf(recording, name))}
              />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function DistanceRow({ name, unit, figures }: { name: string; unit: string; figures: readonly number[] }) {
  const written = formatColumn(figures, language.value);
  return (
    <tr>
      <th scope="row">
        {name} <span class="unit">{unit}</span>
      </th>
      {figures.map((figure, k) => (
        <td key={k} class="number">
          {Number.isFinite(figure) ? written[k] : viewWords.value.noRegion}
        </td>
      ))}
    </tr>
  );
}

interface RegionProps extends ViewProps {
  readonly side: Side;
  readonly recording: Recording;
  readonly rows: readonly RegionRow[];
  readonly most: number;
}

function Region({ lab, recording, rows, most }: RegionProps) {
  const w = viewWords.value;
  const pole = Number(recording.run.parameters.pole_region);
  const [best] = [...rows].sort((a, b) => b.knowledge - a.knowledge);
  const say = (value: number): string => formatNumber(value, language.value);
  const place = rows[pole];
  const sentence =
    best === undefined || place === undefined
      ? ''
      : w.regionsSentence(best.region + 1, say(best.knowledge), pole + 1, say(place.knowledge));
  return (
    <>
      <RegionMap
        {...{ recording, rows, most, pole }}
        label={`${labWords.value.step(lab.step.value, lab.source.steps, stepUnit(lab.source))}. ${sentence}`}
      />
      <p class="summary-line">{sentence}</p>
      <NumberTable
        head={[w.regionHead, w.organisations, w.knowledgeHead]}
        rows={rows.map(({ region, organisations, knowledge }) => [
          labWords.value.region(region + 1),
          String(organisations),
          say(knowledge),
        ])}
      />
    </>
  );
}

type MapProps = Pick<RegionProps, 'recording' | 'rows' | 'most'> & { pole: number; label: string };

function RegionMap({ recording, rows, most, pole, label }: MapProps) {
  const [box, width] = useWidth<HTMLDivElement>(420);
  const { boxes, height } = regionPlaces(recording.run.parameters, width);
  const places = new Map(boxes.flatMap(({ regions }) => regions.map((place) => [place.region, place] as const)));
  const largest = Math.max(1, ...rows.map(({ organisations }) => organisations));
  const cells = matrixValues(recording, 'spillover_by_region')?.values ?? [];
  const flows = flowsOf(
    cells.map((row, r) => row.map((value, c) => (r === c ? 0 : value))),
    MOST,
  );
  const strongest = Math.max(1e-9, ...flows.map(({ value }) => value));
  return (
    <div class="chart map" ref={box}>
      <svg width={width} height={height + 2} role="img" aria-label={label}>
        {boxes.map((country) => (
          <g key={country.country}>
            <rect class="country" x={country.x + 1} y={country.y + 1} width={country.width - 2} height={country.height - 2} rx={8} />
            <text class="head" x={country.x + 9} y={country.y + 16}>
              {viewWords.value.country(country.country + 1, country.grouping + 1, country.width < LONG_NAME)}
            </text>
          </g>
        ))}
        {flows.map(({ from, to, value }) => (
          <path
            key={`${from} ${to}`}
            class="region-flow"
            d={curve(places.get(from) as RegionPlace, places.get(to) as RegionPlace)}
            stroke-width={(0.6 + (4 * value) / strongest).toFixed(2)}
          />
        ))}
        {rows.map((row) => (
          <RegionDisc key={row.region} row={row} place={places.get(row.region)} {...{ most, largest }} pole={row.region === pole} />
        ))}
      </svg>
    </div>
  );
}

interface DiscProps {
  readonly row: RegionRow;
  readonly place: RegionPlace | undefined;
  readonly most: number;
  readonly largest: number;
  readonly pole: boolean;
}

function RegionDisc({ row: { region, organisations, knowledge }, place, most, largest, pole }: DiscProps) {
  if (place === undefined) return null;
  const radius = 8 + 20 * Math.sqrt(organisations / largest);
  const shade = 0.08 + 0.85 * (knowledge / most);
  return (
    <g>
      <circle class="region-paper" cx={place.x} cy={place.y} r={radius} />
      <circle class={`region-disc ${pole ? 'pole' : ''}`} cx={place.x} cy={place.y} r={radius} fill-opacity={shade.toFixed(3)}>
        <title>{`${labWords.value.region(region + 1)}: ${organisations}, ${formatNumber(knowledge, language.value)}`}</title>
      </circle>
      {pole && <circle class="pole-ring" cx={place.x} cy={place.y} r={radius + 4} />}
      <text class={shade > 0.55 ? 'on-dark' : ''} x={place.x} y={place.y + 4} text-anchor="middle">
        {region + 1}
      </text>
    </g>
  );
}

/** A line that bends to one side, so that the two directions lie apart. */
function curve(from: RegionPlace, to: RegionPlace): string {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const [mx, my] = [(from.x + to.x) / 2 - dy * 0.16, (from.y + to.y) / 2 + dx * 0.16];
  return `M${from.x.toFixed(1)} ${from.y.toFixed(1)}Q${mx.toFixed(1)} ${my.toFixed(1)} ${to.x.toFixed(1)} ${to.y.toFixed(1)}`;
}
