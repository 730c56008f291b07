import { fields, judgeInput, list, number, text } from '../shared/input.ts';
import type { Issue } from '../shared/outcome.ts';

/**
 * How a code was revised in the next round of coding: it continues as one code (`KEPT`), it became part of a broader code
 * (`MERGED`), two or more codes replace it (`SPLIT`), or no code does (`DROPPED`).
 */
export const codeRevisions = ['KEPT', 'MERGED', 'SPLIT', 'DROPPED'] as const;
/** One of {@link codeRevisions}. */
export type CodeRevision = (typeof codeRevisions)[number];

/** Number of successors that a code must have, by revision. */
const successorLimits: Record<CodeRevision, { min: number; max: number; rule: string }> = {
  KEPT: { min: 1, max: 1, rule: 'A KEPT code needs exactly one successor' },
  MERGED: { min: 1, max: 1, rule: 'A MERGED code needs exactly one successor' },
  SPLIT: { min: 2, max: 50, rule: 'A SPLIT code needs 2 to 50 successors' },
  DROPPED: { min: 0, max: 0, rule: 'A DROPPED code has no successors' },
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
        message: '`revision` is required when `successorIds` is not empty. Set KEPT, MERGED or SPLIT.',
      },
    ];
  }
  const { min, max, rule } = successorLimits[revision];
  const message = `${rule}, but \`successorIds\` contains ${count}. Change \`revision\` or \`successorIds\`.`;
  if (count < min) return [{ code: 'REQUIRED', path: ['successorIds'], message }];
  if (count > max) return [{ code: 'INVALID', path: ['successorIds'], message }];
  return [];
}

/** The study and the round of a code. */
export interface CodeRound {
  studyId: string;
  round: number;
}

const codeRound = fields<CodeRound>({ studyId: text, round: number });

/** Requires every successor of a code to belong to the next round of the same study. Each issue is at the successor's index. */
export function judgeSuccessors(code: CodeRound, successors: readonly CodeRound[]): Issue[] {
  const malformed = judgeInput({ code, successors }, { code: codeRound, successors: list(codeRound) });
  if (malformed.length > 0) return malformed;
  return successors.flatMap(({ studyId, round }, at): Issue[] => {
    const path = ['successorIds', String(at)];
    if (studyId !== code.studyId)
      return [
        { code: 'INVALID', path, message: 'The successor belongs to another study. Choose a code of the same study.' },
      ];
    if (round === code.round + 1) return [];
    const message = `The successor belongs to round ${round}. Choose a code of round ${code.round + 1}.`;
    return [{ code: 'INVALID', path, message }];
  });
}
