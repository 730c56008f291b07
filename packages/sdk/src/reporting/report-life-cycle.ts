import type { IndicatorKind } from '../indicator/index.ts';
import { lifeCycle } from '../shared/life-cycle.ts';
import type { Issue } from '../shared/outcome.ts';
import { type ReportStatus, reportStatuses } from './vocabulary.ts';

/**
 * The life of a report: a returned one is put right and submitted again, a verified one can be released. A verified one that
 * is corrected has to be verified anew.
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

/** What is wrong with changing a report as it stands: only a draft and a returned one change, else `IMMUTABLE`. */
export function judgeReportChange({ status }: { status: ReportStatus }): Issue[] {
  if (status === 'DRAFT' || status === 'RETURNED') return [];
  const way =
    status === 'SUBMITTED' ? 'return it first with returnIndicatorReport' : 'use correctIndicatorReport with a reason';
  return [{ code: 'IMMUTABLE', path: ['id'], message: `a report that is ${status} cannot change: ${way}` }];
}

/**
 * What is wrong with handing in a report that says nothing: it has at least one cell, which can say that the figure is
 * missing, or is of a `QUALITATIVE` indicator and has a narrative (`REQUIRED`).
 */
export function judgeSubmission(report: {
  /** How many cells it has. */
  cells: number;
  narrative: string | null;
  kind: IndicatorKind;
}): Issue[] {
  const { cells, narrative, kind } = report;
  if (cells > 0) return [];
  if (kind !== 'QUALITATIVE') {
    const message =
      'a submitted report requires at least one cell: add a figure, or a `status` that explains why there is none';
    return [{ code: 'REQUIRED', path: ['cells'], message }];
  }
  if (narrative !== null) return [];
  const message = 'a submitted report of a QUALITATIVE indicator requires `narrative`';
  return [{ code: 'REQUIRED', path: ['narrative'], message }];
}
