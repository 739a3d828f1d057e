/** The ledger's word: variants that should have spent equal sums, and what they spent. */
import type { AnyModel } from '../core/model.js';
import type { BudgetCheck } from './comparison.js';
import type { FigureTable } from './results.js';
import { mean } from './statistics.js';
import type { Scenario } from './study.js';

/** The metric in which a model reports the money that its instruments paid out. */
export const SPENDING_METRIC = 'policy_spending';
/** Largest gap between two variants, as a share of the mean spending, that still counts as equal. */
const BUDGET_TOLERANCE = 0.01;

/** Null when the scenario asks for no equal budgets or the model does not report its spending. */
export function checkBudget(scenario: Scenario, model: AnyModel, table: FigureTable): BudgetCheck | null {
  const variants = scenario.budgetNeutral;
  if (variants.length < 2 || !model.metrics.some((metric) => metric.name === SPENDING_METRIC)) return null;
  const columns = variants.map((variant) => table.figures(variant, SPENDING_METRIC));
  const means = columns.map((column) => mean(column.filter((value) => !Number.isNaN(value))));
  const gap = largestGap(columns);
  const whole = mean(means);
  const largest = gap === undefined ? null : gap === 0 ? 0 : whole === 0 ? null : gap / Math.abs(whole);
  return {
    variants,
    spending: Object.fromEntries(variants.map((variant, v) => [variant, Number.isNaN(means[v]) ? null : (means[v] as number)])),
    largestGap: largest === null || Number.isNaN(largest) ? null : largest,
    equal: largest !== null && largest <= BUDGET_TOLERANCE,
  };
}

/** Largest difference between two columns in any replicate in which all are defined; undefined without such a replicate. */
function largestGap(columns: readonly Float64Array[]): number | undefined {
  let largest: number | undefined;
  for (let r = 0; r < (columns[0]?.length ?? 0); r++) {
    const spent = columns.map((column) => column[r] as number);
    if (spent.some((value) => Number.isNaN(value))) continue;
    largest = Math.max(largest ?? 0, Math.max(...spent) - Math.min(...spent));
  }
  return largest;
}
