/** What things are called in a trace, in both languages: organisations at a time, meetings, outcomes, amounts. */
import type { Text } from '../../../core/model.js';
import type { TraceAmount } from '../../../core/trace.js';
import { policies } from '../policies/index.js';
import { MEETING } from '../schema.js';
import type { ProjectRecord } from './project-book.js';
import type { Recording, Tenant } from './recording.js';

const KINDS: readonly Text[] = [
  { en: 'firm', ru: 'фирма' },
  { en: 'university', ru: 'университет' },
  { en: 'government', ru: 'власть' },
];

const MEETINGS: Readonly<Record<keyof typeof MEETING, Text>> = {
  closure: { en: 'through a common partner', ru: 'через общего партнёра' },
  local: { en: 'in the region', ru: 'в своём регионе' },
  chance: { en: 'by chance', ru: 'случайно' },
  event: { en: 'at an arranged meeting', ru: 'на организованной встрече' },
  search: { en: 'by search on a platform', ru: 'поиском на платформе' },
  team: { en: 'in a common team', ru: 'в общей команде' },
  union: { en: 'in a union of clusters', ru: 'в объединении кластеров' },
  hand: { en: 'by hand of the experimenter', ru: 'рукой экспериментатора' },
};

/** How two met, by the number of the meeting's channel. */
export const meetingWords: readonly Text[] = Object.entries(MEETING)
  .sort(([, a], [, b]) => a - b)
  .map(([name]) => MEETINGS[name as keyof typeof MEETING]);

export const OUTCOMES: Readonly<Record<ProjectRecord['outcome'], Text>> = {
  running: { en: 'still running', ru: 'ещё идёт' },
  success: { en: 'succeeded', ru: 'удался' },
  failure: { en: 'failed', ru: 'не удался' },
  stopped: { en: 'stopped with its leader', ru: 'прекращён вместе с ведущим' },
};

/** Who acted in a row during a step: entrants of a step come at its end. */
export function tenantAt({ tenants }: Recording, row: number, step: number): number {
  const all = tenants[row];
  let n = all.length - 1;
  while (n > 0 && all[n].since >= step) n--;
  return n;
}

/** Kind and stable key of who acted in a row during a step, or the region whose publications the holder stands for. */
export function holderName(recording: Recording, holder: number, step: number): Text {
  const { world, tenants } = recording;
  if (holder >= world.rows) {
    const region = holder - world.rows;
    return { en: `publications of region ${region}`, ru: `публикации региона ${region}` };
  }
  const tenant = tenants[holder][tenantAt(recording, holder, step)] as Tenant;
  const kind = KINDS[tenant.kind];
  return { en: `${kind.en} ${tenant.key}`, ru: `${kind.ru} ${tenant.key}` };
}

/** Title of an instrument by number. */
export function instrumentName(recording: Recording, k: number): Text {
  const name = recording.world.programmes.names[k];
  return policies.find((policy) => policy.name === name)?.title ?? { en: name, ru: name };
}

export function money(name: string, text: Text, cents: number): TraceAmount {
  return { name, text, value: cents / 100, unit: 'EUR' };
}

export function share(value: number, name = 'share', text: Text = { en: 'share', ru: 'доля' }): TraceAmount {
  return { name, text, value, unit: 'share' };
}

export function mastery(name: string, text: Text, value: number): TraceAmount {
  return { name, text, value, unit: 'mastery' };
}

export function count(name: string, text: Text, value: number): TraceAmount {
  return { name, text, value, unit: 'count' };
}

/** The same words around different names. */
export function phrase(en: string, ru: string): Text {
  return { en, ru };
}
