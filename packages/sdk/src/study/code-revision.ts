import { fields, judgeInput, list, number, text } from '../shared/input.ts';
import type { Issue } from '../shared/outcome.ts';

/**
 * How a code was revised in the next round of coding: it continues as one code (`KEPT`), it became part of a broader code
 * (`MERGED`), two or more codes replace it (`SPLIT`), or no code does (`DROPPED`).
 */
export const codeRevisions = ['KEPT', 'MERGED', 'SPLIT', 'DROPPED'] as const;
/** One of {@link codeRevisions}. */
export type CodeRevision = (typeof codeRevisions)[number];

/** How many successors a code has, by its revision. */
const successorLimits: Record<CodeRevision, { min: number; max: number; rule: string }> = {
  KEPT: { min: 1, max: 1, rule: 'a KEPT code has exactly one successor in the next round' },
  MERGED: { min: 1, max: 1, rule: 'a MERGED code has exactly one successor in the next round' },
  SPLIT: { min: 2, max: 50, rule: 'a SPLIT code has 2 to 50 successors in the next round' },
  DROPPED: { min: 0, max: 0, rule: 'a DROPPED code has no successors' },
};

/**
 * Checks the number of successors of a code against its revision: exactly one for `KEPT` and `MERGED`, two or more for
 * `SPLIT`, none for `DROPPED` and null. Too few successors are `REQUIRED` and too many `INVALID`, both at `successorIds`.
 * Successors without a revision are `REQUIRED` at `revision`.
 *
 * @see Lincoln & Guba 1985, the constant comparative method
 * @example
 * judgeRevision({ revision: 'SPLIT', successorIds: ['a', 'b'] }); // []
 * judgeRevision({ revision: 'DROPPED', successorIds: ['a'] }).length; // 1
 */
export function judgeRevision(code: { revision: CodeRevision | null; successorIds: readonly string[] }): Issue[] {
  const { revision, successorIds } = code;
  const count = successorIds.length;
  if (revision === null) {
    if (count === 0) return [];
    return [
      {
        code: 'REQUIRED',
        path: ['revision'],
        message: '`revision` is required when `successorIds` is not empty: set KEPT, MERGED or SPLIT',
      },
    ];
  }
  const { min, max, rule } = successorLimits[revision];
  const message = `${rule}; \`successorIds\` has ${count}`;
  if (count < min) return [{ code: 'REQUIRED', path: ['successorIds'], message }];
  if (count > max) return [{ code: 'INVALID', path: ['successorIds'], message }];
  return [];
}

/** The study and the round that a code belongs to. */
export interface CodePlace {
  studyId: string;
  round: number;
}

const codePlace = fields<CodePlace>({ studyId: text, round: number });

/** Requires every successor of a code to belong to the next round of the same study. Each issue is at the successor's index. */
export function judgeSuccessors(code: CodePlace, successors: readonly CodePlace[]): Issue[] {
  const malformed = judgeInput({ code, successors }, { code: codePlace, successors: list(codePlace) });
  if (malformed.length > 0) return malformed;
  return successors.flatMap(({ studyId, round }, at): Issue[] => {
    const path = ['successorIds', String(at)];
    if (studyId !== code.studyId)
      return [
        { code: 'INVALID', path, message: 'the successor belongs to another study: choose a code of the same study' },
      ];
    if (round === code.round + 1) return [];
    const message = `the successor belongs to round ${round}: a code of round ${code.round} needs successors of round ${code.round + 1}`;
    return [{ code: 'INVALID', path, message }];
  });
}
