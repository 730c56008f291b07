import { fields, flag, judgeInput, list, nullable, text } from '../shared/input.ts';
import { accepted, type Outcome, refused } from '../shared/outcome.ts';
import type { JudgedCriterion } from './criterion.ts';

/** How the members of a network meet a criterion. */
export interface MemberProgress {
  /** Number of members of the network. */
  members: number;
  /** Number of members with records to assess. */
  assessed: number;
  /** Number of members that meet the criterion. */
  met: number;
}

type MemberAssessment = readonly Pick<JudgedCriterion, 'code' | 'met'>[];

const assessment = list(fields<{ code: string; met: boolean | null }>({ code: text, met: nullable(flag) }));

/**
 * Counts the members of a network that meet a criterion of a framework. `assessments` has the criteria of each member. A
 * member without records to assess is not counted as not meeting the criterion.
 *
 * @example
 * const assessments = [[{ code: 'backbone-support', met: true }], [{ code: 'backbone-support', met: null }]];
 * unwrap(memberProgress('backbone-support', assessments)); // { members: 2, assessed: 1, met: 1 }
 */
export function memberProgress(code: string, assessments: readonly MemberAssessment[]): Outcome<MemberProgress> {
  const malformed = judgeInput({ code, assessments }, { code: text, assessments: list(assessment) });
  if (malformed.length > 0) return refused(...malformed);
  const results = assessments.map((criteria) => criteria.find((each) => each.code === code)?.met ?? null);
  return accepted({
    members: results.length,
    assessed: results.filter((met) => met !== null).length,
    met: results.filter((met) => met === true).length,
  });
}
