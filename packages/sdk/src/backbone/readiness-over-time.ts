import type { Code } from '../shared/code.ts';
import { day, fields, judgeInput, labeledCode, list, number, text } from '../shared/input.ts';
import { accepted, type Outcome, refused } from '../shared/outcome.ts';
import { byTerm } from './by-term.ts';
import type { ReadinessAssessment } from './readiness-assessment.ts';
import { readinessCriteria } from './readiness-criterion.ts';

/** Scores of a readiness criterion over time. */
export interface ReadinessSeries<Assessment> {
  criterion: Code;
  /** Scores, 1 to 5, earliest first. */
  scores: { on: string; score: number; assessment: Assessment }[];
  /** Last score minus first score. Null if there are fewer than two scores. */
  change: number | null;
}

/**
 * Readiness over time: one series for each standard criterion in the order of the list, then for each custom criterion.
 * Scores are never averaged. Scores are ordered by date, then by `assessedBy`, then by id (order of entry). A criterion
 * without a score has an empty series.
 *
 * @see Hanleybrown, Kania & Kramer 2012, Channeling Change, the preconditions for collective impact
 * @example
 * const criterion = { scheme: 'readiness-criterion', code: 'urgency-for-change', label: 'Urgency for change', uri: null };
 * const assessments = [
 *   { id: 'readiness_assessment_2', assessedOn: '2025-05-01', assessedBy: 'All', criteria: [{ criterion, score: 4 }] },
 *   { id: 'readiness_assessment_1', assessedOn: '2023-10-01', assessedBy: 'All', criteria: [{ criterion, score: 2 }] },
 * ];
 * const series = unwrap(readinessOverTime(assessments));
 * series[2].scores.map(({ score }) => score); // [2, 4]
 * series[2].change; // 2
 */
export function readinessOverTime<
  Assessment extends Dated & { criteria: readonly Pick<Scored, 'criterion' | 'score'>[] },
>(assessments: readonly Assessment[]): Outcome<ReadinessSeries<Assessment>[]> {
  const malformed = judgeInput({ assessments }, { assessments: list(assessmentOfCriteria) });
  if (malformed.length > 0) return refused(...malformed);
  const byDay = assessments.toSorted(inOrder);
  const scored = byDay.flatMap((assessment) =>
    assessment.criteria.map(({ criterion, score }) => ({
      term: criterion,
      entry: { on: assessment.assessedOn, score, assessment },
    })),
  );
  const series = byTerm(readinessCriteria, scored).map(({ term, entries }) => ({
    criterion: term,
    scores: entries,
    change: changeOf(entries.map(({ score }) => score)),
  }));
  return accepted(series);
}

const assessmentOfCriteria = fields<Dated & { criteria: object }>({
  id: text,
  assessedOn: day,
  assessedBy: text,
  criteria: list(fields<{ criterion: Code; score: number }>({ criterion: labeledCode, score: number })),
});

/** The fields that determine the order of assessments. */
type Dated = Pick<ReadinessAssessment, 'id' | 'assessedOn' | 'assessedBy'>;

function inOrder(one: Dated, other: Dated): number {
  const decisive = (['assessedOn', 'assessedBy', 'id'] as const).find((field) => one[field] !== other[field]);
  if (decisive === undefined) return 0;
  return one[decisive] < other[decisive] ? -1 : 1;
}

type Scored = ReadinessAssessment['criteria'][number];

function changeOf(scores: number[]): number | null {
  const [first, ...later] = scores;
  const last = later.at(-1);
  return first === undefined || last === undefined ? null : last - first;
}
