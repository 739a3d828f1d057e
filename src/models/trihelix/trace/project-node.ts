/** A project in a trace: who, when, what it cost, who paid, and the ties that made its team. */

import type { TraceNode } from '../../../core/trace.js';
import { START } from '../schema.js';
import { shareOfCost } from './means.js';
import type { GrantRecord, ProjectRecord } from './project-book.js';
import type { Recording } from './recording.js';
import type { TieRecord } from './tie-book.js';
import { holderName, instrumentName, meetingWords, money, OUTCOMES, phrase, share } from './words.js';

/** A project with its grants and ties. */
export function projectNode(recording: Recording, project: ProjectRecord): TraceNode {
  const leader = holderName(recording, project.leader, project.step);
  const outcome = OUTCOMES[project.outcome];
  const last = project.step + project.steps - 1;
  const paid = project.grants.reduce((sum, { cents }) => sum + cents, 0);
  return {
    kind: 'project',
    label: phrase(
      `project ${project.id} of ${leader.en}, steps ${project.step}–${last}, ${outcome.en}`,
      `проект ${project.id}: ${leader.ru}, шаги ${project.step}–${last}, ${outcome.ru}`,
    ),
    amounts: [
      money('cost', phrase('cost', 'стоимость'), project.cost),
      money('granted', phrase('granted', 'грантов'), paid),
      share(shareOfCost(paid, project.cost), 'cost_share', phrase('of the cost', 'стоимости')),
    ],
    children: [
      ...project.grants.map((grant) => grantNode(recording, grant)),
      ...serviceNodes(recording, project.cents),
      ...project.ties.map((tie) => tieNode(recording, project, tie)),
    ],
  };
}

/** A grant without what it led to. */
export function grantNode(recording: Recording, { id, instrument, to, step, cents, project }: GrantRecord): TraceNode {
  const title = instrumentName(recording, instrument);
  const who = holderName(recording, to, step);
  const cost = project < 0 ? undefined : recording.projects.projects[project].cost;
  return {
    kind: 'grant',
    id: String(id),
    label: phrase(`grant ${id}: ${title.en}, to ${who.en}, step ${step}`, `грант ${id}: ${title.ru}, получатель ${who.ru}, шаг ${step}`),
    amounts: [
      money('granted', phrase('granted', 'грантов'), cents),
      ...(cost === undefined ? [] : [share(shareOfCost(cents, cost), 'cost_share', phrase('of the cost', 'стоимости'))]),
    ],
    children: [],
  };
}

/** A tie between the leader and a partner; each project it served has an equal part of what was spent on it. */
function tieNode(recording: Recording, project: ProjectRecord, tie: TieRecord): TraceNode {
  const partner = holderName(recording, tie.a === project.leader ? tie.b : tie.a, project.step);
  const how = meetingWords[tie.meeting];
  return {
    kind: 'tie',
    label:
      tie.step === START
        ? phrase(`tie to ${partner.en}, there from the start`, `связь: ${partner.ru}; есть с самого начала`)
        : phrase(
            `tie to ${partner.en}, who met ${how.en} in step ${tie.step}`,
            `связь: ${partner.ru}; встретились ${how.ru}, шаг ${tie.step}`,
          ),
    amounts: [],
    children: serviceNodes(
      recording,
      tie.cents.map((cents) => cents / tie.projects),
    ),
  };
}

/** One node per instrument that spent something on services here. */
function serviceNodes(recording: Recording, spent: Float64Array): TraceNode[] {
  return recording.world.programmes.names.flatMap((name, k): TraceNode[] => {
    if (spent[k] === 0) return [];
    const amounts = [money('services', phrase('services', 'услуг'), spent[k])];
    return [{ kind: 'instrument', id: name, label: instrumentName(recording, k), amounts, children: [] }];
  });
}
