/**
 * The funnel of matchmaking: of 100 meetings that events arranged, how many become ties, cooperation (comparable with a
 * memorandum), team projects, and organisations with an innovation to show for it.
 *
 * Looks into the run after every step; counts what an instrument that arranges meetings stands behind in the measured time.
 * Compare docs/evidence/partnership_funnel.csv: more than 3,000 meetings, about 40 memoranda, 45 projects, 2,000 firms.
 */
import { numberOf } from '../policies/instruments.js';
import { listBroughtIn } from '../project-members.js';
import { MEETING } from '../schema.js';
import { rungOf } from '../snapshots.js';
import { TEAM_WIDTH } from '../teams.js';
import type { TrihelixWorld } from '../world.js';
import { measure, share, type TrihelixEvaluation } from './define.js';

const BIT = 1 << numberOf('matchmaking');
const COOPERATION = 3;
/** More than any key of an organisation: two keys make a number that is exact in a double. */
const KEYS = 67_108_864;
const PER = { unit: '1/100 meetings', better: 'higher', source: 'partnership_funnel.csv for the stages' } as const;

export const matchmakingFunnel: TrihelixEvaluation = {
  name: 'matchmaking_funnel',
  title: { en: 'Funnel of matchmaking', ru: 'Воронка подбора партнёров' },
  text: {
    en: 'What becomes of 100 arranged meetings: ties, cooperation, team projects, organisations that innovate.',
    ru: 'Что выходит из 100 организованных встреч: связи, кооперация, проекты команд, организации с инновациями.',
  },
  measures: [
    measure(
      'funnel_meetings',
      ['Arranged meetings', 'Организованные встречи'],
      ['Pairs that met at arranged meetings per quarter.', 'Пар, встретившихся на организованных встречах, за квартал.'],
      { unit: '1/quarter', better: 'neither' },
    ),
    measure(
      'funnel_ties',
      ['Ties per meetings', 'Связей на встречи'],
      ['Ties that began at an arranged meeting.', 'Связи, начавшиеся на организованной встрече.'],
      PER,
    ),
    measure(
      'funnel_cooperation',
      ['Cooperation per meetings', 'Кооперации на встречи'],
      ['Those of them that reached the rung of cooperation.', 'Из них достигшие уровня кооперации.'],
      PER,
    ),
    measure(
      'funnel_projects',
      ['Projects per meetings', 'Проектов на встречи'],
      ['Team projects whose team holds such a tie.', 'Проекты команд, в которых есть такая связь.'],
      PER,
    ),
    measure(
      'funnel_innovators',
      ['Innovators per meetings', 'Новаторов на встречи'],
      ['Organisations that took part in such a project.', 'Организации, участвовавшие в таких проектах.'],
      PER,
    ),
    measure(
      'funnel_beneficiaries',
      ['Beneficiaries per meetings', 'Получателей пользы на встречи'],
      [
        'The same with firms that cluster organisations brought in (member_reach).',
        'То же вместе с фирмами, которых вовлекли кластерные организации (member_reach).',
      ],
      PER,
    ),
  ],
  evaluate(bench, out) {
    if (!bench.policies.some(({ policy }) => policy.name === 'matchmaking')) return;
    const run = bench.start();
    const funnel = emptyFunnel();
    for (let t = 0; t < bench.steps; t++) {
      run.advance();
      if (t >= bench.burnIn) takeStep(funnel, run.world);
    }
    const hundreds = funnel.meetings / 100;
    if (bench.steps > bench.burnIn) out[0] = funnel.meetings / (bench.steps - bench.burnIn);
    out[1] = share(funnel.ties.size, hundreds);
    out[2] = share(funnel.cooperation.size, hundreds);
    out[3] = share(funnel.projects, hundreds);
    out[4] = share(funnel.members.size, hundreds);
    out[5] = share(funnel.beneficiaries.size, hundreds);
  },
};

const emptyFunnel = () => ({
  meetings: 0,
  projects: 0,
  ties: new Set<number>(),
  cooperation: new Set<number>(),
  members: new Set<number>(),
  beneficiaries: new Set<number>(),
});

/** Pairs and organisations count once, whatever happens to them later. */
function takeStep(funnel: ReturnType<typeof emptyFunnel>, world: TrihelixWorld): void {
  const { meetings, network } = world;
  const { key } = world.organisations.columns;
  const { trust, channel, exposure } = world.ties.columns;
  for (let m = 0; m < meetings.count; m++) if ((meetings.exposure[m] & BIT) !== 0) funnel.meetings++;
  for (let e = 0; e < network.rows; e++) {
    if (network.alive[e] === 0 || channel[e] !== MEETING.event || (exposure[e] & BIT) === 0) continue;
    const a = key[network.endA[e]];
    const b = key[network.endB[e]];
    const pair = Math.min(a, b) * KEYS + Math.max(a, b);
    funnel.ties.add(pair);
    if (rungOf(world, trust[e]) >= COOPERATION) funnel.cooperation.add(pair);
  }
  takeProjects(funnel, world);
}

function takeProjects(funnel: ReturnType<typeof emptyFunnel>, world: TrihelixWorld): void {
  const { startedAt, teamSize, team, exposure } = world.projects.columns;
  const { alive, key } = world.organisations.columns;
  for (let i = 0; i < world.governmentAt; i++) {
    if (alive[i] === 0 || startedAt[i] !== world.step || teamSize[i] < 2 || (exposure[i] & BIT) === 0) continue;
    funnel.projects++;
    for (let m = 0; m < teamSize[i]; m++) {
      funnel.members.add(key[team[i * TEAM_WIDTH + m]]);
      funnel.beneficiaries.add(key[team[i * TEAM_WIDTH + m]]);
    }
    const broughtIn = world.parameters.member_reach > 0 ? listBroughtIn(world, i) : 0;
    for (let n = 0; n < broughtIn; n++) funnel.beneficiaries.add(key[world.scratch.rows[n]]);
  }
}
