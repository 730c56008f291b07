import { inspect } from 'node:util';
import { encodeTypeId } from '@collective-impact/sdk';
import { type CalendarOutcome, type Database, releaseOnTime } from '@collective-impact/store';
import type { Log } from '../../shared/log.ts';
import { type Later, PeriodicTask } from './periodic-task.ts';

/** Options of {@link calendarTimer}. */
export interface CalendarTimerOptions {
  database: Database;
  log: Log;
  later?: Later;
}

/**
 * Publishes the due releases of reporting calendars: 10 seconds after the start, then every 10 minutes. Releases that
 * became due while no gateway ran are published too. Several gateways can share a database: each release is made once. A
 * failure is logged, and the release is tried again at the next run.
 */
export function calendarTimer({ database, log, later }: CalendarTimerOptions): PeriodicTask {
  return new PeriodicTask({
    run: (signal) => releaseDue({ database, log, signal }),
    firstAfter: 10_000,
    every: 10 * 60_000,
    later,
  });
}

async function releaseDue(task: { database: Database; log: Log; signal: AbortSignal }): Promise<void> {
  const { database, log, signal } = task;
  try {
    const outcomes = await releaseOnTime(database, {
      onFailure: (due, error) =>
        log({ level: 'error', message: 'A scheduled release failed.', ...nameOf(due), cause: inspect(error) }),
      signal,
    });
    for (const outcome of outcomes) log({ level: 'info', ...describe(outcome) });
  } catch (error) {
    log({ level: 'error', message: 'The scheduled releases could not be read.', cause: inspect(error) });
  }
}

function nameOf({ indicatorVersionId, period }: CalendarOutcome['due']) {
  return { indicatorVersion: encodeTypeId('indicator_version', indicatorVersionId), period };
}

/** The messages of the issues stay in the database: they describe reports that not every reader of a log may see. */
function describe({ due, releaseId, issues }: CalendarOutcome) {
  const codes = issues.map(({ code }) => code);
  if (codes.length > 0) return { message: 'A scheduled release was rejected.', ...nameOf(due), codes };
  if (releaseId === null) return { message: 'A scheduled release had no changes.', ...nameOf(due) };
  return { message: 'A scheduled release was published.', ...nameOf(due), release: encodeTypeId('release', releaseId) };
}
