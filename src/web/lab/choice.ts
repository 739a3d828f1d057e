/** What a world on the page is: a variant, what was changed in it, the ties made by hand, and its draw of luck. */
import type { AnyModel, ParameterValue, Text } from '../../core/model.js';
import type { LessonControl } from '../../experiment/lesson/lesson.js';
import type { PolicySetting, Run, Scenario, Variant } from '../../experiment/study.js';

/** A tie made or cut by hand: step and the two rows. */
export interface HandTie {
  readonly step: number;
  readonly a: number;
  readonly b: number;
  readonly cut: boolean;
}

export interface WorldChoice {
  /** Name of the variant. */
  readonly world: string;
  /** Changed settings by full key, e.g. `local_share` or `policy.rd_subsidy.budget`. */
  readonly changes: Readonly<Record<string, ParameterValue>>;
  /** Instruments in place of the variant's. */
  readonly policies?: readonly PolicySetting[];
  readonly hands: readonly HandTie[];
  readonly replicate: number;
  /** Step, from 0, in which the world was branched off: what is added to it begins then. The run itself does not know it. */
  readonly from?: number;
}

/** What the laboratory works with, whoever opens it. */
export interface LabSource {
  readonly model: AnyModel;
  readonly seed: string;
  readonly steps: number;
  readonly burnIn: number;
  readonly variants: readonly Variant[];
  readonly titles: Readonly<Record<string, Text>>;
  readonly metrics: readonly string[];
  readonly controls: readonly LessonControl[];
  readonly bridges: boolean;
  /** Metrics of the end that are looked at after every step. */
  readonly watch: readonly string[];
}

/** The world as the variant has it, with the first luck. */
export function plainChoice(world: string, replicate = 0): WorldChoice {
  return { world, changes: {}, hands: [], replicate };
}

/** The variant of the choice; the first one where there is none of that name. */
export function variantOf(source: LabSource, choice: WorldChoice): Variant {
  return (source.variants.find(({ name }) => name === choice.world) ?? source.variants[0]) as Variant;
}

/** The run that computes the world: what the command line would compute with the same settings. */
export function runOf(source: LabSource, choice: WorldChoice): Run {
  const variant = variantOf(source, choice);
  const own = Object.entries(choice.changes).filter(([key]) => !key.startsWith('policy.'));
  const hands: Record<string, ParameterValue> = {};
  const list = (cut: boolean): number[] => choice.hands.filter((hand) => hand.cut === cut).flatMap(({ step, a, b }) => [step, a, b]);
  if (list(false).length > 0) hands.hand_ties = list(false);
  if (list(true).length > 0) hands.hand_cuts = list(true);
  return {
    id: 0,
    model: source.model.name,
    variant: variant.name,
    point: 0,
    replicate: choice.replicate,
    seed: source.seed,
    steps: source.steps,
    burnIn: source.burnIn,
    parameters: { ...variant.parameters, ...Object.fromEntries(own), ...hands },
    policies: policiesOf(variant, choice).map((policy) => changedPolicy(policy, choice.changes)),
  };
}

/** The choice that computes a run of the scenario: its variant, and whatever its parameter set changes in it. */
export function choiceOfRun({ variants }: Pick<Scenario, 'variants'>, run: Run): WorldChoice {
  const variant = variants.find(({ name }) => name === run.variant);
  const differs = (a: unknown, b: unknown): boolean => JSON.stringify(a) !== JSON.stringify(b);
  const changes = Object.entries(run.parameters).filter(([name, value]) => differs(value, variant?.parameters[name]));
  return {
    ...plainChoice(run.variant, run.replicate),
    changes: Object.fromEntries(changes),
    ...(differs(run.policies, variant?.policies) && { policies: run.policies }),
  };
}

/** The instruments of the world. */
export function policiesOf(variant: Variant, choice: WorldChoice): readonly PolicySetting[] {
  return choice.policies ?? variant.policies;
}

function changedPolicy(policy: PolicySetting, changes: WorldChoice['changes']): PolicySetting {
  const prefix = `policy.${policy.instrument}.`;
  const changed = Object.entries(changes).filter(([key]) => key.startsWith(prefix));
  if (changed.length === 0) return policy;
  return {
    ...policy,
    values: { ...policy.values, ...Object.fromEntries(changed.map(([key, value]) => [key.slice(prefix.length), Number(value)])) },
  };
}

/** The value that a setting has in the variant, before changes; undefined where it is scheduled or its instrument not in use. */
export function plainValue(source: LabSource, choice: WorldChoice, setting: string): number | undefined {
  const variant = variantOf(source, choice);
  const [, instrument, key] = /^policy\.([^.]+)\.(.+)$/.exec(setting) ?? [];
  if (instrument === undefined || key === undefined) return numberOr(variant.parameters[setting]);
  const policy = variant.policies.find((entry) => entry.instrument === instrument);
  if (policy === undefined) return undefined;
  const written = policy.values[key];
  const spec = source.model.policies.find(({ name }) => name === instrument)?.parameters[key];
  return numberOr(written === undefined ? spec?.default : written);
}

/** The value that a setting has now. */
export function currentValue(source: LabSource, choice: WorldChoice, setting: string): number | undefined {
  return numberOr(choice.changes[setting]) ?? plainValue(source, choice, setting);
}

function numberOr(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
