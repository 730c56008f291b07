import { strategyKinds } from '../../agenda/index.ts';
import type { Code } from '../../shared/code.ts';
import { fields, judgeInput, labeledCode, list, oneOf, optional, text } from '../../shared/input.ts';
import { compareDecimals, sumDecimals } from '../../shared/numbers/decimal.ts';
import { decimal } from '../../shared/numbers/decimal-input.ts';
import { accepted, type Outcome, refused } from '../../shared/outcome.ts';
import { backboneFunctions } from '../appointment/backbone-function.ts';
import { byTerm } from '../by-term.ts';
import type { Funding } from './funding.ts';
import { type FundingStatus, fundingStatuses } from './funding-life-cycle.ts';
import { awardsAmong, sharesOf } from './funding-shares.ts';

/** The fields of funding that totals use. */
export interface CountedFunding extends Pick<Funding, 'id' | 'amount' | 'currency' | 'status'> {
  awardId?: string | null;
}

const countedFunding = {
  id: text,
  amount: decimal,
  currency: text,
  status: oneOf(fundingStatuses),
  awardId: optional(text),
};
const fundingOfFunction = fields<CountedFunding & { function: Code }>({
  ...countedFunding,
  function: optional(labeledCode),
});
const fundingOfStrategy = fields<CountedFunding & { strategyId: string }>({
  ...countedFunding,
  strategyId: optional(text),
});
const strategyOfKind = fields<{ id: string; kind: Code }>({ id: text, kind: optional(labeledCode) });

/** The total of one currency and status: an exact decimal, and the number of funding records. */
export interface FundingTotal {
  currency: string;
  status: FundingStatus;
  amount: string;
  count: number;
}

/** The totals of funding with the same purpose. `term` is null for funding without a purpose. */
export interface FundingOf {
  term: Code | null;
  totals: FundingTotal[];
}

/**
 * The total of each currency and status, ordered by currency, then by status. Currencies are never added. A sub-award is
 * excluded if its award is in the list, and counts as an award otherwise.
 *
 * @example
 * const award = { id: 'a', awardId: null, amount: '100', currency: 'USD', status: 'RECEIVED' };
 * const part = { id: 'b', awardId: 'a', amount: '40', currency: 'USD', status: 'COMMITTED' };
 * unwrap(fundingTotals([award, part])); // [{ currency: 'USD', status: 'RECEIVED', amount: '100', count: 1 }]
 */
export function fundingTotals(funding: readonly CountedFunding[]): Outcome<FundingTotal[]> {
  const malformed = judgeInput({ funding }, { funding: list(fields<CountedFunding>(countedFunding)) });
  return malformed.length > 0 ? refused(...malformed) : accepted(totalsOf(awardsAmong(funding)));
}

/**
 * Totals for each backbone function: standard functions in the order of the list, then custom functions, then funding
 * without a function. A sub-award counts for its own function, the rest of the award for the function of the award, all with
 * the status of the award. The totals of all functions add up to {@link fundingTotals}.
 *
 * @see FSG, Understanding the Value of Backbone Organizations in Collective Impact: mobilize funding
 */
export function fundingByFunction(
  funding: readonly (CountedFunding & { function?: Code | null })[],
): Outcome<FundingOf[]> {
  const malformed = judgeInput({ funding }, { funding: list(fundingOfFunction) });
  if (malformed.length > 0) return refused(...malformed);
  const shares = sharesOf(funding).map(({ record, amount, award }) => ({
    term: record.function ?? null,
    share: { ...record, amount, status: award.status },
  }));
  return accepted(grouped(shares, backboneFunctions));
}

/**
 * Totals for each kind of strategy, computed as in {@link fundingByFunction}. `strategies` are the strategies that the
 * funding names. Funding with a strategy that is not in the list counts as funding without a kind.
 *
 * @see STEM Learning Ecosystems, Strategy One: create and implement financing and policy strategies
 */
export function fundingByStrategyKind(
  funding: readonly (CountedFunding & { strategyId?: string | null })[],
  strategies: readonly { id: string; kind?: Code | null }[],
): Outcome<FundingOf[]> {
  const malformed = judgeInput(
    { funding, strategies },
    { funding: list(fundingOfStrategy), strategies: list(strategyOfKind) },
  );
  if (malformed.length > 0) return refused(...malformed);
  const kinds = new Map(strategies.map(({ id, kind }) => [id, kind]));
  const shares = sharesOf(funding).map(({ record, amount, award }) => ({
    term: kinds.get(record.strategyId ?? '') ?? null,
    share: { ...record, amount, status: award.status },
  }));
  return accepted(grouped(shares, strategyKinds));
}

function grouped(
  shares: { term: Code | null; share: CountedFunding }[],
  list: Parameters<typeof byTerm>[0],
): FundingOf[] {
  const named = shares.flatMap(({ term, share }) => (term === null ? [] : [{ term, entry: share }]));
  const unnamed = shares.filter(({ term }) => term === null).map(({ share }) => share);
  const terms = byTerm(list, named).map(({ term, entries }) => ({ term, totals: totalsOf(entries) }));
  return unnamed.length === 0 ? terms : [...terms, { term: null, totals: totalsOf(unnamed) }];
}

function totalsOf(funding: CountedFunding[]): FundingTotal[] {
  const byCurrency = Map.groupBy(funding, ({ currency }) => currency);
  return [...byCurrency.keys()].sort().flatMap((currency) =>
    fundingStatuses.flatMap((status): FundingTotal[] => {
      const counted = (byCurrency.get(currency) ?? []).filter((each) => each.status === status);
      const amount = sumDecimals(counted.map((each) => each.amount));
      return compareDecimals(amount, '0') === 0 ? [] : [{ currency, status, amount, count: counted.length }];
    }),
  );
}
