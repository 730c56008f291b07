import { expecting, judgeInput, optional } from '../shared/input.ts';
import { divideDecimals } from '../shared/numbers/decimal.ts';
import { accepted, type Outcome, refused } from '../shared/outcome.ts';
import {
  byCode,
  type CodingBasis,
  codingsOfRound,
  noCodings,
  type RoundCode,
  type RoundCodings,
  type RoundReading,
  roundCodings,
} from './round-codings.ts';

/** Intercoder agreement of two coders in one round. Shares are decimals, rounded to 6 decimal places. */
export interface CoderAgreement {
  /** `NO_DATA` if no excerpt of the round was coded or read by both coders. */
  basis: CodingBasis;
  /** Why there is no kappa. Null if there is one. */
  reason: string | null;
  /** The two coders. Empty without data. */
  coders: string[];
  /** Number of excerpts that both coders coded or read. These are compared. */
  comparedExcerpts: number;
  /** Number of excerpts that only one of the two coders coded or read. These are excluded. */
  excludedExcerpts: number;
  /** Mean observed agreement over the codes that either coder applied. Null without data, or if neither applied a code. */
  observed: string | null;
  /** Mean agreement expected by chance over the same codes. Null without data, or if neither applied a code. */
  expected: string | null;
  /** (observed − expected) ÷ (1 − expected), −1 to 1. Null if expected is 1 or null. */
  kappa: string | null;
  /** Agreement on each code of the round, sorted by code. Empty without data. */
  codes: CodeAgreement[];
}

/** Intercoder agreement on one code. */
export interface CodeAgreement {
  code: Pick<RoundCode, 'code' | 'label'>;
  /** Number of excerpts to which both coders applied the code. */
  both: number;
  /** Number of excerpts to which only the first coder applied the code. */
  onlyFirst: number;
  /** Number of excerpts to which only the second coder applied the code. */
  onlySecond: number;
  /** Number of excerpts to which neither coder applied the code. */
  neither: number;
  /** Observed agreement: (both + neither) ÷ `comparedExcerpts` of the agreement. */
  observed: string;
  /** Agreement expected by chance, given how often each coder applied the code. */
  expected: string;
  /**
   * (observed − expected) ÷ (1 − expected). Null if `expected` is 1, because neither coder applied the code or both applied it
   * to every excerpt.
   */
  kappa: string | null;
}

const scale = 6;

const noAgreement = { observed: null, expected: null, kappa: null };

const twoCoders = expecting(
  'a list of two coders',
  (value) => Array.isArray(value) && value.length === 2 && value.every((coder) => typeof coder === 'string'),
);

/**
 * Cohen's kappa of two coders for one codebook round, for each code and over all of them.
 *
 * The unit of analysis is the excerpt. With `p₁` and `p₂` the shares of excerpts to which each coder applied a code, observed
 * agreement is the share of excerpts on which the coders agree, expected agreement is `p₁p₂ + (1 − p₁)(1 − p₂)`, and kappa
 * is `(observed − expected) ÷ (1 − expected)`. Over all codes it is the pooled kappa: the same formula with the means of
 * observed and expected over the codes that either coder applied. Kappa is null if expected agreement is 1.
 *
 * An excerpt is compared if both coders read it: each applied at least one code of the round to it, or has a reading of it.
 * Excerpts that only one coder coded or read are excluded and counted (`excludedExcerpts`). If coders do not record the excerpts to
 * which no code applies, kappa may be too high. `coders` names the two coders; by default they are the pair with the most excerpts in
 * common, the first by name among equals. Repeated codings by one coder count once. The order of the input does not matter.
 *
 * @see https://doi.org/10.1177/001316446002000104 Cohen 1960, A coefficient of agreement for nominal scales
 * @see De Vries, Elliott, Kanouse and Teleki 2008, Using pooled kappa to summarize interrater agreement across many items,
 * Field Methods 20, 272–282
 * @example
 * const codes = [{ id: '1', code: 'time', label: 'Time' }, { id: '2', code: 'trust', label: 'Trust' }];
 * const coding = (coder, excerptId, codebookCodeId) => ({ coder, excerptId, codebookCodeId });
 * const codings = [coding('A', 'x', '1'), coding('B', 'x', '1'), coding('A', 'y', '2'), coding('B', 'y', '2'),
 *   coding('A', 'z', '1'), coding('B', 'z', '2')];
 * unwrap(coderAgreement({ codes, codings })).kappa; // '0.4'
 * unwrap(coderAgreement({ codes, codings: [], published: true })).basis; // 'NO_DATA'
 */
