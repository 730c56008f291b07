import type { Code } from '../../shared/code.ts';
import { dateOfDay, daysInMonth, formatDay, parseDay } from '../../shared/dates/calendar-date.ts';
import { day, expecting, fields, judgeInput, labeledCode, list, optional, text } from '../../shared/input.ts';
import { divideDecimals, multiplyDecimals, subtractDecimals, sumDecimals } from '../../shared/numbers/decimal.ts';
import { accepted, type Outcome, refused } from '../../shared/outcome.ts';
import { backboneFunctions } from '../appointment/backbone-function.ts';
import { byTerm } from '../by-term.ts';
import { type BudgetPeriod, budgetPeriod } from './budget-rule.ts';
import { budgetDays } from './funded-months.ts';
import { type DayPeriod, intersection, lengthInUnits, unitsOfMonth } from './month-measure.ts';
import { type DatedFunding, datedFunding, type SpreadAmount, spreadAmounts } from './spread-funding.ts';

/** Funding with the fields that the months are broken down by. */
export interface MonthlyFundingSource extends DatedFunding {
  function?: Code | null;
  recipientId?: string | null;
}

/** An amount in one currency, a decimal. */
export interface CurrencyAmount {
  currency: string;
  amount: string;
}

/** Funding of one recipient in a month. `recipientId` is null for recipients outside the ecosystem. */
export interface MonthlyFundingByRecipient {
  recipientId: string | null;
  amounts: CurrencyAmount[];
}

/** Funding and budget of one calendar month. */
export interface MonthlyFunding extends DayPeriod {
  /** Funding and budget of each currency that has one of them, ordered by currency. `budget` is null without a budget. */
  totals: { currency: string; funding: string; budget: string | null }[];
  /** Standard functions in the order of the list, then custom functions, then funding without a function. */
  byFunction: { function: Code | null; amounts: CurrencyAmount[] }[];
  /** Ordered by the id of the recipient. Funding for recipients outside the ecosystem comes last, with null. */
  byRecipient: MonthlyFundingByRecipient[];
}

const mostMonths = 60;
const monthCount = expecting(
  `a whole number from 1 to ${mostMonths}`,
  (value) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= mostMonths,
);
const monthlyFunding = fields<MonthlyFundingSource>({
  ...datedFunding,
  function: optional(labeledCode),
  recipientId: optional(text),
});

/**
 * Committed and received funding of each calendar month, with the budget: `months` months (1 to 60), of which the first
 * contains `from` (`YYYY-MM-DD`).
 *
 * Amounts are spread as in `fundedMonths`: the part of an award that is not passed on counts for its function and recipient,
 * and each committed or received sub-award for its own. Amounts are rounded to 2 decimal places, or to those of the record if
 * there are more. The rounding of one month is made up in the next, so that the months of an award add up to its amount. Awards
 * without a complete period are excluded.
 *
 * @example
 * const award = { id: 'a', amount: '1000', currency: 'USD', status: 'RECEIVED', startsOn: '2024-01-01', endsOn: '2024-03-31' };
 * const months = unwrap(fundingByMonth({ funding: [award], budgets: [], from: '2024-01-15', months: 3 }));
 * months.map(({ totals }) => totals[0].funding); // ['333.33', '333.34', '333.33']
 */
export function fundingByMonth(records: {
  funding: readonly MonthlyFundingSource[];
  budgets: readonly BudgetPeriod[];
  from: string;
  months: number;
}): Outcome<MonthlyFunding[]> {
  const checks = { funding: list(monthlyFunding), budgets: list(budgetPeriod), from: day, months: monthCount };
  const malformed = judgeInput(records, checks);
  if (malformed.length > 0) return refused(...malformed);
  const { funding, budgets, from, months } = records;
  const { amounts } = spreadAmounts(funding, ({ status }) => status === 'COMMITTED' || status === 'RECEIVED');
  return accepted(calendarMonths(from, months).map((month) => monthOf({ month, amounts, budgets })));
}

