import { type CalendarOutcome, releaseOnTime } from '@collective-impact/store';
import { withDatabase } from './open.ts';
import { say } from './terminal.ts';

/**
 * Releases what calendars release and is due today (in UTC), once; for a timetable of the operator's own. A refusal is an
 * ordinary outcome, since few reports wait for others, and is told; a release that fails is thrown when all others are done.
 */
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

function nameOf({ ecosystem, indicator, period }: CalendarOutcome['due']): string {
  return `${ecosystem}: ${indicator} ${period}`;
}

function toldOf({ due, releaseId, issues }: CalendarOutcome): string {
  if (issues.length > 0) return `refused: ${issues.map(({ message }) => message).join('; ')}`;
  return releaseId === null ? 'nothing new to release' : `released, seen by: ${due.visibility}`;
}