export function coderAgreement(round: RoundCodings, coders?: readonly [string, string]): Outcome<CoderAgreement> {
  const malformed = [...roundCodings(round, []), ...judgeInput({ coders }, { coders: optional(twoCoders) })];
  if (malformed.length > 0) return refused(...malformed);
  const byCoder = appliedByCoder(round);
  const pair = coders ?? pairWithMostInCommon(byCoder);
  const [byFirst, bySecond] = pair.map((coder) => byCoder.get(coder) ?? new Map<string, Set<string>>());
  const shared = sharedExcerpts(byFirst, bySecond);
  const n = shared.length;
  if (n === 0) return accepted(withoutData(byCoder.size === 0 ? noCodings(round) : noneInCommon(pair)));
  const codes = [...round.codes].sort(byCode).map((code) => ({ ...tally(code, shared), ...named(code) }));
  const appliedCodes = codes.filter(({ neither }) => neither < n);
  const pooled = appliedCodes.length > 0 ? agreementOf(appliedCodes, n) : noAgreement;
  return accepted({
    basis: 'RECORDS',
    reason: pooled.kappa === null ? withoutKappa(appliedCodes.length) : null,
    coders: [...pair],
    comparedExcerpts: n,
    excludedExcerpts: (byFirst?.size ?? 0) + (bySecond?.size ?? 0) - 2 * n,
    ...pooled,
    codes: codes.map((code) => ({ ...code, ...agreementOf([code], n) })),
  });
}

/** The codes that a coder applied, by excerpt. Empty for an excerpt that the coder read without applying a code. */
type AppliedCodes = ReadonlyMap<string, ReadonlySet<string>>;
/** The codes that the two coders applied to one excerpt. */
type Shared = readonly [first: ReadonlySet<string>, second: ReadonlySet<string>];
type Tally = Pick<CodeAgreement, 'both' | 'onlyFirst' | 'onlySecond' | 'neither'>;

function appliedByCoder(round: RoundCodings): ReadonlyMap<string, AppliedCodes> {
  const byCoder = new Map<string, Map<string, Set<string>>>();
  const codesOf = ({ coder, excerptId }: RoundReading) => {
    const excerpts = byCoder.get(coder) ?? new Map<string, Set<string>>();
    const codes = excerpts.get(excerptId) ?? new Set<string>();
    byCoder.set(coder, excerpts.set(excerptId, codes));
    return codes;
  };
  for (const reading of round.readings ?? []) codesOf(reading);
  for (const coding of codingsOfRound(round)) codesOf(coding).add(coding.codebookCodeId);
  return byCoder;
}

function sharedExcerpts(first: AppliedCodes = new Map(), second: AppliedCodes = new Map()): Shared[] {
  return [...first].flatMap(([excerptId, codes]) => {
    const other = second.get(excerptId);
    return other ? [[codes, other] as const] : [];
  });
}

function pairWithMostInCommon(byCoder: ReadonlyMap<string, AppliedCodes>): readonly string[] {
  const coders = [...byCoder.keys()].sort();
  const pairs = coders.flatMap((first, at) => coders.slice(at + 1).map((second) => [first, second]));
  const inCommon = pairs.map(
    ([first = '', second = '']) => sharedExcerpts(byCoder.get(first), byCoder.get(second)).length,
  );
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

/** Computes agreement from whole numbers, so that only the last division rounds. */
function agreementOf(tallies: readonly Tally[], n: number): Pick<CodeAgreement, 'observed' | 'expected' | 'kappa'> {
  const agreed = tallies.reduce((sum, { both, neither }) => sum + both + neither, 0);
  const chance = tallies.reduce((sum, each) => sum + expectedByChance(each), 0);
  const decisions = tallies.length * n;
  return {
    observed: quotient(agreed, decisions) ?? '0',
    expected: quotient(chance, decisions * n) ?? '0',
    kappa: quotient(agreed * n - chance, decisions * n - chance),
  };
}

/** Agreement expected by chance, multiplied by n². */
function expectedByChance({ both, onlyFirst, onlySecond, neither }: Tally): number {
  return (both + onlyFirst) * (both + onlySecond) + (onlySecond + neither) * (onlyFirst + neither);
}

function quotient(dividend: number, divisor: number): string | null {
  return divideDecimals(String(dividend), { by: String(divisor), scale }) ?? null;
}

const named = ({ code, label }: RoundCode) => ({ code: { code, label } });

function withoutKappa(appliedCodes: number): string {
  return appliedCodes === 0
    ? 'Neither coder applied a code to an excerpt that both read.'
    : 'Both coders applied the same codes to every excerpt, so the agreement expected by chance is 1.';
}

function noneInCommon([first, second]: readonly string[]): string {
  if (second === undefined) return `Only ${first} coded this round.`;
  return `No excerpt of this round was coded or read by both ${first} and ${second}.`;
}

function withoutData(reason: string): CoderAgreement {
  return { basis: 'NO_DATA', reason, coders: [], comparedExcerpts: 0, excludedExcerpts: 0, ...noAgreement, codes: [] };
}
