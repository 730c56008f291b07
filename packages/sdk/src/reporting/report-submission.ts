import { count, judgeInput, optional } from '../shared/input.ts';
import type { Issue, Outcome } from '../shared/outcome.ts';
import { accepted, refused } from '../shared/outcome.ts';

/** Maximum number of reports in one call. */
const mostSubmissions = 1000;

/** Checks that a call contains from 1 to {@link mostSubmissions} reports. Each report is judged separately. */
export function judgeSubmissionBatch(reports: unknown): Outcome<readonly object[]> {
  const path = ['reports'];
  if (!Array.isArray(reports) || reports.length === 0) {
    return refused({ code: 'REQUIRED', path, message: '`reports` must contain at least one report.' });
  }
  if (reports.length <= mostSubmissions) return accepted(reports as readonly object[]);
  const message = `\`reports\` has ${reports.length.toLocaleString('en')} reports, and at most ${mostSubmissions.toLocaleString('en')} are allowed. Split the call.`;
  return refused({ code: 'TOO_MANY', path, message });
}

/** The fields that identify a report: its version, reporter, place and period. */
export interface SubmittedPlace {
  indicatorVersionId: string;
  reporterId: string;
  placeKey: string;
  /** A canonical code. */
  period: string;
}

/** Key of the version, reporter, place and period of a report. */
export function submissionKey({ indicatorVersionId, reporterId, placeKey, period }: SubmittedPlace): string {
  return JSON.stringify([indicatorVersionId, reporterId, period, placeKey]);
}

/** Returns a `DUPLICATE` issue if the same call has already submitted this report, at position `earlier`. */
export function judgeRepeated(earlier: number | undefined): Issue[] {
  const malformed = judgeInput({ earlier }, { earlier: optional(count) });
  if (malformed.length > 0) return malformed;
  if (earlier === undefined || earlier === null) return [];
  const message = `Report ${earlier} of this call has the same version, reporter, place and period. Remove one of the two.`;
  return [{ code: 'DUPLICATE', path: ['period'], message }];
}
