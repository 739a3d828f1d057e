/** Forward: what a grant, or an instrument as a whole, led to — projects, innovations, knowledge, and who used it later. */

import type { TraceNode, TraceOptions } from '../../../core/trace.js';
import { type Effects, effectsOf } from './effects.js';
import { innovationNode } from './innovation-tree.js';
import { shareOfCost } from './means.js';
import { moneyBehind } from './policy-money.js';
import { grantNode, projectNode } from './project-node.js';
import type { Recording } from './recording.js';
import { count, holderName, instrumentName, mastery, money, phrase, share } from './words.js';

/** @param g number of the grant */
export function grantTree(recording: Recording, g: number, options: TraceOptions): TraceNode {
  const grant = recording.projects.grants[g];
  const node = grantNode(recording, grant);
  if (grant.project < 0) return node;
  const project = recording.projects.projects[grant.project];
  const { rows } = recording.book.means;
  const effects = trace(recording, (n) => (rows[n].project === project.id ? shareOfCost(grant.cents, project.cost) : 0));
  const own = project.innovation < 0 ? [] : [innovationNode(recording, project.innovation)];
  return {
    ...node,
    children: [{ ...projectNode(recording, project), children: own }, ...effectNodes(recording, effects, options, [project.innovation])],
  };
}

/** An instrument without what it led to. */
export function instrumentNode(recording: Recording, k: number): TraceNode {
  const { services, granted, diverted, ties } = recording;
  return {
    kind: 'instrument',
    id: recording.world.programmes.names[k],
    label: instrumentName(recording, k),
    amounts: [
      money('spent', phrase('spent', 'потрачено'), services[k] + granted[k] + diverted[k]),
      money('granted', phrase('granted', 'грантов'), granted[k]),
      money('services', phrase('services for ties and projects', 'услуг для связей и проектов'), services[k] - ties.unplaced[k]),
      money('not_laid', phrase('reached neither', 'не дошло до них'), ties.unplaced[k]),
      money('diverted', phrase('diverted', 'отвлечено'), diverted[k]),
    ],
    children: [],
  };
}

/** @param k number of the instrument */
export function instrumentTree(recording: Recording, k: number, options: TraceOptions): TraceNode {
  const { rows } = recording.book.means;
  const effects = trace(recording, (n) => rows[n].weights[k]);
  return {
    ...instrumentNode(recording, k),
    children: [projectsNode(recording, k, options), tiesNode(recording, k), ...effectNodes(recording, effects, options, [])],
  };
}

function trace({ book, projects }: Recording, weightOf: (means: number) => number): Effects {
  return effectsOf(book.log, book.means.rows, projects.innovations, book.holders, book.domains, weightOf);
}

/** The projects that the instrument paid for or helped along, and the innovations with most of its money behind them. */
function projectsNode(recording: Recording, k: number, { most }: TraceOptions): TraceNode {
  const own = recording.projects.projects.filter(
    ({ grants, helpers }) => ((helpers >>> k) & 1) === 1 || grants.some(({ instrument }) => instrument === k),
  );
  const successes = own.filter(({ outcome }) => outcome === 'success').map(({ innovation }) => innovation);
  const money = new Map(successes.map((n) => [n, moneyBehind(recording, n)]));
  const largest = [...money].map(([n, { grants, services }]) => [n, grants[k] + services[k]] as const).sort(([, a], [, b]) => b - a);
  return {
    kind: 'projects',
    label: phrase('projects it paid for or helped along', 'проекты, которые он оплатил или поддержал'),
    amounts: [
      count('projects', phrase('projects', 'проектов'), own.length),
      count('innovations', phrase('innovations', 'инноваций'), successes.length),
    ],
    children: largest.slice(0, most).map(([n]) => innovationNode(recording, n)),
  };
}

/** The ties that it brought about or looks after, and how many of them brought a team together. */
function tiesNode({ ties }: Recording, k: number): TraceNode {
  const own = ties.records.filter(({ cents, set }) => cents[k] > 0 || ((set >>> k) & 1) === 1);
  const used = own.filter(({ projects }) => projects > 0);
  return {
    kind: 'ties',
    label: phrase('ties it brought about or looked after', 'связи, которые он создал или вёл'),
    amounts: [
      count('ties', phrase('ties', 'связей'), own.length),
      count('ties_in_teams', phrase('in teams', 'в командах'), used.length),
      money(
        'services',
        phrase('services for those in teams', 'услуг для связей в командах'),
        used.reduce((sum, { cents }) => sum + cents[k], 0),
      ),
    ],
    children: [],
  };
}

function effectNodes(recording: Recording, effects: Effects, { most }: TraceOptions, without: readonly number[]): TraceNode[] {
  const innovations = Array.from(effects.innovations, (part, n) => ({ part, n }))
    .filter(({ part, n }) => part > 0 && !without.includes(n))
    .sort((a, b) => b.part - a.part);
  const users: TraceNode = {
    kind: 'innovations',
    label: phrase('further innovations that used this knowledge', 'дальнейшие инновации, использовавшие это знание'),
    amounts: [count('innovations', phrase('innovations', 'инноваций'), innovations.length)],
    children: innovations.slice(0, most).map(({ part, n }) => {
      const node = innovationNode(recording, n);
      return { ...node, amounts: [share(part, 'knowledge_share', phrase('of its knowledge', 'её знаний'))] };
    }),
  };
  return [gainsNode(recording, 'knowledge', effects.direct, most), gainsNode(recording, 'passed_on', effects.passedOn, most), users];
}

const GAINS = {
  knowledge: phrase('knowledge it helped to gain, by who gained it', 'знания, приобретённые с его помощью'),
  passed_on: phrase('passed on later without its help, by who gained it', 'переданы дальше без его помощи'),
};

/** Those who gained most; what is published counts as a gain of the region's publications. */
function gainsNode(recording: Recording, kind: keyof typeof GAINS, gains: Float64Array, most: number): TraceNode {
  const gainers = Array.from(gains, (gain, holder) => ({ gain, holder }))
    .filter(({ gain }) => gain > 0)
    .sort((a, b) => b.gain - a.gain);
  const amount = (value: number) => mastery('gain', phrase('gained', 'приобретено'), value);
  return {
    kind,
    label: GAINS[kind],
    amounts: [amount(gainers.reduce((sum, { gain }) => sum + gain, 0)), count('holders', phrase('holders', 'получателей'), gainers.length)],
    children: gainers.slice(0, most).map(({ gain, holder }) => ({
      kind: 'holder',
      label: holderName(recording, holder, recording.world.steps),
      amounts: [amount(gain)],
      children: [],
    })),
  };
}
