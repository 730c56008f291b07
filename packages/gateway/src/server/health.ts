import type { ServerResponse } from 'node:http';
import { inspect } from 'node:util';
import { unavailabilityOf } from '@collective-impact/store';
import type { Log } from '../shared/log.ts';
import { logUnavailability } from '../shared/unavailability-log.ts';
import { sendJson } from './respond.ts';

/** Returns the reasons why the gateway is not ready, as sentences without internal details. Empty if it is ready. */
export type Readiness = () => Promise<string[]>;

const timeout = 5000;

/** Responds with status 200 if the gateway is ready, otherwise with 503 and the reasons. */
export async function answerReady(response: ServerResponse, options: { ready: Readiness; log: Log }): Promise<void> {
  const missing = await inTime(options);
  if (missing.length === 0) sendJson(response, { status: 200, body: { status: 'ready' } });
  else sendJson(response, { status: 503, body: { status: 'not ready', missing } });
}

/** Checks once for all callers that ask at the same time, so that they cannot overload the database. */
export function shared(ready: Readiness): Readiness {
  let running: Promise<string[]> | undefined;
  return () => {
    running ??= ready().finally(() => {
      running = undefined;
    });
    return running;
  };
}

/** The caller sees at most a general reason why the database does not respond. The log has the details. */
async function inTime({ ready, log }: { ready: Readiness; log: Log }): Promise<string[]> {
  const late = Promise.withResolvers<string[]>();
  const timer = setTimeout(() => late.resolve(['The database does not respond.']), timeout);
  try {
    return await Promise.race([ready(), late.promise]);
  } catch (error) {
    const unavailability = unavailabilityOf(error);
    if (unavailability) logUnavailability(log, { code: unavailability.code, cause: error });
    else log({ level: 'error', message: 'The readiness check failed.', cause: inspect(error) });
    return [unavailability?.reason ?? 'The database does not respond.'];
  } finally {
    clearTimeout(timer);
  }
}
