import { divideDecimals } from '../shared/decimal.ts';
import { expecting, judgeInput, optional } from '../shared/input.ts';
import { accepted, type Outcome, refused } from '../shared/outcome.ts';
import {
  byCode,
  type CodingBasis,
  codingsOfRound,
  noCodings,
  type RoundCode,
  type RoundCodings,
  roundCodings,
} from './round-codings.ts';

/** How far two coders agree beyond chance in one round. Shares are decimals, rounded to 6 places. */
export interface CoderAgreement {
  /** `NO_DATA` where no excerpt of the round was coded by two coders. */
  basis: CodingBasis;
  /** Why there is no kappa; null where there is one. */
  reason: string | null;
  /** The two coders, by name; empty without data. */
  coders: string[];
  /** How many excerpts both of them coded: the units that are compared. */
  n: number;
  /** How many excerpts only one of them coded, which are left out. */
  leftOut: number;
  /** The mean, over the codes that either of them found, of the observed agreement; null without data. */
  observed: string | null;
  /** The mean, over the same codes, of the agreement to expect by chance; null without data. */
  expected: string | null;
  /** (observed − expected) ÷ (1 − expected), from −1 to 1; null where expected is 1. */
  kappa: string | null;
  /** Each code of the round, by code; empty without data. */
  codes: CodeAgreement[];
}

/** How far two coders agree on one code: each excerpt either has it or has not, as each of them sees it. */
export interface CodeAgreement {
  code: Pick<RoundCode, 'code' | 'label'>;
  /** Excerpts in which both found it. */
  both: number;
  /** Excerpts in which only the first coder found it. */
  onlyFirst: number;
  /** Excerpts in which only the second coder found it. */
  onlySecond: number;
  /** Excerpts in which neither found it. */
  neither: number;
  /** The share of excerpts on which they agree: (both + neither) ÷ n. */
  observed: string;
  /** The agreement to expect if each had found it as often as they did, but by chance. */
  expected: string;
  /** (observed − expected) ÷ (1 − expected); null where expected is 1: nobody found it, or both found it everywhere. */
  kappa: string | null;
}

const scale = 6;

const twoCoders = expecting(
  'a list of two coders',
  (value) => Array.isArray(value) && value.length === 2 && value.every((coder) => typeof coder === 'string'),
);

/**
 * Cohen's kappa of two coders for one codebook round, for each code and over all of them.
 *
 * The unit is the excerpt. For a code it says yes where the coder found the code in it, no where not: with `p₁` and `p₂` the
 * shares of excerpts in which the one and the other found it, observed agreement is the share of excerpts on which they
 * say the same, expected agreement is `p₁p₂ + (1 − p₁)(1 − p₂)`, and kappa is `(observed − expected) ÷ (1 − expected)`.
 * Over all codes it is the pooled kappa: the same formula with the means of observed and expected over the codes that
 * either of them found. Where expected agreement is 1, kappa is undefined, and null.
 *
 * An excerpt counts where both coders found any code of the round in it. One in which a coder found none leaves no trace of
 * whether that coder read it; such excerpts are left out and counted (`leftOut`), and kappa may be better than it would be
 * with them. `coders` names the two; otherwise they are the pair with most excerpts in common, the first by name among
 * equals. Several codings of one excerpt by one coder with one code count once. It does not depend on any order.
 *
 * @see https://doi.org/10.1177/001316446002000104 Cohen 1960, A coefficient of agreement for nominal scales
 * @see De Vries, Elliott, Kanouse and Teleki 2008, Using pooled kappa to summarize interrater agreement across many items,
 * Field Methods 20, 272–282
 * @example
 * const codes = [{ id: '1', code: 'time', label: 'Time' }, { id: '2', code: 'trust', label: 'Trust' }];
 * const found = (coder, excerptId, codebookCodeId) => ({ coder, excerptId, codebookCodeId });
 * const codings = [found('A', 'x', '1'), found('B', 'x', '1'), found('A', 'y', '2'), found('B', 'y', '2'),
 *   found('A', 'z', '1'), found('B', 'z', '2')];
 * unwrap(coderAgreement({ codes, codings })).kappa; // '0.4'
 * unwrap(coderAgreement({ codes, codings: [], published: true })).basis; // 'NO_DATA'
 */
