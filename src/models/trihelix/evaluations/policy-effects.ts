/**
 * Evaluation of policy against the untreated twin, exact because both have the same luck. S is the public money spent, R the
 * research that firms paid themselves, I the innovations, all over the measured time; 1 treated, 0 twin.
 *
 *   input_additionality  (R₁ − R₀) ÷ S         output_additionality (I₁ − I₀) ÷ S      cost_per_innovation S ÷ (I₁ − I₀)
 *   behavioural_additionality  mean change of four shares of the ties at the end: new, cross-industry, cross-kind, cooperating
 *   deadweight    share of supported projects whose leader starts one within a year of it in the twin too
 *   displacement  I₀ − I₁ of those whom no instrument reached
 *   leakage       share of the money asked for that was diverted or never spent
 *
 * Sources: Georghiou 2002 and Falk 2007 (additionality), David, Hall & Toole 2000 (crowding out), Dimos & Pugh 2016.
 */
import { rungOf } from '../snapshots.js';
import type { TrihelixWorld } from '../world.js';
import { measure, share, type TrihelixEvaluation } from './define.js';
import { asItIs, innovationsByLeader, type Start, untreated } from './observe.js';
import { sumOver } from './value.js';

/** Steps by which a start of the twin may be earlier or later than a supported one and still be the same. */
const WINDOW = 4;
/** Cents in a million EUR. */
const MILLION = 1e8;
/** Rung of the ladder from which on partners cooperate. */
const COOPERATION = 3;

export const policyEffects: TrihelixEvaluation = {
  name: 'policy_effects',
  title: { en: 'Effects of policy', ru: 'Эффекты политики' },
  text: {
    en: 'What policy adds, and what would have happened anyway, against the same luck without any instrument.',
    ru: 'Что добавляет политика и что случилось бы и без неё, по сравнению с той же удачей без инструментов.',
  },
  measures: [
    measure(
      'input_additionality',
      ['Input additionality', 'Дополнительность затрат'],
      [
        'Research of firms above the twin per unit of public money: −1 full crowding out, above 0 crowding in.',
        'Исследования фирм сверх контрольного прогона на единицу денег: −1 полное вытеснение, выше 0 привлечение.',
      ],
      {
        unit: 'EUR/EUR',
        better: 'higher',
        source: 'David, Hall & Toole 2000',
        accepted: {
          minimum: 0,
          maximum: 0.5,
          source:
            'assumed range, after the meta-analyses of Dimos & Pugh 2016, Research Policy 45 (no crowding out, no substantial additionality) and Correa, Andrés & Borja-Vega 2013 (0.17 to 0.25)',
          under: { instrument: 'rd_subsidy', budget: 1_000_000 },
        },
      },
    ),
    measure(
      'output_additionality',
      ['Output additionality', 'Дополнительность результатов'],
      ['Innovations above the twin per million of public money.', 'Инновации сверх контрольного прогона на миллион денег.'],
      { unit: '1/EUR million', better: 'higher', source: 'Georghiou 2002' },
    ),
    measure(
      'behavioural_additionality',
      ['Behavioural additionality', 'Дополнительность поведения'],
      [
        'Change of the shares of ties that are new, cross industries, cross kinds, or are cooperation; mean of the four.',
        'Изменение долей связей: новых, межотраслевых, между видами, уровня кооперации; среднее четырёх.',
      ],
      { unit: 'share', better: 'higher', source: 'Georghiou 2002' },
    ),
    measure(
      'cost_per_innovation',
      ['Cost per innovation', 'Цена инновации'],
      [
        'Public money per innovation above the twin; no value where there are no more of them.',
        'Государственные деньги на инновацию сверх контрольного прогона; без значения, если прибавки нет.',
      ],
      { unit: 'EUR million', better: 'lower' },
    ),
    measure(
      'deadweight',
      ['Deadweight of support', 'Мёртвый груз поддержки'],
      ['Share of supported projects that start in the twin too.', 'Доля поддержанных проектов, которые начались бы и без поддержки.'],
      { unit: 'share', better: 'lower', source: 'Dimos & Pugh 2016' },
    ),
    measure(
      'displacement',
      ['Displaced innovations', 'Вытесненные инновации'],
      [
        'Innovations that organisations reached by no instrument have less than in the twin; below 0 they have more.',
        'На сколько меньше инноваций у тех, кого инструменты не достигли; ниже 0 их больше.',
      ],
      { unit: 'innovations', better: 'lower' },
    ),
    measure(
      'leakage',
      ['Leakage of budgets', 'Утечка бюджета'],
      ['Share of the budgets that never reached their purpose.', 'Доля бюджетов, не дошедшая до цели.'],
      { unit: 'share', better: 'lower' },
    ),
  ],
  evaluate(bench, out) {
    if (bench.policies.length === 0) return;
    const treated = asItIs(bench);
    const twin = untreated(bench);
    const from = bench.burnIn;
    const spent = sumOver(treated.spent, from);
    const asked = sumOver(treated.asked, from);
    const more = sumOver(treated.innovations, from) - sumOver(twin.innovations, from);
    out[0] = share(sumOver(treated.research, from) - sumOver(twin.research, from), spent);
    out[1] = share(more, spent / MILLION);
    if (spent > 0) out[2] = meanChange(tieShares(treated.world), tieShares(twin.world));
    if (spent > 0) out[3] = share(spent / MILLION, more);
    out[4] = matchedShare(treated.starts, twin.starts, WINDOW);
    if (spent > 0) out[5] = ledByOthers(twin.world, treated.reached) - ledByOthers(treated.world, treated.reached);
    out[6] = share(asked - (spent - sumOver(treated.diverted, from)), asked);
  },
};

