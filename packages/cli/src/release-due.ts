import { type CalendarOutcome, releaseOnTime } from '@collective-impact/store';
import { withDatabase } from './open.ts';
import { print } from './terminal.ts';

/**
 * Publishes the due releases of reporting calendars once, for operators with their own schedule. The time zone of each
 * ecosystem decides which are due. A rejected release is printed and is not a failure, because too few reports wait for
 * others. If a release fails, the others are made first, and then the failures are thrown.
 */
export async function releaseDueCommand(): Promise<void> {
  const failed: Error[] = [];
  const outcomes = await withDatabase((database) =>
    releaseOnTime(database, {
      onFailure: (due, cause) => failed.push(new Error(`${nameOf(due)} could not be released.`, { cause })),
    }),
  );
  for (const outcome of outcomes) print(`${nameOf(outcome.due)}: ${describe(outcome)}`);
  if (outcomes.length === 0 && failed.length === 0) print('Nothing is due today.');
  if (failed.length > 0)
    throw new AggregateError(failed, 'Some releases failed. They stay due: run the command again.');
}

function nameOf({ ecosystem, indicator, period }: CalendarOutcome['due']): string {
  return `${ecosystem}: ${indicator} ${period}`;
}

function describe({ due, releaseId, issues }: CalendarOutcome): string {
  if (issues.length > 0) return `rejected: ${issues.map(({ message }) => message).join(' ')}`;
  return releaseId === null ? 'nothing new to release' : `released, visible to: ${due.visibility}`;
}
