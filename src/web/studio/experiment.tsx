/** An experiment: both worlds as a scenario file, run many times by the server, with intervals that narrow. */
import { type Signal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { type LabSource, policiesOf, runOf, variantOf, type WorldChoice } from '../lab/choice.js';
import { worldTitle } from '../lab/names.js';
import { lab as labWords } from '../words/words.js';
import { plannedSpending } from './budgets.js';
import { attempt, type Bench, desk, studioWords } from './desk.js';
import { LiveTable } from './live-table.js';
import { type Progress, type Saved, server } from './server.js';
import { money } from './timeline.js';

export function Experiment({ bench }: { bench: Bench }) {
  const w = studioWords.value;
  const form = {
    name: useSignal(`my-${bench.name.split('/').at(-1)}`.slice(0, 48)),
    title: useSignal(bench.scenario.title),
    count: useSignal(20),
  };
  const saved = useSignal<Saved | null>(null);
  const progress = useSignal<Progress | null>(null);
  useEffect(() => follow(saved.value?.experiment ?? null, progress), [saved.value]);
  const { right } = bench.lab.setup.value;
  const busy = progress.value?.state === 'running';
  const send = async (run: boolean): Promise<void> => {
    const draft = draftOf(bench, form.name.value, form.title.value, form.count.value, run);
    progress.value = null;
    saved.value = (await attempt(() => server.save(draft))) ?? null;
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
          <button type="button" onClick={() => void attempt(() => server.stop(saved.value?.experiment ?? ''))}>
            {w.stop}
          </button>
        )}
      </div>
      {saved.value !== null && (
        <p role="status" class="saved" data-path={saved.value.path}>
          {w.saved(saved.value.path)}
          <br />
          <code>{w.same(saved.value.path)}</code>
        </p>
      )}
      {progress.value !== null && <LiveTable bench={bench} progress={progress.value} />}
    </section>
  );
}

function Form({ form }: { form: { name: Signal<string>; title: Signal<string>; count: Signal<number> } }) {
  const w = studioWords.value;
  return (
    <div class="form">
      <label class="field">
        <span>{w.name}</span>
        <input type="text" value={form.name.value} onInput={(event) => (form.name.value = event.currentTarget.value)} />
      </label>
      <label class="field">
        <span>{w.fileTitle}</span>
        <input type="text" value={form.title.value} onInput={(event) => (form.title.value = event.currentTarget.value)} />
      </label>
      <label class="field">
        <span>{w.replicates}</span>
        <input
          type="number"
          min={2}
          max={1000}
          value={form.count.value}
          onChange={(event) => {
            form.count.value = Math.min(1000, Math.max(2, Math.trunc(Number(event.currentTarget.value)) || 2));
            event.currentTarget.value = String(form.count.value);
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

/** Asks after an experiment twice a second until it has ended. Returns what stops the asking. */
function follow(id: string | null, progress: Signal<Progress | null>): () => void {
  let timer = 0;
  const ask = async (): Promise<void> => {
    if (id === null) return;
    const answer = await attempt(() => server.progress(id));
    if (answer !== undefined) progress.value = answer;
    if (answer?.state === 'running') timer = window.setTimeout(() => void ask(), 500);
    else desk.studies.value = (await attempt(() => server.studies())) ?? desk.studies.value;
  };
  void ask();
  return () => clearTimeout(timer);
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