/** Shares of the living ties that are new since the burn-in, cross industries, cross kinds, or are cooperation. */
function tieShares(world: TrihelixWorld): Float64Array {
  const { network } = world;
  const { bornAt, trust } = world.ties.columns;
  const { industry, kind } = world.organisations.columns;
  const shares = new Float64Array(4);
  let ties = 0;
  for (let e = 0; e < network.rows; e++) {
    if (network.alive[e] === 0) continue;
    const i = network.endA[e];
    const j = network.endB[e];
    ties++;
    shares[0] += Number(bornAt[e] >= world.burnIn);
    shares[1] += Number(industry[i] !== industry[j]);
    shares[2] += Number(kind[i] !== kind[j]);
    shares[3] += Number(rungOf(world, trust[e]) >= COOPERATION);
  }
  for (let s = 0; s < shares.length; s++) shares[s] = share(shares[s], ties);
  return shares;
}

/** Kernel: mean of a − b. */
export function meanChange(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let s = 0; s < a.length; s++) sum += a[s] - b[s];
  return sum / a.length;
}

/**
 * Kernel: share of the supported starts that have a start of the same leader in `twin` at most `window` steps away. Each
 * start of the twin answers for one; both lists ascend by step. NaN without supported starts.
 */
export function matchedShare(starts: readonly Start[], twin: readonly Start[], window: number): number {
  const open = new Map<number, number[]>();
  for (const { leader, step } of twin) open.set(leader, [...(open.get(leader) ?? []), step]);
  let supported = 0;
  let matched = 0;
  for (const start of starts) {
    const steps = open.get(start.leader) ?? [];
    const at = steps.findIndex((step) => Math.abs(step - start.step) <= window);
    // An unsupported start uses up its own twin, so that it is not taken for that of a supported one.
    if (at >= 0) steps.splice(at, 1);
    if (!start.supported) continue;
    supported++;
    if (at >= 0) matched++;
  }
  return share(matched, supported);
}

function ledByOthers(world: TrihelixWorld, reached: ReadonlySet<number>): number {
  let count = 0;
  for (const [leader, innovations] of innovationsByLeader(world, world.burnIn, world.steps)) if (!reached.has(leader)) count += innovations;
  return count;
}
