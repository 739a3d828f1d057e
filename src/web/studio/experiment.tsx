/** An experiment: both worlds as a scenario file, run many times by the server, with intervals that narrow. */
import { type Signal, useSignal } from '@preact/signals';
import type { Saved } from '../../experiment/studio-messages.js';
import type { Words } from '../../experiment/text.js';
import { type LabSource, policiesOf, runOf, variantOf, type WorldChoice } from '../lab/choice.js';
import type { Look } from '../lab/lab.js';
import { worldTitle } from '../lab/names.js';
import { lab as labWords, say } from '../words/words.js';
import { plannedSpending } from './budgets.js';
import { attempt, type Bench, studioWords } from './desk.js';
import { LiveTable } from './live-table.js';
import { experiment, follow, isUnderWay } from './running.js';
import { server } from './server.js';
import { money } from './timeline.js';

export function Experiment({ bench }: { bench: Bench }) {
  const w = studioWords.value;
  const form = {
    name: useSignal(`my-${bench.name.split('/').at(-1)}`.slice(0, 48)),
    title: useSignal<Words>(bench.scenario.title),
    count: bench.lab.look('replicates', '20'),
  };
  const saved = useSignal<Saved | null>(null);
  const progress = experiment.value;
  const { right } = bench.lab.setup.value;
  const busy = progress !== null && isUnderWay(progress);
  const path = saved.value?.path ?? progress?.path;
  const send = async (run: boolean): Promise<void> => {
    const draft = draftOf(bench, form.name.value, say(form.title.value), Number(form.count.value), run);
    experiment.value = null;
    saved.value = (await attempt(() => server.save(draft))) ?? null;
    const begun = saved.value?.experiment;
    if (begun !== undefined && begun !== null) follow(begun);
  };
  return (
    <section class="card experiment" aria-labelledby="experiment-title">
      <h2 id="experiment-title">{w.experiment}</h2>
      <p class="quiet-text">{right === null ? w.needTwo : w.experimentLead}</p>
      <BudgetMeter bench={bench} />
      <Form form={form} />
      <div class="row">
        <button type="button" disabled={right === null || busy} onClick={() => void send(false)}>
          {w.save}
        </button>
        <button type="button" class="primary" disabled={right === null || busy} onClick={() => void send(true)}>
          {w.run}
        </button>
        {busy && (
          <button type="button" onClick={() => void attempt(() => server.stop(progress.id))}>
            {w.stop}
          </button>
        )}
      </div>
      {path !== undefined && (
        <p role="status" class="saved" data-path={path}>
          {w.saved(path)}
          <br />
          <code>{w.same(path)}</code>
        </p>
      )}
      {progress !== null && <LiveTable progress={progress} />}
    </section>
  );
}

function Form({ form }: { form: { name: Signal<string>; title: Signal<Words>; count: Look } }) {
  const w = studioWords.value;
  return (
    <div class="form">
      <label class="field">
        <span>{w.name}</span>
        <input type="text" value={form.name.value} onInput={(event) => (form.name.value = event.currentTarget.value)} />
      </label>
      <label class="field">
        <span>{w.fileTitle}</span>
        <input type="text" value={say(form.title.value)} onInput={(event) => (form.title.value = event.currentTarget.value)} />
      </label>
      <label class="field">
        <span>{w.replicates}</span>
        <input
          type="number"
          min={2}
          max={1000}
          value={form.count.value}
          onChange={(event) => {
            form.count.value = String(Math.min(1000, Math.max(2, Math.trunc(Number(event.currentTarget.value)) || 2)));
            event.currentTarget.value = form.count.value;
          }}
        />
      </label>
    </div>
  );
}

function BudgetMeter({ bench }: { bench: Bench }) {
  const w = studioWords.value;
  const { source, setup } = bench.lab;
  const { left, right } = setup.value;
  const sum = (choice: WorldChoice): number | undefined => plannedSpending(policiesOf(variantOf(source, choice), choice), source);
  const [a, b] = [sum(left), right === null ? undefined : sum(right)];
  if (a === undefined || b === undefined) return null;
  return (
    <p class="meter-line" data-left={a} data-right={b}>
      {w.meterBoth(money(a), money(b))}. {a === b && a > 0 && w.equalBudgets}
    </p>
  );
}

/** What the server makes a scenario file of. */
function draftOf({ name: base, lab }: Bench, name: string, title: string, replicates: number, run: boolean): object {
  const { left, right } = lab.setup.value;
  const variants = [
    { name: 'a', choice: left, side: labWords.value.left },
    { name: 'b', choice: right, side: labWords.value.right },
  ].flatMap(({ name: variant, choice, side }) => (choice === null ? [] : [variantData(lab.source, variant, choice, side)]));
  return { base, run, name, title, replicates, variants };
}

function variantData(source: LabSource, name: string, choice: WorldChoice, side: string): object {
  const { parameters, policies } = runOf(source, choice);
  const { hand_ties, hand_cuts } = parameters;
  const hands = { ...(choice.hands.some(({ cut }) => !cut) && { hand_ties }), ...(choice.hands.some(({ cut }) => cut) && { hand_cuts }) };
  const plain = policies.map(({ instrument, values }) => ({
    instrument,
    values: Object.fromEntries(
      Object.entries(values).map(([key, value]) => [key, typeof value === 'object' && 'text' in value ? { text: value.text } : value]),
    ),
  }));
  return {
    name,
    title: `${side}: ${worldTitle(source, choice)}`,
    from: choice.world,
    changes: { ...choice.changes, ...hands },
    policies: plain,
  };
}
