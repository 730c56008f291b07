import { type IndicatorKind, indicatorKinds } from '../indicator/index.ts';
import { count, fields, judgeInput, nullable, oneOf, text } from '../shared/input.ts';
import { lifeCycle } from '../shared/life-cycle.ts';
import type { Issue } from '../shared/outcome.ts';
import { type ReportStatus, reportStatuses } from './vocabulary.ts';

/**
 * The life cycle of a report. A returned report can be changed and submitted again. A verified report can be released.
 * A corrected report must be verified again.
 */
export const reportLife = lifeCycle({
  noun: 'report',
  statuses: reportStatuses,
  transitions: {
    submit: { done: 'submitted', from: ['DRAFT', 'RETURNED'], to: 'SUBMITTED' },
    verify: { done: 'verified', from: ['SUBMITTED'], to: 'VERIFIED' },
    return: { done: 'returned', from: ['SUBMITTED'], to: 'RETURNED' },
    correct: { done: 'corrected', from: ['VERIFIED'], to: 'SUBMITTED' },
  },
});

/** The content of a report that is submitted. */
export interface SubmittedContent {
  /** Number of cells. */
  cells: number;
  narrative: string | null;
  kind: IndicatorKind;
}

const reportOfStatus = fields<{ status: ReportStatus }>({ status: oneOf(reportStatuses) });
const submittedContent = fields<SubmittedContent>({
  cells: count,
  narrative: nullable(text),
  kind: oneOf(indicatorKinds),
});

/** Returns an `IMMUTABLE` issue unless a report is a `DRAFT` or `RETURNED`. */
export function judgeReportChange(report: { status: ReportStatus }): Issue[] {
  const malformed = judgeInput({ report }, { report: reportOfStatus });
  if (malformed.length > 0) return malformed;
  const { status } = report;
  if (status === 'DRAFT' || status === 'RETURNED') return [];
  const remedy =
    status === 'SUBMITTED'
      ? 'Return it first with returnIndicatorReport.'
      : 'Use correctIndicatorReport with a reason.';
  return [{ code: 'IMMUTABLE', path: ['id'], message: `A report that is ${status} cannot be changed. ${remedy}` }];
}

/**
 * Returns a `REQUIRED` issue if an empty report is submitted. A report needs at least one cell, whose status can
 * explain why there is no figure. A report of a `QUALITATIVE` indicator can have a narrative instead.
 */
export function judgeSubmission(report: SubmittedContent): Issue[] {
  const malformed = submittedContent(report, []);
  if (malformed.length > 0) return malformed;
  const { cells, narrative, kind } = report;
  if (cells > 0) return [];
  if (kind !== 'QUALITATIVE') {
    const message =
      'A submitted report requires at least one cell. Add a figure, or a `status` that explains why there is none.';
    return [{ code: 'REQUIRED', path: ['cells'], message }];
  }
  if (narrative !== null) return [];
  const message = 'A submitted report of a QUALITATIVE indicator requires `narrative`. Describe the result in it.';
  return [{ code: 'REQUIRED', path: ['narrative'], message }];
}
