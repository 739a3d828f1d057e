/**
 * Zero dose: with all budgets set to 0 every variant that shares the baseline's parameters must be the baseline, in every
 * number of a whole run to the last bit. What remains of the differences between variants is then due to the money alone.
 */
import type { AnyModel } from '../../core/model.js';
import { canonicalJson } from '../canonical.js';
import { executeRun } from '../run.js';
import type { Plan, PolicySetting, Results, Run } from '../study.js';

/** Of one replicate of the first parameter set. */
export interface ZeroDose {
  /** Variants with instruments that were compared with the baseline. */
  readonly variants: readonly string[];
  readonly numbers: number;
  readonly differing: number;
}

/** Milliseconds that the check may take; runs of large worlds are too dear for it. */
const PATIENCE = 20_000;
const LOOKED_AT = 20;

/** Computes the first replicate anew with all budgets at 0. Null where no variant can be compared, or runs take too long. */
export function zeroDose(results: Pick<Results, 'plan' | 'ids' | 'outcome'>, models: readonly AnyModel[]): ZeroDose | null {
  const { baseline, others } = twinsOf(results.plan);
  if (baseline === undefined || others.length === 0) return null;
  const times = results.ids.slice(0, LOOKED_AT).map((id) => results.outcome(id)?.milliseconds ?? 0);
  if (Math.max(0, ...times) * (others.length + 1) > PATIENCE) return null;
  const base = valuesOf(baseline, models);
  let [numbers, differing] = [0, 0];
  const compared = others.filter((run) => {
    const values = valuesOf(run, models);
    if (base === undefined || values === undefined) return false;
    numbers += values.length;
    for (let k = 0; k < values.length; k++) if (!Object.is(values[k], base[k])) differing++;
    return true;
  });
  return compared.length === 0 ? null : { variants: compared.map(({ variant }) => variant), numbers, differing };
}

/** The baseline's first run, and those of variants that differ from it in instruments alone. */
function twinsOf({ runs, scenario }: Plan): { baseline: Run | undefined; others: readonly Run[] } {
  const first = runs.filter(({ point, replicate }) => point === 0 && replicate === 0);
  const baseline = first.find(({ variant }) => variant === scenario.baseline);
  const parameters = canonicalJson(baseline?.parameters ?? null);
  const others = first.filter(
    (run) =>
      run !== baseline &&
      canonicalJson(run.parameters) === parameters &&
      canonicalJson(run.policies) !== canonicalJson(baseline?.policies ?? null),
  );
  return { baseline, others };
}

function valuesOf({ evaluations: _, policies, ...run }: Run, models: readonly AnyModel[]): Float64Array | undefined {
  const outcome = executeRun({ ...run, policies: policies.map(withoutMoney) }, models);
  return outcome.status === 'done' ? outcome.values : undefined;
}

const withoutMoney = ({ instrument, values }: PolicySetting): PolicySetting => ({ instrument, values: { ...values, budget: 0 } });
