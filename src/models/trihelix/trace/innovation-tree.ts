/** Backward: the tree behind an innovation — public money, project with grants and ties, and where its knowledge came from. */

import type { Text } from '../../../core/model.js';
import type { TraceAmount, TraceNode, TraceOptions } from '../../../core/trace.js';
import { channelWords } from './channels.js';
import { NOBODY } from './event-log.js';
import { shareOfCost } from './means.js';
import { type Claim, type Origin, originsOf } from './origins.js';
import { moneyBehind } from './policy-money.js';
import type { KnowledgeUse } from './project-book.js';
import { projectNode } from './project-node.js';
import type { Recording } from './recording.js';
import { holderName, instrumentName, mastery, money, phrase, share, tenantAt } from './words.js';

/** An innovation without what lies behind it. */
export function innovationNode(recording: Recording, n: number): TraceNode {
  const { project, uses } = recording.projects.innovations[n];
  const step = recording.world.innovations.columns.step[n];
  const leader = holderName(recording, project.leader, step);
  const domains = uses.map(({ domain }) => domain).join(', ');
  const partners = project.team.length - 1;
  const behind = moneyBehind(recording, n);
  const paid = behind.grants.reduce((sum, cents) => sum + cents, 0);
  return {
    kind: 'innovation',
    id: String(n),
    label: phrase(
      `innovation ${n} of ${leader.en}${partners > 0 ? ` and ${partners} more` : ''}, step ${step}, domains ${domains}`,
      `инновация ${n}: ${leader.ru}${partners > 0 ? ` и ещё ${partners}` : ''}, шаг ${step}, области ${domains}`,
    ),
    amounts: [
      money('public_money', phrase('public money', 'государственных денег'), behind.total),
      share(shareOfCost(paid, project.cost), 'cost_share', phrase('of the cost', 'стоимости')),
      share(
        behind.knowledge.reduce((sum, part) => sum + part, 0),
        'knowledge_share',
        phrase('of the knowledge', 'знаний'),
      ),
    ],
    children: [],
  };
}

/** @param n number of the innovation */
export function innovationTree(recording: Recording, n: number, options: TraceOptions): TraceNode {
  const { project, uses } = recording.projects.innovations[n];
  return {
    ...innovationNode(recording, n),
    children: [
      ...instrumentNodes(recording, n),
      projectNode(recording, project),
      ...uses.map((use) => useNode(recording, n, use, uses.length, options)),
    ],
  };
}

/** One node per instrument that has any part in it. */
function instrumentNodes(recording: Recording, n: number): TraceNode[] {
  const behind = moneyBehind(recording, n);
  const { cost } = recording.projects.innovations[n].project;
  return recording.world.programmes.names.flatMap((name, k) => {
    const [paid, services, known] = [behind.grants[k], behind.services[k], behind.knowledge[k]];
    if (paid === 0 && services === 0 && known === 0) return [];
    return {
      kind: 'instrument',
      id: name,
      label: instrumentName(recording, k),
      amounts: [
        money('granted', phrase('granted', 'грантов'), paid),
        share(shareOfCost(paid, cost), 'cost_share', phrase('of the cost', 'стоимости')),
        money('services', phrase('services', 'услуг'), services),
        share(known, 'knowledge_share', phrase('of the knowledge', 'знаний')),
      ],
      children: [],
    };
  });
}

function useNode(recording: Recording, n: number, use: KnowledgeUse, domains: number, options: TraceOptions): TraceNode {
  const { position } = recording.projects.innovations[n];
  const step = recording.world.innovations.columns.step[n];
  const holder = holderName(recording, use.holder, step);
  const cell = use.holder * recording.world.domains + use.domain;
  const lent: TraceNode = {
    kind: 'lent',
    label: phrase('proven elsewhere or lent by a third actor', 'проверено в другой отрасли или предоставлено третьим участником'),
    amounts: [share(1 - use.own)],
    children: [],
  };
  return {
    kind: 'domain',
    label: phrase(`domain ${use.domain}: mastery of ${holder.en}`, `область ${use.domain}: владеет ${holder.ru}`),
    amounts: [
      share(1 / domains, 'weight', phrase('of the knowledge', 'знаний')),
      mastery('mastery', phrase('mastery', 'владение'), use.mastery),
    ],
    children: [
      ...(use.own > 0 ? originNodes(recording, cell, [{ before: position, weight: use.own }], options, options.depth) : []),
      ...(use.own < 1 ? [lent] : []),
    ],
  };
}

/** Where claims on a cell came from; shares are of the domain's mastery at the innovation. */
function originNodes(recording: Recording, cell: number, claims: readonly Claim[], options: TraceOptions, depth: number): TraceNode[] {
  const { book, index, world } = recording;
  const keyOf = (event: number): number => {
    const source = book.log.source[event];
    if (source === NOBODY || source >= world.rows) return source;
    return source + book.holders * tenantAt(recording, source, book.log.stepOf(event));
  };
  const origins = originsOf(book.log, index, book.means.rows, cell, claims, keyOf);
  const shown = origins.filter(({ weight }) => weight >= options.least).slice(0, options.most);
  const nodes = shown.map((origin) => {
    const from = origin.source * book.domains + (cell % book.domains);
    const children = origin.source === NOBODY || depth <= 1 ? [] : originNodes(recording, from, origin.claims, options, depth - 1);
    return { kind: 'knowledge', label: originLabel(recording, origin), amounts: originAmounts(recording, origin), children };
  });
  const rest = origins.slice(shown.length).reduce((sum, { weight }) => sum + weight, 0);
  if (shown.length === origins.length) return nodes;
  const number = origins.length - shown.length;
  const label = phrase(`${number} smaller source${number === 1 ? '' : 's'}`, `меньшие источники: ${number}`);
  return [...nodes, { kind: 'rest', label, amounts: [share(rest)], children: [] }];
}

function originLabel(recording: Recording, { source, channel, first, last }: Origin): Text {
  const how = channelWords[channel];
  if (source === NOBODY) return how;
  const who = holderName(recording, source, last);
  const when = first === last ? phrase(`step ${first}`, `шаг ${first}`) : phrase(`steps ${first}–${last}`, `шаги ${first}–${last}`);
  return phrase(`${who.en}, ${how.en}, ${when.en}`, `${who.ru}, ${how.ru}, ${when.ru}`);
}

function originAmounts(recording: Recording, { weight, helped }: Origin): TraceAmount[] {
  const help = recording.world.programmes.names.flatMap((name, k) => {
    if (helped[k] === 0) return [];
    const title = instrumentName(recording, k);
    return share(helped[k], `helped_by_${name}`, phrase(`helped by: ${title.en}`, `помогло: ${title.ru}`));
  });
  return [share(weight), ...help];
}
