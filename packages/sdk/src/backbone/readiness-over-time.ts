import type { Code } from '../shared/code.ts';
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
 * that no assessment scored has none; nothing is averaged, between criteria or over time.
 *
 * @see Hanleybrown, Kania & Kramer 2012, Channeling Change, the preconditions for collective impact
 * @example
 * const criterion = { scheme: 'readiness-criterion', code: 'urgency-for-change', label: 'Urgency for change', uri: null };
 * const series = readinessOverTime([
 *   { assessedOn: '2025-05-01', criteria: [{ criterion, score: 4 }] },
 *   { assessedOn: '2023-10-01', criteria: [{ criterion, score: 2 }] },
 * ]);
 * series[2].scores.map(({ score }) => score); // [2, 4]
 * series[2].change; // 2
 */
export function readinessOverTime<
  Assessment extends { assessedOn: string; criteria: readonly Pick<Scored, 'criterion' | 'score'>[] },
>(assessments: Iterable<Assessment>): ReadinessSeries<Assessment>[] {
  const byDay = [...assessments].sort((a, b) =>
    a.assessedOn < b.assessedOn ? -1 : Number(a.assessedOn > b.assessedOn),
  );
  const scored = byDay.flatMap((assessment) =>
    assessment.criteria.map(({ criterion, score }) => ({
      term: criterion,
      entry: { on: assessment.assessedOn, score, assessment },
    })),
  );
  return byTerm(readinessCriteria, scored).map(({ term, entries }) => ({
    criterion: term,
    scores: entries,
    change: changeOf(entries.map(({ score }) => score)),
  }));
}

type Scored = ReadinessAssessment['criteria'][number];

function changeOf(scores: number[]): number | null {
  const [first, ...later] = scores;
  const last = later.at(-1);
  return first === undefined || last === undefined ? null : last - first;
}
