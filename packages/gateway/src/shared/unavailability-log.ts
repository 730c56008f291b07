import type { Log } from './log.ts';

/** The time in which failures of one kind are counted instead of logged, in milliseconds. */
const interval = 60_000;

/** How many failures of each kind were not logged yet, by the log. A kind is a state of SQL. */
const counts = new WeakMap<Log, Map<string, number>>();

/**
 * Logs why the database could not be used: the first failure of a kind at once, without a stack, and after each minute with
 * further ones a line with their number. During an outage every request fails.
 */
export function logUnavailability(
  log: Log,
  { code, path, cause }: { code: string; path?: string | undefined; cause: unknown },
): void {
  const ofLog = counts.get(log) ?? new Map<string, number>();
  counts.set(log, ofLog);
  const before = ofLog.get(code);
  ofLog.set(code, before === undefined ? 0 : before + 1);
  if (before !== undefined) return;
  const reason = cause instanceof Error && cause.cause instanceof Error ? cause.cause.message : String(cause);
  log({ level: 'error', message: 'The database is unavailable.', sqlState: code, path, cause: reason });
  const timer = setInterval(() => {
    const count = ofLog.get(code) ?? 0;
    if (count > 0) {
      ofLog.set(code, 0);
      return log({ level: 'error', message: 'The database was unavailable for more requests.', sqlState: code, count });
    }
    clearInterval(timer);
    ofLog.delete(code);
  }, interval).unref();
}
