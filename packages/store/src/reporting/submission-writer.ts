import { accepted, type Issue, type Outcome } from '@collective-impact/sdk';
import { judgeSubmissionBatch } from '@collective-impact/sdk/reporting';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import type { Command, Writer } from '../shared/writer.ts';
import { SubmissionBatch } from './submission-batch.ts';
import { writeSubmissions } from './submission-rows.ts';

/** What became of one report: the UUID of what was handed in, or what is to be put right. */
export interface SubmittedReport {
  id: string | null;
  issues: Issue[];
}

/**
 * Hands in up to 1,000 reports at once, and answers what became of each, in their order. A report is created, or changed
 * where one of the same version, reporter, place and period is a draft or was returned. Each is judged by itself: one that is
 * refused leaves nothing behind, and the others are handed in. They are judged and written together, in some twenty
 * statements; where another writer creates one of them at the same moment, that one is refused.
 */
export function submitIndicatorReports(writer: Writer, command: Command): Promise<Outcome<SubmittedReport[]>> {
  return writer.run({
    name: 'submitIndicatorReports',
    command,
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
    const message = 'this report was created at the same time by another request: read it, then retry';
    batch.refuse(submission, [{ code: 'DUPLICATE', path: ['period'], message }]);
  }
  return accepted(batch.outcomes);
}
