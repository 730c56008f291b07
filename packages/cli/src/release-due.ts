import { type CalendarOutcome, releaseOnTime } from '@collective-impact/store';
import { withDatabase } from './open.ts';
import { say } from './terminal.ts';

/**
 * Makes the releases that are due today by their calendars, once, each by the time zone of its ecosystem. A refused release is
 * an ordinary outcome and is printed. If a release fails, an error is thrown after all others are made.
 */
export async function releaseDueCommand(): Promise<void> {
  const failed: Error[] = [];
  const outcomes = await withDatabase((database) =>
    releaseOnTime(database, {
      onFailure: (due, cause) => failed.push(new Error(`${nameOf(due)} could not be released`, { cause })),
    }),
  );
  for (const outcome of outcomes) say(`${nameOf(outcome.due)}: ${toldOf(outcome)}`);
  if (outcomes.length === 0 && failed.length === 0) say('Nothing is due today.');
  if (failed.length > 0) throw new AggregateError(failed, 'some releases failed; they are tried again the next time');
}

function nameOf({ ecosystem, indicator, period }: CalendarOutcome['due']): string {
  return `${ecosystem}: ${indicator} ${period}`;
}

function toldOf({ due, releaseId, issues }: CalendarOutcome): string {
  if (issues.length > 0) return `refused: ${issues.map(({ message }) => message).join('; ')}`;
  return releaseId === null ? 'nothing new to release' : `released, seen by: ${due.visibility}`;
}
