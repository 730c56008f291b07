import type { Issue, Outcome } from '../shared/outcome.ts';
import { accepted, refused } from '../shared/outcome.ts';

/** How many reports are handed in at once, at most. */
const mostSubmissions = 1000;

/** The reports of one call, each to be judged by itself: from 1 to {@link mostSubmissions} of them. */
export function judgeSubmissionBatch(reports: unknown): Outcome<readonly object[]> {
  const path = ['reports'];
  if (!Array.isArray(reports) || reports.length === 0) {
    return refused({ code: 'REQUIRED', path, message: '`reports` must contain at least one report' });
  }
  if (reports.length <= mostSubmissions) return accepted(reports as readonly object[]);
  const message = `at most ${mostSubmissions} reports are allowed in one call, and this call has ${reports.length}: split it`;
  return refused({ code: 'TOO_MANY', path, message });
}

/** Whose report of what: one per version, reporter, place and period. */
export interface SubmittedPlace {
  indicatorVersionId: string;
  reporterId: string;
  placeKey: string;
  /** A canonical code. */
  period: string;
}

/** What is one and the same report has one and the same key. */
export function submissionKey({ indicatorVersionId, reporterId, placeKey, period }: SubmittedPlace): string {
  return JSON.stringify([indicatorVersionId, reporterId, period, placeKey]);
}

/** What is wrong with a report that the same call has handed in already, as the one at this position: `DUPLICATE`. */
export function judgeRepeated(earlier: number | undefined): Issue[] {
  if (earlier === undefined) return [];
  const message = `report ${earlier} of this call has the same version, reporter, place and period: remove one of the two`;
  return [{ code: 'DUPLICATE', path: ['period'], message }];
}
