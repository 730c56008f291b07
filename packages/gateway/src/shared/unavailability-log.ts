import type { Log } from './log.ts';
import { logSparsely } from './sparse-log.ts';

/** Logs why the database could not be used, without a stack, and not for every request: during an outage all of them fail. */
export function logUnavailability(
  log: Log,
  { code, path, cause }: { code: string; path?: string | undefined; cause: unknown },
): void {
  const reason = cause instanceof Error && cause.cause instanceof Error ? cause.cause.message : String(cause);
  const event = { level: 'error', sqlState: code } as const;
  logSparsely(log, {
    kind: code,
    first: { ...event, message: 'The database is unavailable.', path, cause: reason },
    more: (count) => ({ ...event, message: 'The database was unavailable for more requests.', count }),
  });
}
