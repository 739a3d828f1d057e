/** The state of the studio as a link: scenario, differences from it, luck, step. Read with care: links come from anybody. */
import { batch } from '@preact/signals';
import type { AnyModel, ParameterSpec } from '../../core/model.js';
import type { PolicySetting } from '../../experiment/study.js';
import type { LabSource } from '../lab/choice.js';
import { type ChoiceReading, isWhole, readChanges, readHands, readStart } from '../lab/choice-text.js';
import type { Moment } from '../lab/lab.js';
import { pack, unpack } from '../lab/link.js';
import { faultOfValue, type LinkFault, type Restored } from '../lab/link-fault.js';
import { VIEW_NAMES } from '../views/views.js';
import { language } from '../words/words.js';
import { type Bench, desk, loadBench, showBench } from './desk.js';
import { Refusal } from './server.js';

const MARK = 'S1';
const PREFIX = '#state=';
const TABS = ['time', 'pictures', 'many', 'numbers', 'bridge'];

export function linkOf({ name, scenario, lab }: Bench): string {
  const { left, right, metric } = lab.setup.value;
  const { tab = 'time', view = 'innovations' } = lab.looks.value;
  const state = { name, model: scenario.model, left, right, metric, step: lab.step.value, language: language.value, tab, view };
  return `${location.origin}/${PREFIX}${pack(MARK, state)}`;
}

/** Opens what the fragment names where it is sound; else says what is wrong with it and how to open the rest. */
export async function restore(fragment: string): Promise<Restored> {
  if (!fragment.startsWith(PREFIX)) return { kind: 'none' };
  const bad = (fault: LinkFault, rest?: () => void): Restored => ({ kind: 'bad', fault, ...(rest !== undefined && { rest }) });
  const unpacked = unpack(MARK, fragment.slice(PREFIX.length));
  if (!unpacked.ok) return bad({ cause: unpacked.reason });
  const data = unpacked.value;
  if (!isObject(data) || typeof data.name !== 'string') return bad({ cause: 'damaged' });
  const { name, model } = data;
  const missing = faultOfName(name);
  if (missing !== undefined) return bad(missing);
  const bench = await loadBench(name).catch((error: unknown) => {
    if (error instanceof Refusal) return undefined;
    throw error;
  });
  if (bench === undefined) return bad({ cause: 'scenario', name });
  if (model !== undefined && model !== bench.scenario.model) return bad({ cause: 'model', name: String(model) });
  const { faults, moment } = readMoment(bench, data);
  const open = moment === undefined ? undefined : (): void => openMoment(bench, moment, data.language);
  const [fault] = faults;
  if (fault !== undefined) return bad(fault, open);
  open?.();
  return { kind: 'good' };
}

/** The fault of a name that is on neither list. */
function faultOfName(name: string): LinkFault | undefined {
  const study = /^study\/(.*)$/.exec(name)?.[1];
  if (study !== undefined) return desk.studies.peek().some(({ id }) => id === study) ? undefined : { cause: 'study' };
  return desk.scenarios.peek().some((entry) => entry.name === name) ? undefined : { cause: 'scenario', name };
}

function openMoment(bench: Bench, moment: Moment, spoken: unknown): void {
  batch(() => {
    if (spoken === 'en' || spoken === 'ru') language.value = spoken;
    bench.lab.restore(moment);
    showBench(bench);
  });
}

const isObject = (value: unknown): value is Record<string, unknown> => value !== null && typeof value === 'object' && !Array.isArray(value);

/** The faults of a state, and the moment that is left of it without them; none where it names no world of the scenario. */
function readMoment({ lab }: Bench, data: Record<string, unknown>): { faults: LinkFault[]; moment?: Moment } {
  const { source } = lab;
  const { left, right, metric, step, tab, view } = data;
  const worlds = [readWorld(source, left), ...(right === null ? [] : [readWorld(source, right)])];
  const faults = worlds.flatMap((world) => world.faults);
  const shown = isWhole(step, source.steps) ? step : 1;
  const measure = source.metrics.find((name) => name === metric);
  if (shown !== step) faults.push({ cause: 'step' });
  if (measure === undefined) faults.push({ cause: 'measure', name: String(metric) });
  const [a, b] = worlds.map(({ choice }) => choice);
  if (a === undefined) return { faults };
  const looks = {
    ...(TABS.includes(tab as string) && { tab: tab as string }),
    ...(VIEW_NAMES.includes(view as string) && { view: view as string }),
  };
  return { faults, moment: { setup: { left: a, right: b ?? null, metric: measure ?? source.metrics[0] ?? '' }, step: shown, looks } };
}

/** What is sound in the data of a world, and every fault. */
function readWorld(source: LabSource, data: unknown): ChoiceReading {
  if (!isObject(data)) return { faults: [{ cause: 'damaged' }] };
  const { world, changes, hands, replicate, policies, from } = data;
  const start = readStart(source, { world, replicate, from });
  if (start.choice === undefined) return start;
  const read = readChanges(changes, (key, value) => faultOfValue(key, own(source.model.parameters, key), value));
  const ties = readHands(source, Array.isArray(hands) ? (hands as unknown[]) : undefined);
  const tools = policies === undefined ? { faults: [] } : readPolicies(source.model, policies);
  const choice = {
    ...{ ...start.choice, changes: read.changes as Record<string, number>, hands: ties.hands },
    ...('policies' in tools && { policies: tools.policies }),
  };
  return { choice, faults: [...start.faults, ...read.faults, ...ties.faults, ...tools.faults] };
}

/** The instruments without those that have a fault. */
function readPolicies(model: AnyModel, data: unknown): { policies: readonly PolicySetting[]; faults: LinkFault[] } {
  if (!Array.isArray(data) || data.length > model.policies.length) return { policies: [], faults: [{ cause: 'damaged' }] };
  const read = (data as unknown[]).map((entry) => ({ entry, fault: faultOfPolicy(model, entry) }));
  return {
    policies: read.flatMap(({ entry, fault }) => (fault === undefined ? [entry as PolicySetting] : [])),
    faults: read.flatMap(({ fault }) => fault ?? []),
  };
}

function faultOfPolicy(model: AnyModel, entry: unknown): LinkFault | undefined {
  if (!isObject(entry) || !isObject(entry.values)) return { cause: 'damaged' };
  const { instrument, values } = entry;
  const policy = model.policies.find(({ name }) => name === instrument);
  if (policy === undefined) return { cause: 'instrument', name: String(instrument) };
  return Object.entries(values)
    .map(([key, value]) => faultOfSetting(`${policy.name}.${key}`, own(policy.parameters, key), value))
    .find((fault) => fault !== undefined);
}

/** A value, or a number from a step until another. Formulas do not come in by links. */
function faultOfSetting(name: string, spec: ParameterSpec | undefined, value: unknown): LinkFault | undefined {
  if (!isObject(value)) return faultOfValue(name, spec, value);
  const { value: amount, ...window } = value;
  const sound = Object.entries(window).every(([key, step]) => ['from', 'until', 'ramp'].includes(key) && isWhole(step, 1e6));
  return sound ? faultOfValue(name, spec, amount) : { cause: 'value', name };
}

/** A member that is the object's own: names of a link may be those of its ancestors. */
function own<T>(members: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(members, name) ? members[name] : undefined;
}
