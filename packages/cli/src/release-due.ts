import { encodeTypeId } from '@collective-impact/sdk';
import { type CalendarOutcome, releaseOnTime } from '@collective-impact/store';
import { withDatabase } from './open.ts';
import { say } from './terminal.ts';

/** Releases what calendars release and is due today (in UTC), once; for a timetable of the operator's own. */
export async function releaseDueCommand(): Promise<void> {
  const on = new Date().toISOString().slice(0, 10);
  const failed: Error[] = [];
  const outcomes = await withDatabase((database) =>
    releaseOnTime(database, {
      on,
      onFailure: (due, cause) => failed.push(new Error(`${nameOf(due)} could not be released`, { cause })),
    }),
  );
  for (const outcome of outcomes) say(`${nameOf(outcome.due)}: ${toldOf(outcome)}`);
  if (outcomes.length === 0 && failed.length === 0) say(`Nothing is due on ${on}.`);
  if (failed.length > 0) throw new AggregateError(failed, 'some releases failed; they are tried again the next time');
}

function nameOf({ indicatorVersionId, period }: CalendarOutcome['due']): string {
  return `${encodeTypeId('indicator_version', indicatorVersionId)} ${period}`;
}

function toldOf({ due, releaseId, issues }: CalendarOutcome): string {
  if (issues.length > 0) return `refused: ${issues.map(({ message }) => message).join('; ')}`;
  return releaseId === null ? 'nothing new to release' : `released, seen by: ${due.visibility}`;
}
