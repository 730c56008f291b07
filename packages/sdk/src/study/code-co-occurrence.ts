import { divideDecimals } from '../shared/numbers/decimal.ts';
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

/** Pairs of codes applied to the same excerpts in a round. */
export interface CodeCoOccurrence {
  /** `NO_DATA` if the round has no codings. */
  basis: CodingBasis;
  /** Why there is nothing to count. Null if there are codings. */
  reason: string | null;
  /** Number of excerpts with at least one code of the round. */
  codedExcerpts: number;
  /** Pairs of codes with at least one excerpt in common. Most frequent first, then by code. */
  pairs: CodePair[];
}

/** Two codes applied to the same excerpts. */
export interface CodePair {
  /** The code that sorts first. */
  firstCode: Pick<RoundCode, 'code' | 'label'>;
  secondCode: Pick<RoundCode, 'code' | 'label'>;
  /** Number of excerpts with both codes. */
  both: number;
  /** Number of excerpts with at least one of the codes. */
  either: number;
  /** both ÷ either: the Jaccard coefficient, 0 to 1, a decimal rounded to 6 decimal places. */
  share: string;
}

/**
 * Counts how often two codes of a round were applied to the same excerpt. The unit of analysis is the excerpt. A code that
 * several coders applied to an excerpt counts once. Pairs without an excerpt in common are excluded. The order of the input
 * does not matter.
 *
 * @see Jaccard 1912, The distribution of the flora in the alpine zone, New Phytologist 11, 37–50
 * @example
 * const codes = [{ id: '1', code: 'time', label: 'Time' }, { id: '2', code: 'trust', label: 'Trust' }];
 * const codings = [
 *   { excerptId: 'x', codebookCodeId: '1', coder: 'A' },
 *   { excerptId: 'x', codebookCodeId: '2', coder: 'B' },
 *   { excerptId: 'y', codebookCodeId: '2', coder: 'B' },
 * ];
 * const { pairs } = unwrap(codeCoOccurrence({ codes, codings }));
 * pairs.map(({ both, either, share }) => [both, either, share]); // [[1, 2, '0.5']]
 */
export function codeCoOccurrence(round: RoundCodings): Outcome<CodeCoOccurrence> {
  const malformed = roundCodings(round, []);
  if (malformed.length > 0) return refused(...malformed);
  const codings = codingsOfRound(round);
  const codedExcerpts = new Set(codings.map(({ excerptId }) => excerptId)).size;
  if (codedExcerpts === 0) return accepted({ basis: 'NO_DATA', reason: noCodings(round), codedExcerpts, pairs: [] });
  const excerptsOf = Map.groupBy(codings, ({ codebookCodeId }) => codebookCodeId);
  const codes = [...round.codes].sort(byCode).map(({ id, code, label }) => ({
    named: { code, label },
    excerpts: new Set(excerptsOf.get(id)?.map(({ excerptId }) => excerptId)),
  }));
  const pairs = codes.flatMap((one, at) => codes.slice(at + 1).flatMap((other) => pairOf(one, other)));
  return accepted({ basis: 'RECORDS', reason: null, codedExcerpts, pairs: pairs.sort(mostFrequentFirst) });
}

interface AppliedCode {
  named: CodePair['firstCode'];
  excerpts: ReadonlySet<string>;
}

function pairOf(one: AppliedCode, other: AppliedCode): CodePair[] {
  const both = [...one.excerpts].filter((excerpt) => other.excerpts.has(excerpt)).length;
  const either = one.excerpts.size + other.excerpts.size - both;
  const share = divideDecimals(String(both), { by: String(either), scale: 6 });
  return both === 0 || share === undefined
    ? []
    : [{ firstCode: one.named, secondCode: other.named, both, either, share }];
}

function mostFrequentFirst(a: CodePair, b: CodePair): number {
  return b.both - a.both || byCode(a.firstCode, b.firstCode) || byCode(a.secondCode, b.secondCode);
}