function monthOf(source: {
  month: DayPeriod;
  amounts: readonly SpreadAmount<MonthlyFundingSource>[];
  budgets: readonly BudgetPeriod[];
}): MonthlyFunding {
  const { month } = source;
  const parts = source.amounts.flatMap(({ record, currency, amount, period }) => {
    const part = partWithin(month, { amount, period, over: lengthInUnits(period) });
    return part === '0' ? [] : [{ record, currency, amount: part }];
  });
  const budgets = source.budgets.flatMap((budget) => {
    const due = { amount: budget.monthlyAmount, period: budgetDays(budget), over: unitsOfMonth };
    const part = partWithin(month, due);
    return part === '0' ? [] : [{ currency: budget.currency, amount: part }];
  });
  const named = parts.flatMap((part) => (part.record.function ? [{ term: part.record.function, entry: part }] : []));
  const unnamed = parts.filter(({ record }) => record.function == null);
  const byFunction = [...byTerm(backboneFunctions, named), { term: null, entries: unnamed }];
  const byRecipient = Map.groupBy(parts, ({ record }) => record.recipientId ?? null);
  return {
    ...month,
    totals: totalsOf(parts, budgets),
    byFunction: byFunction
      .filter(({ entries }) => entries.length > 0)
      .map(({ term, entries }) => ({ function: term, amounts: amountsOf(entries) })),
    byRecipient: [...byRecipient]
      .sort(([one], [other]) => Number(one === null) - Number(other === null) || ((one ?? '') < (other ?? '') ? -1 : 1))
      .map(([recipientId, entries]) => ({ recipientId, amounts: amountsOf(entries) })),
  };
}

function totalsOf(parts: readonly CurrencyAmount[], budgets: readonly CurrencyAmount[]): MonthlyFunding['totals'] {
  const [funded, budgeted] = [amountsOf(parts), amountsOf(budgets)];
  const currencies = [...new Set([...funded, ...budgeted].map(({ currency }) => currency))].sort();
  const amountIn = (amounts: readonly CurrencyAmount[], currency: string) =>
    amounts.find((each) => each.currency === currency)?.amount;
  return currencies.map((currency) => ({
    currency,
    funding: amountIn(funded, currency) ?? '0',
    budget: amountIn(budgeted, currency) ?? null,
  }));
}

/** The sum of each currency, ordered by currency. */
function amountsOf(parts: readonly CurrencyAmount[]): CurrencyAmount[] {
  const byCurrency = Map.groupBy(parts, ({ currency }) => currency);
  return [...byCurrency]
    .map(([currency, each]) => ({ currency, amount: sumDecimals(each.map(({ amount }) => amount)) }))
    .sort((one, other) => (one.currency < other.currency ? -1 : 1));
}

/** The part of an amount up to the end of a month, minus the part up to the beginning of the month. Both are rounded. */
function partWithin(month: DayPeriod, spread: { amount: string; period: DayPeriod; over: number }): string {
  const { amount, period, over } = spread;
  const days = intersection(month, period);
  if (days.from > days.through) return '0';
  const scale = Math.max(2, amount.split('.')[1]?.length ?? 0);
  const through = (length: number) =>
    divideDecimals(multiplyDecimals(amount, String(length)), { by: String(over), scale }) as string;
  const end = lengthInUnits({ from: period.from, through: days.through });
  return subtractDecimals(through(end), through(end - lengthInUnits(days)));
}

function calendarMonths(from: string, months: number): DayPeriod[] {
  const { year, month } = dateOfDay(parseDay(from) as number);
  return Array.from({ length: months }, (_, later) => {
    const count = year * 12 + month - 1 + later;
    return { year: Math.floor(count / 12), month: (count % 12) + 1 };
  })
    .filter((each) => each.year <= 9999)
    .map((each) => {
      const first = parseDay(
        `${String(each.year).padStart(4, '0')}-${String(each.month).padStart(2, '0')}-01`,
      ) as number;
      return { from: formatDay(first), through: formatDay(first + daysInMonth(each.year, each.month) - 1) };
    });
}
