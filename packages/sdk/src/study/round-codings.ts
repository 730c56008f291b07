import { fields, flag, list, omissible, optional, text } from '../shared/input.ts';

/** A code of a round. */
export interface RoundCode {
  id: string;
  code: string;
  label: string;
}

/** One application of a code to an excerpt by one coder. */
export interface RoundCoding {
  excerptId: string;
  codebookCodeId: string;
  coder: string;
}

/** An excerpt that a coder read, whether or not a code applied. */
export interface RoundReading {
  excerptId: string;
  coder: string;
}

/** The codes and codings of one round of a study. */
export interface RoundCodings {
  /** The codes of the round. */
  codes: readonly RoundCode[];
  /** Codings. Those with codes of other rounds are ignored. */
  codings: readonly RoundCoding[];
  /** The excerpts that coders read in the round. A coding implies that its coder read the excerpt. */
  readings?: readonly RoundReading[];
  /** Whether the study has published figures. Used to explain why there are no codings. */
  published?: boolean;
}

/** Whether a result is computed from codings, or there are none. */
export type CodingBasis = 'RECORDS' | 'NO_DATA';

/** The reason given when there are no codings. */
export function noCodings({ published }: Pick<RoundCodings, 'published'>): string {
  return published
    ? 'This study has published figures only, without codings.'
    : 'This round has no codings that you can see.';
}

/** The codings with codes of the round. Codings with other codes are excluded. */
export function codingsOfRound({ codes, codings }: RoundCodings): RoundCoding[] {
  const codeIds = new Set(codes.map(({ id }) => id));
  return codings.filter(({ codebookCodeId }) => codeIds.has(codebookCodeId));
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
  readings: omissible(list(fields<RoundReading>({ excerptId: text, coder: text }))),
  published: optional(flag),
});
