import { day, fields, judgeInput, list, optional, text } from '../../shared/input.ts';
import { decimal } from '../../shared/numbers/decimal-input.ts';
import type { Issue } from '../../shared/outcome.ts';
import type { Budget } from './budget.ts';

/** The amount, currency and days of a budget. Both dates are inclusive. Without `endsOn`, the budget continues. */
export interface BudgetPeriod extends Pick<Budget, 'monthlyAmount' | 'currency' | 'startsOn'> {
  endsOn?: string | null;
}

/** Checks a {@link BudgetPeriod}. */
export const budgetPeriod = fields<BudgetPeriod>({
  monthlyAmount: decimal,
  currency: text,
  startsOn: day,
  endsOn: optional(day),
});

/**
 * Checks a budget against the other budgets of its ecosystem. Two budgets in the same currency cannot overlap (`DUPLICATE`).
 * The path names the date to change.
 *
 * @example
 * const first = { monthlyAmount: '1000', currency: 'USD', startsOn: '2024-01-01', endsOn: '2024-12-31' };
 * judgeBudget([first], { ...first, startsOn: '2025-01-01', endsOn: null }); // []
 * judgeBudget([first], { ...first, startsOn: '2024-12-31', endsOn: null })[0].code; // 'DUPLICATE'
 */
export function judgeBudget(others: readonly BudgetPeriod[], budget: BudgetPeriod): Issue[] {
  const malformed = judgeInput({ others, budget }, { others: list(budgetPeriod), budget: budgetPeriod });
  if (malformed.length > 0) return malformed;
  const other = others.find((each) => each.currency === budget.currency && overlap(each, budget));
  if (other === undefined) return [];
  const days =
    other.endsOn == null ? `from ${other.startsOn}, without an end` : `from ${other.startsOn} to ${other.endsOn}`;
  return [
    {
      code: 'DUPLICATE',
      path: [budget.startsOn < other.startsOn ? 'endsOn' : 'startsOn'],
      message: `Another budget in ${budget.currency} is in effect ${days}. End that budget earlier, choose other dates, or update its \`monthlyAmount\`.`,
    },
  ];
}

function overlap(one: BudgetPeriod, other: BudgetPeriod): boolean {
  return begins(one, other) && begins(other, one);
}

/** Whether `one` starts on or before the last day of `other`. */
function begins(one: BudgetPeriod, other: BudgetPeriod): boolean {
  return other.endsOn == null || one.startsOn <= other.endsOn;
}
