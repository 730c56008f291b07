import { strategyKinds } from '../agenda/index.ts';
import type { Code } from '../shared/code.ts';
import { compareDecimals, subtractDecimals, sumDecimals } from '../shared/decimal.ts';
import { decimal } from '../shared/decimal-input.ts';
import { fields, judgeInput, labeledCode, list, oneOf, optional, text } from '../shared/input.ts';
import { accepted, type Outcome, refused } from '../shared/outcome.ts';
import { backboneFunctions } from './backbone-function.ts';
import { byTerm } from './by-term.ts';
import type { Funding } from './funding.ts';
import { type FundingStatus, fundingStatuses } from './funding-life-cycle.ts';

/** What totals look at in a funding commitment. */
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

/** Money of one currency and status: an exact decimal, and how many commitments it is of. */
export interface FundingTotal {
  currency: string;
  status: FundingStatus;
  amount: string;
  count: number;
}

/** The totals of what serves one thing; `term` is null for what serves nothing that was named. */
export interface FundingOf {
  term: Code | null;
  totals: FundingTotal[];
}

/**
 * The money of each currency and status, by currency and then in the order of the life cycle. Currencies are never added
 * up. A sub-award is part of its award and is not counted beside it; one whose award is not among the commitments counts
 * as an award.
 *
 * @example
 * const award = { id: 'a', awardId: null, amount: '100', currency: 'USD', status: 'RECEIVED' };
 * const part = { id: 'b', awardId: 'a', amount: '40', currency: 'USD', status: 'COMMITTED' };
 * unwrap(fundingTotals([award, part])); // [{ currency: 'USD', status: 'RECEIVED', amount: '100', count: 1 }]
 */
export function fundingTotals(commitments: readonly CountedFunding[]): Outcome<FundingTotal[]> {
  const malformed = judgeInput({ commitments }, { commitments: list(fields<CountedFunding>(countedFunding)) });
  return malformed.length > 0 ? refused(...malformed) : accepted(totalsOf(awardsAmong(commitments)));
}

/**
 * The money for each function of a backbone, in the order of the list, then for a site's own, and last for none. Of an
 * award that is passed on, each part counts for its own function and the rest for the award's, all under the status of
 * the award: whether the money is there does not depend on who has it. What all functions have comes to
 * {@link fundingTotals}.
 *
 * @see FSG, Understanding the Value of Backbone Organizations in Collective Impact: mobilize funding
 */
export function fundingByFunction(
  commitments: readonly (CountedFunding & { function?: Code | null })[],
): Outcome<FundingOf[]> {
  const malformed = judgeInput({ commitments }, { commitments: list(fundingOfFunction) });
  if (malformed.length > 0) return refused(...malformed);
  const shares = sharesOf(commitments).map(({ commitment, share }) => ({
    term: commitment.function ?? null,
    share,
  }));
  return accepted(grouped(shares, backboneFunctions));
}

/**
 * The money for each kind of strategy, as {@link fundingByFunction} tells it of functions: by the kind of the strategy
 * that a commitment names. `strategies` are those that the commitments name; of others the kind is not known.
 *
 * @see STEM Learning Ecosystems, Strategy One: create and implement financing and policy strategies
 */
export function fundingByStrategyKind(
  commitments: readonly (CountedFunding & { strategyId?: string | null })[],
  strategies: readonly { id: string; kind?: Code | null }[],
): Outcome<FundingOf[]> {
  const malformed = judgeInput(
    { commitments, strategies },
    { commitments: list(fundingOfStrategy), strategies: list(strategyOfKind) },
  );
  if (malformed.length > 0) return refused(...malformed);
  const kinds = new Map(strategies.map(({ id, kind }) => [id, kind]));
  const shares = sharesOf(commitments).map(({ commitment, share }) => ({
    term: kinds.get(commitment.strategyId ?? '') ?? null,
    share,
  }));
  return accepted(grouped(shares, strategyKinds));
}

/** Those that are no part of another one among them, in the order given. */
export function awardsAmong<Commitment extends Pick<CountedFunding, 'id' | 'awardId'>>(
  commitments: readonly Commitment[],
): Commitment[] {
  const ids = new Set(commitments.map(({ id }) => id));
  return commitments.filter(({ awardId }) => awardId == null || !ids.has(awardId));
}

/** What each commitment keeps of its amount once its parts are passed on, under the status of the award it comes from. */
function sharesOf<Commitment extends CountedFunding>(
  commitments: readonly Commitment[],
): { commitment: Commitment; share: CountedFunding }[] {
  const partsOf = Map.groupBy(commitments, ({ awardId }) => awardId);
  const awards = awardsAmong(commitments).map((commitment) => ({ commitment, status: commitment.status }));
  const shares: { commitment: Commitment; share: CountedFunding }[] = [];
  // The list grows while it is walked: by the parts of each, until there are no more.
  for (const { commitment, status } of awards) {
    const parts = (partsOf.get(commitment.id) ?? []).filter((part) => part.status !== 'DECLINED');
    const passedOn = sumDecimals(parts.map(({ amount }) => amount));
    const kept = subtractDecimals(commitment.amount, passedOn);
    if (kept !== '0') shares.push({ commitment, share: { ...commitment, amount: kept, status } });
    awards.push(...parts.map((part) => ({ commitment: part, status })));
  }
  return shares;
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

function totalsOf(commitments: CountedFunding[]): FundingTotal[] {
  const byCurrency = Map.groupBy(commitments, ({ currency }) => currency);
  return [...byCurrency.keys()].sort().flatMap((currency) =>
    fundingStatuses.flatMap((status): FundingTotal[] => {
      const counted = (byCurrency.get(currency) ?? []).filter((each) => each.status === status);
      const amount = sumDecimals(counted.map((each) => each.amount));
      return compareDecimals(amount, '0') === 0 ? [] : [{ currency, status, amount, count: counted.length }];
    }),
  );
}