export function coderAgreement(round: RoundCodings, coders?: readonly [string, string]): Outcome<CoderAgreement> {
  const malformed = [...roundCodings(round, []), ...judgeInput({ coders }, { coders: optional(twoCoders) })];
  if (malformed.length > 0) return refused(...malformed);
  const found = foundByCoder(round);
  const pair = coders ?? closestPair(found);
  const [byFirst, bySecond] = pair.map((coder) => found.get(coder) ?? new Map<string, Set<string>>());
  const shared = sharedExcerpts(byFirst, bySecond);
  const n = shared.length;
  if (n === 0) return accepted(withoutData(found.size === 0 ? noCodings(round) : noneInCommon(pair)));
  const codes = [...round.codes].sort(byCode).map((code) => ({ ...tally(code, shared), ...named(code) }));
  const used = codes.filter(({ neither }) => neither < n);
  const all = reckon(used, n);
  return accepted({
    basis: 'RECORDS',
    reason: all.kappa === null ? 'both found the same codes in every excerpt, so that chance explains it all' : null,
    coders: [...pair],
    n,
    leftOut: (byFirst?.size ?? 0) + (bySecond?.size ?? 0) - 2 * n,
    ...all,
    codes: codes.map((code) => ({ ...code, ...reckon([code], n) })),
  });
}

/** The codes that a coder found, by excerpt. */
type Found = ReadonlyMap<string, ReadonlySet<string>>;
/** The codes that the two coders found in one excerpt. */
type Shared = readonly [first: ReadonlySet<string>, second: ReadonlySet<string>];
type Tally = Pick<CodeAgreement, 'both' | 'onlyFirst' | 'onlySecond' | 'neither'>;

function foundByCoder(round: RoundCodings): ReadonlyMap<string, Found> {
  const found = new Map<string, Map<string, Set<string>>>();
  for (const { coder, excerptId, codebookCodeId } of codingsOfRound(round)) {
    const excerpts = found.get(coder) ?? new Map<string, Set<string>>();
    const codes = excerpts.get(excerptId) ?? new Set<string>();
    found.set(coder, excerpts.set(excerptId, codes.add(codebookCodeId)));
  }
  return found;
}

function sharedExcerpts(first: Found = new Map(), second: Found = new Map()): Shared[] {
  return [...first].flatMap(([excerptId, codes]) => {
    const other = second.get(excerptId);
    return other ? [[codes, other] as const] : [];
  });
}

function closestPair(found: ReadonlyMap<string, Found>): readonly string[] {
  const coders = [...found.keys()].sort();
  const pairs = coders.flatMap((first, at) => coders.slice(at + 1).map((second) => [first, second]));
  const inCommon = pairs.map(([first = '', second = '']) => sharedExcerpts(found.get(first), found.get(second)).length);
  return pairs[inCommon.indexOf(Math.max(...inCommon))] ?? coders;
}

function tally({ id }: RoundCode, shared: readonly Shared[]): Tally {
  const count = (inFirst: boolean, inSecond: boolean) =>
    shared.filter(([first, second]) => first.has(id) === inFirst && second.has(id) === inSecond).length;
  return {
    both: count(true, true),
    onlyFirst: count(true, false),
    onlySecond: count(false, true),
    neither: count(false, false),
  };
}

/** Everything is a quotient of whole numbers, so that nothing is lost before the last division. */
function reckon(tallies: readonly Tally[], n: number): Pick<CodeAgreement, 'observed' | 'expected' | 'kappa'> {
  const agreed = tallies.reduce((sum, { both, neither }) => sum + both + neither, 0);
  const chance = tallies.reduce((sum, each) => sum + byChance(each), 0);
  const decisions = tallies.length * n;
  return {
    observed: quotient(agreed, decisions) ?? '0',
    expected: quotient(chance, decisions * n) ?? '0',
    kappa: quotient(agreed * n - chance, decisions * n - chance),
  };
}

/** n² times the agreement to expect. */
function byChance({ both, onlyFirst, onlySecond, neither }: Tally): number {
  return (both + onlyFirst) * (both + onlySecond) + (onlySecond + neither) * (onlyFirst + neither);
}

function quotient(dividend: number, divisor: number): string | null {
  return divideDecimals(String(dividend), { by: String(divisor), scale }) ?? null;
}

const named = ({ code, label }: RoundCode) => ({ code: { code, label } });

function noneInCommon([first, second]: readonly string[]): string {
  if (second === undefined) return `${first} alone coded in this round`;
  return `no excerpt of this round was coded by both ${first} and ${second}`;
}

function withoutData(reason: string): CoderAgreement {
  const none = { observed: null, expected: null, kappa: null };
  return { basis: 'NO_DATA', reason, coders: [], n: 0, leftOut: 0, ...none, codes: [] };
}
