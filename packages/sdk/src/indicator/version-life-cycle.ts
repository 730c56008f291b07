import { lifeCycle } from '../shared/life-cycle.ts';
import type { Issue } from '../shared/outcome.ts';
import { type IndicatorVersionStatus, indicatorVersionStatuses } from './vocabulary.ts';

/**
 * The life of an indicator version. It is adopted once it has been discussed; then its definition, its dimensions included,
 * never changes. What an import takes over is adopted as it was published: nobody here discussed it, and nobody says so. An indicator has one adopted version at most: to adopt another retires it, at the
 * same moment. A retired one is no longer used, and its figures stay.
 *
 * @see STEM Learning Ecosystems, Strategy One: discuss and adopt shared measurements
 */
export const versionLife = lifeCycle({
  noun: 'indicator version',
  statuses: indicatorVersionStatuses,
  transitions: {
    discuss: { done: 'discussed', from: ['DRAFT'], to: 'DISCUSSED' },
    adopt: {
      done: 'adopted',
      from: ['DISCUSSED'],
      to: 'ADOPTED',
      remedies: {
        DRAFT: 'Open the discussion with discussIndicatorVersion, and record statements with createDiscussionEntry.',
      },
    },
    retire: { done: 'retired', from: ['ADOPTED'], to: 'RETIRED' },
  },
  open: ['DRAFT', 'DISCUSSED'],
  closed: 'cannot be changed. Create a new version.',
});

/** What a version is that an indicator gets next: one higher than its latest, and a draft. */
export function draftVersion(latest: { number: number } | undefined): {
  number: number;
  status: IndicatorVersionStatus;
} {
  return { number: (latest?.number ?? 0) + 1, status: versionLife.initial };
}

/**
 * What is wrong with reporting figures of a period (its first day) for a version: it is `ILLEGAL_TRANSITION` unless the
 * version is adopted. A version that was retired for a later one still takes reports of periods that begin before the
 * later one holds (`replacedFrom`, its `effectiveFrom`): who reports late reports by the definition of that time. Where
 * nobody said from when the later one holds, there is no such period. A report that exists is changed and handed in
 * whatever became of its version.
 */
export function judgeReportable(
  { status, replacedFrom }: { status: IndicatorVersionStatus; replacedFrom: string | null },
  periodStart: string,
): Issue[] {
  const isOfItsTime = status === 'RETIRED' && replacedFrom !== null && periodStart < replacedFrom;
  if (status === 'ADOPTED' || isOfItsTime) return [];
  const until = replacedFrom === null ? '' : `, or for this version if the period begins before ${replacedFrom}`;
  const message = `this indicator version is ${status}: report for a version that is ADOPTED${until}`;
  return [{ code: 'ILLEGAL_TRANSITION', path: ['indicatorVersionId'], message }];
}
