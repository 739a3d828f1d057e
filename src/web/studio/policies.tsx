/** The instruments of a world: what is in use, its budget and window, further settings, and when all of them spend. */
import { useSignal } from '@preact/signals';
import type { AnyModel, ParameterSpec, ParameterValue } from '../../core/model.js';
import type { PolicySetting, ScheduleSetting } from '../../experiment/study.js';
import { policiesOf, variantOf } from '../lab/choice.js';
import type { Lab, Side } from '../lab/lab.js';
import { say } from '../words/words.js';
import { type BudgetWindow, windowOf } from './budgets.js';
import { studioWords } from './desk.js';
import { ParameterField } from './parameter-field.js';
import { Timeline } from './timeline.js';

/** Euro per step. */
const FIRST_BUDGET = 100_000;

type Policy = AnyModel['policies'][number];

/** The instruments of a side now, and a way to change them. */
function useInstruments(lab: Lab, side: Side): { used: readonly PolicySetting[]; set: (policies: readonly PolicySetting[]) => void } {
  const choice = lab.setup.value[side];
  if (choice === null) return { used: [], set: () => undefined };
  return { used: policiesOf(variantOf(lab.source, choice), choice), set: (policies) => lab.changeWorld(side, { policies }) };
}

export function Policies({ lab, side }: { lab: Lab; side: Side }) {
  const w = studioWords.value;
  const { used, set } = useInstruments(lab, side);
  const { model } = lab.source;
  const free = model.policies.filter(({ name }) => !used.some(({ instrument }) => instrument === name));
  const chosen = useSignal('');
  const next = free.find(({ name }) => name === chosen.value) ?? free[0];
  return (
    <details class="sub">
      <summary>
        {w.instruments} <span class="quiet-text">{w.set(used.length)}</span>
      </summary>
      {used.map((setting) => (
        <Instrument
          key={setting.instrument}
          lab={lab}
          side={side}
          setting={setting}
          onChange={(changed) => set(used.flatMap((each) => (each !== setting ? [each] : changed === undefined ? [] : [changed])))}
        />
      ))}
      {next !== undefined && (
        <div class="row">
          <label class="field inline">
            <span>{w.addInstrument}</span>
            <select value={next.name} onChange={(event) => (chosen.value = event.currentTarget.value)}>
              {free.map((policy) => (
                <option key={policy.name} value={policy.name}>
                  {say(policy.title)}
                </option>
              ))}
            </select>
          </label>
          <button type="button" onClick={() => set([...used, { instrument: next.name, values: { budget: firstBudget(lab, side) } }])}>
            {w.add}
          </button>
        </div>
      )}
      <Timeline lab={lab} used={used} />
    </details>
  );
}

/** What an instrument begins with: in a branch it spends from the step of the branch on. */
function firstBudget({ source, setup }: Lab, side: Side): ScheduleSetting {
  const from = setup.value[side]?.from ?? 0;
  return from > source.burnIn ? { value: FIRST_BUDGET, from, until: source.steps } : FIRST_BUDGET;
}

interface InstrumentProps {
  readonly lab: Lab;
  readonly side: Side;
  readonly setting: PolicySetting;
  readonly onChange: (setting: PolicySetting | undefined) => void;
}

function Instrument({ lab, side, setting, onChange }: InstrumentProps) {
  const w = studioWords.value;
  const policy = lab.source.model.policies.find(({ name }) => name === setting.instrument) as Policy;
  const budget = setting.values.budget ?? 0;
  const put = (key: string, value: ScheduleSetting | string | boolean | undefined): void => {
    const values = { ...setting.values };
    if (value === undefined) delete values[key];
    else values[key] = value;
    onChange({ ...setting, values });
  };
  return (
    <fieldset class="instrument">
      <legend>{say(policy.title)}</legend>
      <p class="quiet-text">{say(policy.text)}</p>
      {typeof budget === 'object' && 'text' in budget ? (
        <p>{w.formula(budget.text)}</p>
      ) : (
        <BudgetFields
          id={`${side}-${policy.name}`}
          steps={lab.source.steps}
          budget={windowOf(budget, lab.source)}
          onChange={(value) => put('budget', value)}
        />
      )}
      <Further policy={policy} setting={setting} side={side} put={put} />
      <button type="button" onClick={() => onChange(undefined)}>
        {w.drop}
      </button>
    </fieldset>
  );
}

function Further(props: {
  policy: Policy;
  setting: PolicySetting;
  side: Side;
  put: (key: string, value: string | number | boolean | undefined) => void;
}) {
  const { policy, setting, side, put } = props;
  const others = Object.entries(policy.parameters).filter(([key]) => key !== 'budget') as [string, ParameterSpec][];
  const plain = (key: string): boolean => typeof setting.values[key] !== 'object';
  return (
    <details>
      <summary>{studioWords.value.more}</summary>
      {others
        .filter(([key]) => plain(key))
        .map(([key, spec]) => (
          <ParameterField
            key={key}
            id={`${side}-${policy.name}-${key}`}
            name={key}
            spec={spec}
            value={(setting.values[key] ?? spec.default) as ParameterValue}
            changed={setting.values[key] !== undefined}
            onChange={(value) => put(key, value as string | number | boolean | undefined)}
          />
        ))}
    </details>
  );
}

function BudgetFields({
  id,
  steps,
  budget,
  onChange,
}: {
  id: string;
  steps: number;
  budget: BudgetWindow;
  onChange: (value: ScheduleSetting) => void;
}) {
  const w = studioWords.value;
  const field = (key: keyof BudgetWindow, label: string, most: number) => (
    <label class="field inline" for={`${id}-${key}`}>
      <span>{label}</span>
      <input
        id={`${id}-${key}`}
        type="number"
        min={0}
        max={most}
        step="any"
        value={budget[key]}
        onChange={(event) => {
          const asked = Number(event.currentTarget.value);
          const sound = event.currentTarget.value !== '' && asked >= 0 && asked <= most;
          const held = sound ? (key === 'value' ? asked : Math.trunc(asked)) : budget[key];
          event.currentTarget.value = String(held);
          if (sound) onChange({ ...budget, [key]: held });
        }}
      />
    </label>
  );
  return (
    <div class="row budget">
      {field('value', w.budget, 1e9)}
      {field('from', w.from, steps)}
      {field('until', w.until, steps)}
    </div>
  );
}
