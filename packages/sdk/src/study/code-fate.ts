import { fields, judgeInput, list, number, text } from '../shared/input.ts';
import type { Issue } from '../shared/outcome.ts';

/**
 * What becomes of a code in the next round: it stays as it is (`KEPT`), it becomes part of a code that holds more than it
 * (`MERGED`), several codes take its place (`SPLIT`), or none does (`DROPPED`).
 */
export const codeFates = ['KEPT', 'MERGED', 'SPLIT', 'DROPPED'] as const;
/** One of {@link codeFates}. */
export type CodeFate = (typeof codeFates)[number];

/** How many codes of the next round take the place of a code, by what became of it. */
const successorsOf: Record<CodeFate, { least: number; most: number; rule: string }> = {
  KEPT: { least: 1, most: 1, rule: 'a code that was kept is one code of the next round: name that one' },
  MERGED: { least: 1, most: 1, rule: 'a code that was merged went into one code of the next round: name that one' },
  SPLIT: {
    least: 2,
    most: 50,
    rule: 'a code that was split became several codes of the next round: name at least two',
  },
  DROPPED: { least: 0, most: 0, rule: 'nothing takes the place of a code that was dropped: name no successors' },
};

/**
 * What does not fit between what became of a code and how many codes of the next round take its place: exactly one where
 * it was kept or merged, two or more where it was split, none where it was dropped or where it is not known what became
 * of it (null). Too few are `REQUIRED`, too many `INVALID`, both at `successorIds`; successors of a code of which nobody
 * said what became of it leave `fate` `REQUIRED`.
 *
 * @see Lincoln & Guba 1985, the constant comparative method
 * @example
 * judgeFate({ fate: 'SPLIT', successorIds: ['a', 'b'] }); // []
 * judgeFate({ fate: 'DROPPED', successorIds: ['a'] }).length; // 1
 */
export function judgeFate(code: { fate: CodeFate | null; successorIds: readonly string[] }): Issue[] {
  const { fate, successorIds } = code;
  const count = successorIds.length;
  if (fate === null) {
    if (count === 0) return [];
    return [
      { code: 'REQUIRED', path: ['fate'], message: 'it has successors: say whether it was kept, merged or split' },
    ];
  }
  const { least, most, rule } = successorsOf[fate];
  if (count < least) return [{ code: 'REQUIRED', path: ['successorIds'], message: rule }];
  if (count > most) return [{ code: 'INVALID', path: ['successorIds'], message: rule }];
  return [];
}

/** A code by where it stands: which round of which study. */
export interface CodePlace {
  studyId: string;
  round: number;
}

const codePlace = fields<CodePlace>({ studyId: text, round: number });

/** What is wrong with successors of a code that are not codes of the next round of its study, each at its own place. */
export function judgeSuccessors(code: CodePlace, successors: readonly CodePlace[]): Issue[] {
  const malformed = judgeInput({ code, successors }, { code: codePlace, successors: list(codePlace) });
  if (malformed.length > 0) return malformed;
  return successors.flatMap(({ studyId, round }, at): Issue[] => {
    const path = ['successorIds', String(at)];
    if (studyId !== code.studyId) return [{ code: 'INVALID', path, message: 'this code is of another study' }];
    if (round === code.round + 1) return [];
    const message = `this code is of round ${round}: what takes the place of a code of round ${code.round} is of round ${code.round + 1}`;
    return [{ code: 'INVALID', path, message }];
  });
}
