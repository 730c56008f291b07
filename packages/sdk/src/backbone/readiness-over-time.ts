import type { Code } from '../shared/code.ts';
import { day, fields, judgeInput, labeledCode, list, number, text } from '../shared/input.ts';
import { divideDecimals } from '../shared/numbers/decimal.ts';
import { accepted, type Outcome, refused } from '../shared/outcome.ts';
import { byTerm } from './by-term.ts';
import type { ReadinessAssessment } from './readiness-assessment.ts';
import { readinessCriteria } from './readiness-criterion.ts';

/** The scores of a readiness criterion on one day: one observation, however many assessments were made on that day. */
export interface ReadinessObservation<Assessment> {
  on: string;
  /** Mean of the scores, a decimal from 1 to 5, rounded to 6 decimal places. */
  mean: string;
  /** Lowest score of the day, 1 to 5. */
  lowest: number;
  /** Highest score of the day, 1 to 5. */
  highest: number;
  /** The scores, 1 to 5, in order of entry. */
  scores: { score: number; assessment: Assessment }[];
}

/** Scores of a readiness criterion over time. */
export interface ReadinessSeries<Assessment> {
  criterion: Code;
  /** One observation for each day with a score, earliest first. */
  observations: ReadinessObservation<Assessment>[];
  /** Mean of the last day minus mean of the first day, a decimal rounded to 6 decimal places. Null if there are fewer than two days. */
  change: string | null;
}

const meanScale = 6;

/**
 * Readiness over time: one series for each standard criterion in the order of the list, then for each custom criterion.
 * Assessments of the same day are one observation with the mean and the range of their scores, so that the order in which
 * they were entered does not affect the change. Scores of different criteria or days are never averaged. A criterion without
 * a score has an empty series.
 *
 * @see Hanleybrown, Kania & Kramer 2012, Channeling Change, the preconditions for collective impact
 * @example
 * const criterion = { scheme: 'readiness-criterion', code: 'urgency-for-change', label: 'Urgency for change', uri: null };
 * const assessments = [
 *   { id: 'readiness_assessment_1', assessedOn: '2023-10-01', criteria: [{ criterion, score: 2 }] },
 *   { id: 'readiness_assessment_2', assessedOn: '2025-05-01', criteria: [{ criterion, score: 5 }] },
 *   { id: 'readiness_assessment_3', assessedOn: '2025-05-01', criteria: [{ criterion, score: 4 }] },
 * ];
 * const series = unwrap(readinessOverTime(assessments));
 * series[2].observations.map(({ mean, lowest, highest }) => [mean, lowest, highest]); // [['2', 2, 2], ['4.5', 4, 5]]
 * series[2].change; // '2.5'
 */
export function readinessOverTime<
  Assessment extends Dated & { criteria: readonly Pick<Scored, 'criterion' | 'score'>[] },
>(assessments: readonly Assessment[]): Outcome<ReadinessSeries<Assessment>[]> {
  const malformed = judgeInput({ assessments }, { assessments: list(assessmentOfCriteria) });
  if (malformed.length > 0) return refused(...malformed);
  const scored = assessments
    .toSorted(inOrder)
    .flatMap((assessment) =>
      assessment.criteria.map(({ criterion, score }) => ({ term: criterion, entry: { score, assessment } })),
    );
  const series = byTerm(readinessCriteria, scored).map(({ term, entries }) => {
    const byDay = Map.groupBy(entries, ({ assessment }) => assessment.assessedOn);
    const observations = [...byDay].map(([on, scores]) => observationOf(on, scores));
    return { criterion: term, observations, change: changeOf(observations) };
  });
  return accepted(series);
}

const assessmentOfCriteria = fields<Dated & { criteria: object }>({
  id: text,
  assessedOn: day,
  criteria: list(fields<{ criterion: Code; score: number }>({ criterion: labeledCode, score: number })),
});

/** The fields that determine the order of assessments. */
type Dated = Pick<ReadinessAssessment, 'id' | 'assessedOn'>;

function inOrder(one: Dated, other: Dated): number {
  const decisive = (['assessedOn', 'id'] as const).find((field) => one[field] !== other[field]);
  if (decisive === undefined) return 0;
  return one[decisive] < other[decisive] ? -1 : 1;
}

type Scored = ReadinessAssessment['criteria'][number];

function observationOf<Assessment>(
  on: string,
  scores: ReadinessObservation<Assessment>['scores'],
): ReadinessObservation<Assessment> {
  const values = scores.map(({ score }) => score);
  return {
    on,
    mean: quotient(sumOf(scores), scores.length),
    lowest: Math.min(...values),
    highest: Math.max(...values),
    scores,
  };
}

/** Computed from the sums of the scores, so that only the result is rounded. */
function changeOf(observations: ReadinessObservation<unknown>[]): string | null {
  const first = observations[0];
  const last = observations.at(-1);
  if (first === undefined || last === undefined || first === last) return null;
  const [firstCount, lastCount] = [first.scores.length, last.scores.length];
  return quotient(sumOf(last.scores) * firstCount - sumOf(first.scores) * lastCount, firstCount * lastCount);
}

function sumOf(scores: readonly { score: number }[]): number {
  return scores.reduce((sum, { score }) => sum + score, 0);
}

function quotient(dividend: number, by: number): string {
  return divideDecimals(String(dividend), { by: String(by), scale: meanScale }) as string;
}
