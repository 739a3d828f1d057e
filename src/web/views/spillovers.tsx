/** Spillovers from industry to industry or region to region: as flows or as a heatmap, of one world or as a difference. */
import { wordsOf } from '../../report/context.js';
import { formatNumber, formatUnit } from '../../report/format.js';
import { textsOf } from '../../report/texts.js';
import { FlowsChart } from '../charts/flows.js';
import { HeatChart } from '../charts/heat.js';
import { NumberTable } from '../charts/number-table.js';
import { Choice } from '../lab/fields.js';
import { type MatrixValues, matrixValues } from '../lab/recording.js';
import { viewWords } from '../words/views.js';
import { lab as labWords, language, say } from '../words/words.js';
import { differenceOf, flowsOf } from './figures.js';
import { readyWorlds, type ViewProps } from './parts.js';

const MATRICES = ['spillover_by_industry', 'spillover_by_region'];
/** Ribbons that are drawn. */
const MOST = 60;

export function SpilloversView({ lab }: ViewProps) {
  const w = viewWords.value;
  const form = {
    matrix: lab.look('spillovers.matrix', MATRICES[0] as string),
    shape: lab.look('spillovers.shape', 'flows'),
    world: lab.look('spillovers.world', 'left'),
  };
  const worlds = readyWorlds(lab);
  const two = worlds.length === 2;
  const world = two || form.world.value === 'left' ? form.world.value : 'left';
  const found = worlds.map(({ recording }) => matrixValues(recording, form.matrix.value));
  const shown = world === 'difference' ? difference(found[0], found[1]) : found[world === 'right' ? 1 : 0];
  const described = lab.source.model.matrices.find(({ name }) => name === form.matrix.value);
  return (
    <>
      <p class="quiet-text">{described === undefined ? '' : say(described.text)}</p>
      <div class="row">
        <Choice label={w.between} chosen={form.matrix} options={MATRICES.map((name, k) => [name, w.matrices[k] as string])} />
        <Choice
          label={w.shape}
          chosen={form.shape}
          options={[
            ['flows', w.asFlows],
            ['heat', w.asHeat],
          ]}
        />
        {two && (
          <Choice
            label={labWords.value.world}
            chosen={form.world}
            options={[
              ['left', labWords.value.left],
              ['right', labWords.value.right],
              ['difference', labWords.value.difference],
            ]}
          />
        )}
      </div>
      {worlds.length === 0 && <p class="quiet-text">{w.computing}</p>}
      {worlds.length > 0 && shown === undefined && <p class="quiet-text">{w.notComparable}</p>}
      {shown !== undefined && (
        <Spillovers matrix={shown} unit={described?.unit ?? '-'} shape={form.shape.value} signed={world === 'difference'} />
      )}
    </>
  );
}

function difference(a: MatrixValues | undefined, b: MatrixValues | undefined): MatrixValues | undefined {
  const values = a === undefined || b === undefined ? undefined : differenceOf(a.values, b.values);
  return a === undefined || values === undefined ? undefined : { ...a, values };
}

function Spillovers({ matrix, unit, shape, signed }: { matrix: MatrixValues; unit: string; shape: string; signed: boolean }) {
  const w = viewWords.value;
  const name = (id: string): string => wordsOf(id, textsOf(language.value).words);
  const [rows, columns] = [matrix.rows.map(name), matrix.columns.map(name)];
  const spoken = formatUnit(unit, language.value);
  const flows = flowsOf(matrix.values, MOST);
  const [largest] = [...flows].sort((a, b) => Math.abs(b.value) - Math.abs(a.value));
  const sayFlow = ({ from, to, value }: { from: number; to: number; value: number }): string =>
    `${rows[from]} → ${columns[to]}: ${formatNumber(value, language.value)} ${spoken}`;
  const label = largest === undefined ? w.noFlows : (signed ? w.largestDifference : w.largestFlow)(sayFlow(largest));
  return (
    <>
      {shape === 'flows' ? (
        <FlowsChart
          from={rows}
          to={columns}
          flows={flows}
          label={label}
          heads={[w.from, w.to]}
          say={sayFlow}
          tone={({ from, to, value }) => (signed ? (value < 0 ? 'less' : 'more') : from === to ? 'own' : 'cross')}
        />
      ) : (
        <HeatChart {...{ rows, columns, signed, label }} values={matrix.values} unit={spoken} heads={[w.from, w.to]} />
      )}
      {shape === 'flows' && <p class="quiet-text">{signed ? w.differenceKey : w.flowKey}</p>}
      <p class="summary-line">{label}</p>
      <NumberTable
        head={[`${w.from} ↓ ${w.to} →`, ...columns]}
        rows={rows.map((row, r) => [row, ...(matrix.values[r] ?? []).map((value) => formatNumber(value, language.value))])}
      />
    </>
  );
}
