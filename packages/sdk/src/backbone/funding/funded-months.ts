import { addDuration } from '../../communication/internal.ts';
import { formatDay, parseDay } from '../../shared/dates/calendar-date.ts';
import { day, judgeInput, list } from '../../shared/input.ts';
import { decimalLimits, divideDecimals, multiplyDecimals } from '../../shared/numbers/decimal.ts';
import { accepted, type Outcome, refused } from '../../shared/outcome.ts';
import { type BudgetPeriod, budgetPeriod } from './budget-rule.ts';
import { isCommittedOn } from './committed-on.ts';
import { type DayPeriod, intersection, lengthInUnits, unitsOfMonth } from './month-measure.ts';
import { type DatedFunding, datedFundingCheck, spreadAmounts } from './spread-funding.ts';

/** The months in which committed funding covers the budget. */
export interface FundedMonths {
  /** Number of full months before the first month that is not covered, at most 1,200. */
  months: number;
  /** Last day of the last covered month. Null if there is none. */
  fundedThrough: string | null;
  /**
   * The currencies in which the first month that is not covered has less funding than budget. Empty if that month has a day
   * without a budget, or if 1,200 months are covered.
   */
  shortfalls: FundingShortfall[];
  /** Number of committed or received top-level awards with a complete period. */
  awardsIncluded: number;
  /** Number of committed or received top-level awards of which at least a part has no complete period. That part is excluded. */
  awardsWithoutPeriod: number;
}

/** Funding below the budget of a month, in one currency. Amounts are decimals, rounded to 6 decimal places. */
export interface FundingShortfall {
  currency: string;
  budget: string;
  funding: string;
}

const mostMonths = 1200;

/**
 * The number of full months, starting on a date (`YYYY-MM-DD`), in which committed funding covers the budget. Null if no budget
 * is in effect on the date.
 *
 * Funding counts if it was committed or received by the date, and sub-awards too: until then, their amounts stay with their
 * awards. An award is spread evenly over its funded period: each calendar
 * month of the period has the same amount, and each day of a month has the same part of it. The parts that are passed on in
 * sub-awards are spread over the periods of the sub-awards. Money that a month does not need is not carried over. A month is
 * covered if every day has a budget, and if the funding in each currency is at least the budget in that currency. Amounts are
 * compared without rounding.
 *
 * @example
 * const budget = { monthlyAmount: '1000', currency: 'USD', startsOn: '2024-01-01', endsOn: null };
 * const year = { id: 'a', amount: '12000', currency: 'USD', status: 'RECEIVED', startsOn: '2024-01-01', endsOn: '2024-12-31' };
 * unwrap(fundedMonths({ funding: [year], budgets: [budget], on: '2024-09-15' }));
 * // { months: 3, fundedThrough: '2024-12-14', shortfalls: [{ currency: 'USD', budget: '1000', funding: '548.387097' }],
 * //   awardsIncluded: 1, awardsWithoutPeriod: 0 }
 */
export function fundedMonths(records: {
  funding: readonly DatedFunding[];
  budgets: readonly BudgetPeriod[];
  on: string;
}): Outcome<FundedMonths | null> {
  const malformed = judgeInput(records, { funding: list(datedFundingCheck), budgets: list(budgetPeriod), on: day });
  if (malformed.length > 0) return refused(...malformed);
  const { funding, on } = records;
  const budgets = records.budgets.map((budget): DueAmount => {
    return { currency: budget.currency, amount: budget.monthlyAmount, period: budgetDays(budget), over: unitsOfMonth };
  });
  if (!budgets.some(({ period }) => period.from <= on && period.through >= on)) return accepted(null);
  const { amounts, awards, unspread } = spreadAmounts(funding, (award) => isCommittedOn(award, on));
  const spread = amounts.map((each): DueAmount => ({ ...each, over: lengthInUnits(each.period) }));
  let months = 0;
  let shortfalls: FundingShortfall[] = [];
  while (months < mostMonths) {
    const month = monthAfter(on, months);
    if (month === undefined || !hasBudgetEveryDay(budgets, month)) break;
    shortfalls = shortfallsOf({ budgets, amounts: spread, month });
    if (shortfalls.length > 0) break;
    months++;
  }
  return accepted({
    months,
    fundedThrough: months === 0 ? null : (monthAfter(on, months - 1)?.through ?? null),
    shortfalls,
    awardsIncluded: awards.size,
    awardsWithoutPeriod: unspread.size,
  });
}

