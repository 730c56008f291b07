import { accepted, type Issue, type Outcome } from '@collective-impact/sdk';
import { judgeSubmissionBatch } from '@collective-impact/sdk/reporting';
import type { UnitOfWork } from '../../shared/unit-of-work.ts';
import type { Command, Writer } from '../../shared/writer.ts';
import { SubmissionBatch } from './submission-batch.ts';
import { writeSubmissions } from './submission-rows.ts';

/** Result for one report: its UUID, or its issues. */
export interface SubmittedReport {
  id: string | null;
  issues: Issue[];
}

/**
 * Submits up to 1,000 reports in one call, and returns a result for each, in their order. If a draft or returned report of
 * the same version, reporter, place and period exists, it is updated; otherwise the report is created. Each report is judged
 * separately: nothing of a rejected report is written, and the others are submitted. The number of statements does not depend
 * on the number of reports. A report that another writer creates at the same time is rejected.
 */
export function submitIndicatorReports(writer: Writer, command: Command): Promise<Outcome<SubmittedReport[]>> {
  return writer.run({
    name: 'submitIndicatorReports',
    command,
    // The caller can correct the reports, or get access to them, and send the same request again.
    hasNoEffect: (reports) => reports.every(({ id }) => id === null),
    work: (unit) => submitAll(unit, command.reports),
  });
}

async function submitAll(unit: UnitOfWork, given: unknown): Promise<Outcome<SubmittedReport[]>> {
  const reports = judgeSubmissionBatch(given);
  if (!reports.ok) return reports;
  const batch = new SubmissionBatch(unit, reports.value);
  await batch.judge();
  const lost = await writeSubmissions(unit, batch.accepted);
  for (const submission of lost) {
    const message = 'Another request created this report at the same time. Read it, then retry.';
    batch.reject(submission, [{ code: 'DUPLICATE', path: ['period'], message }]);
  }
  return accepted(batch.outcomes);
}
