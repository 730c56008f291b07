import type { Code } from '../shared/code.ts';
import { day, fields, judgeInput, labeledCode, list, number, text } from '../shared/input.ts';
import { accepted, type Outcome, refused } from '../shared/outcome.ts';
import { byTerm } from './by-term.ts';
import type { ReadinessAssessment } from './readiness-assessment.ts';
import { readinessCriteria } from './readiness-criterion.ts';

/** How one criterion of readiness was scored over time. */
export interface ReadinessSeries<Assessment> {
  criterion: Code;
  /** The scores, 1 to 5, from the earliest day on. */
  scores: { on: string; score: number; assessment: Assessment }[];
  /** The last score less the first; null with fewer than two. */
  change: number | null;
}

/**
 * Readiness over time: each criterion of the list in its order, then a site's own, with its scores by date. A criterion
 * that no assessment scored has none; nothing is averaged, between criteria or over time. Assessments of one day come in the
 * order of who made them, by the characters of `assessedBy`, and those of one assessor in the order in which they were told
 * (that of their ids), so that the later of two corrects the earlier.
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

/** What assessments are put in order by. */
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