/** The days of a budget. A budget without an end continues to the last day that a date can express. */
export function budgetDays({ startsOn, endsOn }: BudgetPeriod): DayPeriod {
  return { from: startsOn, through: endsOn ?? '9999-12-31' };
}

/** The month that begins `months` months after a day. Undefined if it ends after the year 9999. */
function monthAfter(on: string, months: number): DayPeriod | undefined {
  const from = addDuration(on, `P${Math.floor(months / 12)}Y${months % 12}M`);
  const next = addDuration(on, `P${Math.floor((months + 1) / 12)}Y${(months + 1) % 12}M`);
  return from === undefined || next === undefined ? undefined : { from, through: formatDay(dayNumberOf(next) - 1) };
}

function hasBudgetEveryDay(budgets: readonly DueAmount[], month: DayPeriod): boolean {
  let next = dayNumberOf(month.from);
  for (const { period } of budgets.toSorted((a, b) => dayNumberOf(a.period.from) - dayNumberOf(b.period.from))) {
    if (dayNumberOf(period.from) <= next) next = Math.max(next, dayNumberOf(period.through) + 1);
  }
  return next > dayNumberOf(month.through);
}

function dayNumberOf(date: string): number {
  return parseDay(date) as number;
}

function shortfallsOf(source: {
  budgets: readonly DueAmount[];
  amounts: readonly DueAmount[];
  month: DayPeriod;
}): FundingShortfall[] {
  const { budgets, amounts, month } = source;
  const currencies = [...new Set(budgets.map(({ currency }) => currency))].sort();
  return currencies.flatMap((currency) => {
    const inCurrency = (all: readonly DueAmount[]) => all.filter((each) => each.currency === currency);
    const budget = partWithin(month, inCurrency(budgets));
    const funded = partWithin(month, inCurrency(amounts));
    const isCovered = funded.numerator * budget.denominator >= budget.numerator * funded.denominator;
    return isCovered ? [] : [{ currency, budget: rounded(budget), funding: rounded(funded) }];
  });
}

/** An amount of which an equal part is due on each unit of `over` units, during a period. */
interface DueAmount {
  currency: string;
  amount: string;
  period: DayPeriod;
  over: number;
}

/** An exact amount of money. */
interface Fraction {
  numerator: bigint;
  denominator: bigint;
}

/** 1 in the smallest units that a decimal can have, as an integer. */
const one = `1${'0'.repeat(decimalLimits.scale)}`;

/** The exact sum of the parts of amounts that are due in a month. */
function partWithin(month: DayPeriod, amounts: readonly DueAmount[]): Fraction {
  const dueByLength = new Map<number, bigint>();
  for (const { amount, period, over } of amounts) {
    const length = lengthInUnits(intersection(month, period));
    if (length === 0) continue;
    const due = BigInt(multiplyDecimals(amount, one)) * BigInt(length);
    dueByLength.set(over, (dueByLength.get(over) ?? 0n) + due);
  }
  let [numerator, denominator] = [0n, 1n];
  for (const [over, due] of dueByLength) {
    numerator = numerator * BigInt(over) + due * denominator;
    denominator *= BigInt(over);
  }
  return { numerator, denominator: denominator * BigInt(one) };
}

function rounded({ numerator, denominator }: Fraction): string {
  return divideDecimals(String(numerator), { by: String(denominator), scale: 6 }) as string;
}
