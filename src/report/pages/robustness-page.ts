/** `robustness.md`: which supported claims survive when influential parameters are a quarter smaller or larger. */
import { type RobustnessFinding, type Shift, wordOf } from '../../experiment/validation/robustness.js';
import type { Influence } from '../../experiment/validation/screening.js';
import { formatNumber } from '../format.js';
import { cell, count, markdownTable } from './markdown.js';

/** What the screening of one model said. */
export interface ScreeningFinding {
  readonly model: string;
  readonly seed: string;
  readonly bases: number;
  readonly replicates: number;
  readonly runs: number;
  readonly hash: string;
  /** The most influential first; those beyond `chosen` are not shown. */
  readonly influences: readonly Influence[];
  readonly chosen: number;
  readonly unmoved: readonly string[];
}

export interface Robustness {
  readonly engine: string;
  readonly screenings: readonly ScreeningFinding[];
  readonly studies: readonly RobustnessFinding[];
}

/** The page as Markdown. Equal findings give equal bytes. */
export function robustnessPage({ engine, screenings, studies }: Robustness): string {
  return [
    '# Robustness',
    `Written by \`trihelix validate --robustness\` (engine ${cell(engine)}). Every claim that is supported in [claims](claims.md) is asked again with each of the ten most influential parameters a quarter smaller and a quarter larger in every variant, on few replicates. It *holds* when it is still supported, *weakens* when the difference stays on the claimed side (or equality is neither shown nor refuted) without being certain, and *turns over* when the difference is on the other side or the claim is contradicted.`,
    ...screenings.map(screeningSection),
    ...(studies.length === 0
      ? ['No claim was supported.']
      : ['## Claims', ...studies.map(studySection), '## By parameter', byParameter(studies)]),
    '',
  ].join('\n\n');
}

function screeningSection({ model, seed, bases, replicates, runs, hash, influences, chosen, unmoved }: ScreeningFinding): string {
  const outputs = influences[0]?.effects.map(({ output }) => output) ?? [];
  const shown = (value: number): string => formatNumber(value, 'en');
  const rows = influences
    .slice(0, chosen)
    .map(({ parameter, effects, rank }) => [
      `\`${parameter}\``,
      ...effects.flatMap(({ size, spread }) => [shown(size), shown(spread)]),
      shown(rank),
    ]);
  return [
    `## The ten most influential parameters of ${cell(model)}`,
    `Elementary effects of all numbers on ${outputs.join(' and ')} around the defaults, without a policy: ${count(bases, 'base point')} drawn within ±25 %, from each of them one number moved by a quarter of its default at a time, ${count(replicates, 'draw')} of luck (seed ${cell(seed)}, ${count(runs, 'run')}, results \`${hash.slice(0, 12)}\`). μ* is the mean size of the change per quarter, σ its spread; the order is that of the mean of μ* ÷ the largest μ* of the output (Morris 1991; Campolongo, Saltelli & Cariboni 2011).`,
    markdownTable(['parameter', ...outputs.flatMap((output) => [`μ* ${output}`, `σ ${output}`]), 'rank'], rows),
    `Not moved, because a quarter of 0 is nothing or no neighbouring value is possible: ${unmoved.length === 0 ? 'none' : unmoved.map((name) => `\`${name}\``).join(', ')}. Lists, flags and choices are no numbers. Where a parameter changes how many organisations, regions or domains there are, part of its effect is other luck.`,
  ].join('\n\n');
}

function studySection({ study, seed, replicates, hash, claims, impossible }: RobustnessFinding): string {
  const rows = claims.map(({ claim, unchanged, fates }) => {
    const named = (fate: string): string =>
      fates
        .filter((entry) => entry.fate === fate)
        .map(shiftText)
        .join(', ') || '–';
    const holds = fates.filter(({ fate }) => fate === 'holds').length;
    return [cell(claim.source ?? ''), cell(claim.text), unchanged, `${holds} of ${fates.length}`, named('weakens'), named('turns over')];
  });
  const left = impossible.length === 0 ? '' : ` Not possible here: ${impossible.map(shiftText).join(', ')}.`;
  return [
    `### ${cell(study)}`,
    `${count(replicates, 'pair')} per claim, seed ${cell(seed)}, results \`${hash.slice(0, 12)}\`.${left}`,
    markdownTable(['source', 'claim', 'nothing moved', 'holds', 'weakens', 'turns over'], rows),
  ].join('\n\n');
}

function shiftText({ parameter, direction }: Shift): string {
  return `\`${parameter}\` ${wordOf(direction)}`;
}

function byParameter(studies: readonly RobustnessFinding[]): string {
  const all = studies.flatMap(({ claims }) => claims.flatMap(({ fates }) => fates));
  const shifts = new Map(all.map((entry) => [shiftText(entry), all.filter((other) => shiftText(other) === shiftText(entry))]));
  const rows = [...shifts].map(([shift, fates]) => [
    shift,
    ...['holds', 'weakens', 'turns over', 'no value'].map((fate) => String(fates.filter((entry) => entry.fate === fate).length)),
  ]);
  return markdownTable(['parameter', 'claims that hold', 'weaken', 'turn over', 'no value'], rows);
}
