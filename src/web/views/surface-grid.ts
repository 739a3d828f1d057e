/**
 * A surface: one measure over a parameter and over the variants of the scenario, e.g. continuity over institutions and
 * strategies (the bicycle). Rows are the variants that differ in more than that parameter; every cell meets the same luck.
 */
import { type Signal, signal } from '@preact/signals';
import type { NumberParameter, ParameterValue, Text } from '../../core/model.js';
import { type MeanTest, pairedTest } from '../../experiment/statistics.js';
import type { Run, Variant } from '../../experiment/study.js';
import { wordsIn } from '../../experiment/text.js';
import type { Job } from '../engine/engine.js';
import { plainChoice, runOf } from '../lab/choice.js';
import type { Lab } from '../lab/lab.js';

/** The variant that a row stands for, and what those in it are called. */
export interface SurfaceRow {
  readonly name: string;
  readonly title: Text;
}

export interface SurfacePlan {
  readonly parameter: string;
  readonly levels: readonly number[];
  readonly rows: readonly SurfaceRow[];
  readonly metric: string;
  /** Draws of luck per cell. */
  readonly count: number;
}

/** Cells row by row: the figures so far. */
export interface Surface {
  readonly plan: SurfacePlan;
  readonly cells: readonly (readonly number[])[];
}

/** Parameters that can be laid along an axis: numbers, first those that leave the fewest rows, because variants differ in them. */
export function axisParameters({ source }: Lab): string[] {
  const names = Object.entries(source.model.parameters).flatMap(([name, { type }]) =>
    type === 'real' || type === 'integer' ? [name] : [],
  );
  const varies = (name: string): boolean => new Set(source.variants.map(({ parameters }) => parameters[name])).size > 1;
  const rows = new Map(names.map((name) => [name, varies(name) ? surfaceRows(source.variants, name).length : Number.POSITIVE_INFINITY]));
  return names.sort((a, b) => Math.sign((rows.get(a) as number) - (rows.get(b) as number)) || a.localeCompare(b));
}

/** Variants that differ in more than the parameter; each stands for those that do not, under what their titles share. */
export function surfaceRows(variants: readonly Variant[], parameter: string): SurfaceRow[] {
  const groups = new Map<string, Variant[]>();
  for (const variant of variants) {
    const { [parameter]: _, ...others } = variant.parameters as Record<string, ParameterValue>;
    const key = JSON.stringify([others, variant.policies]);
    groups.set(key, [...(groups.get(key) ?? []), variant]);
  }
  return [...groups.values()].map((members) => {
    const [first] = members as [Variant];
    const titleIn = (language: keyof Text): string => {
      const titles = members.map(({ title }) => wordsIn(title, language));
      return (members.length === 1 ? '' : commonStart(titles)) || wordsIn(first.title, language);
    };
    return { name: first.name, title: { en: titleIn('en'), ru: titleIn('ru') } };
  });
}

/** What the texts begin with alike, up to the last comma or the like, else up to the last whole word. */
function commonStart(texts: readonly string[]): string {
  const [first = ''] = texts;
  let length = first.length;
  for (const text of texts) while (!text.startsWith(first.slice(0, length))) length--;
  const shared = first.slice(0, length);
  // A comma inside a number ends nothing.
  const [, parts] = /^(.*)[,;:–]\s/.exec(shared) ?? [];
  return (parts ?? shared.replace(/\s+\S*$/, '')).trim();
}

/** Levels along the axis: those that the variants have where they have several, else five over the range. */
export function surfaceLevels({ source }: Lab, parameter: string): number[] {
  const used = [...new Set(source.variants.map(({ parameters }) => Number(parameters[parameter])))].sort((a, b) => a - b);
  if (used.length >= 3 && used.length <= 9) return used;
  const spec = source.model.parameters[parameter] as NumberParameter;
  const at = (k: number): number => spec.minimum + ((spec.maximum - spec.minimum) * k) / 4;
  const levels = [0, 1, 2, 3, 4].map((k) => (spec.type === 'integer' ? Math.round(at(k)) : Number(at(k).toPrecision(4))));
  return [...new Set(levels)];
}

/** Computes a surface cell by cell, all cells in one draw of luck before the next. */
export class SurfaceWork {
  readonly surface: Signal<Surface | null> = signal(null);
  readonly running = signal(false);
  readonly failure = signal('');
  private jobs: Job[] = [];
  private readonly lab: Lab;

  constructor(lab: Lab) {
    this.lab = lab;
  }

  start(plan: SurfacePlan): void {
    this.stop();
    const { rows, levels, count, metric, parameter } = plan;
    const cells: number[][] = rows.flatMap(() => levels.map(() => []));
    this.surface.value = { plan, cells };
    this.failure.value = '';
    this.running.value = true;
    let left = count * cells.length;
    for (let replicate = 0; replicate < count; replicate++)
      for (const [k, cell] of cells.entries()) {
        const row = rows[Math.floor(k / levels.length)] as { name: string };
        const run = cellRun(this.lab, row.name, parameter, levels[k % levels.length] as number);
        const heard = {
          figures: (_: number, value: number) => {
            cell.push(value);
            this.surface.value = { plan, cells: [...cells] };
          },
          done: () => {
            left--;
            if (left === 0) this.running.value = false;
          },
          failed: (message: string) => this.fail(message),
        };
        this.jobs.push(this.lab.asker.sample({ left: run, right: null, first: replicate, count: 1, metric }, heard));
      }
  }

  /** Ends the work and keeps what there is. */
  stop(): void {
    for (const job of this.jobs) job.cancel();
    this.jobs = [];
    this.running.value = false;
  }

  private fail(message: string): void {
    this.stop();
    this.failure.value = message;
  }
}

function cellRun(lab: Lab, variant: string, parameter: string, level: number): Run {
  return runOf(lab.source, { ...plainChoice(variant), changes: { [parameter]: level } });
}

/** Mean and interval of every cell; undefined where there are too few figures. */
export function cellTests({ cells }: Surface): (MeanTest | undefined)[] {
  return cells.map((values) => pairedTest(values.filter((value) => Number.isFinite(value))));
}
