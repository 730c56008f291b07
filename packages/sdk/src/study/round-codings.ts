import { fields, flag, list, optional, text } from '../shared/input.ts';

/** A code of a round, as answers name it. */
export interface RoundCode {
  id: string;
  code: string;
  label: string;
}

/** That a coder found a code in an excerpt. */
export interface RoundCoding {
  excerptId: string;
  codebookCodeId: string;
  coder: string;
}

/** What was coded in one round of a study. */
export interface RoundCodings {
  /** The codes of the round. */
  codes: readonly RoundCode[];
  /** Who found which code where; those of other rounds are passed over. */
  codings: readonly RoundCoding[];
  /** Whether figures are published of the study: it says why there are no codings. */
  published?: boolean;
}

/** Whether an answer is counted from codings, or there are none that it could be counted from. */
export type CodingBasis = 'RECORDS' | 'NO_DATA';

/** Why nothing can be counted where no codings are known. */
export function noCodings({ published }: Pick<RoundCodings, 'published'>): string {
  return published
    ? 'figures are published of this study, and not who found which code where'
    : 'nothing is known to be coded in this round';
}

/** The codings of the round's own codes. */
export function codingsOfRound({ codes, codings }: RoundCodings): RoundCoding[] {
  const own = new Set(codes.map(({ id }) => id));
  return codings.filter(({ codebookCodeId }) => own.has(codebookCodeId));
}

/** Sorts codes by their short names. */
export function byCode(a: Pick<RoundCode, 'code'>, b: Pick<RoundCode, 'code'>): number {
  return a.code < b.code ? -1 : a.code > b.code ? 1 : 0;
}

const roundCode = fields<RoundCode>({ id: text, code: text, label: text });
const roundCoding = fields<RoundCoding>({ excerptId: text, codebookCodeId: text, coder: text });

/** Checks {@link RoundCodings}. */
export const roundCodings = fields<RoundCodings>({
  codes: list(roundCode),
  codings: list(roundCoding),
  published: optional(flag),
});
