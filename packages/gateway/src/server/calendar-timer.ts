import { inspect } from 'node:util';
import { encodeTypeId } from '@collective-impact/sdk';
import { type CalendarOutcome, type Database, releaseOnTime } from '@collective-impact/store';
import type { Log } from '../shared/log.ts';

/** Does something later, once; the answer calls it off. */
type Later = (work: () => Promise<void>, milliseconds: number) => () => void;

/** When a running gateway looks for what calendars are to release. */
export interface CalendarTimerOptions {
  database: Database;
  log: Log;
  later?: Later;
}

/** A gateway that starts is to answer first. */
const firstAfter = 10_000;
/** Calendars count in days, so that nobody waits for minutes. */
const every = 10 * 60_000;

/** Does not keep a process alive. */
const later: Later = (work, milliseconds) => {
  const timer = setTimeout(work, milliseconds).unref();
  return () => clearTimeout(timer);
};

/**
 * Releases what calendars release and is due, while a gateway runs: soon after it starts, so that nothing is lost while none
 * ran, and every ten minutes. Several gateways on one database do it once together. What fails is logged, and tried again the
 * next time.
 */
export class CalendarTimer {
  readonly #options: Required<CalendarTimerOptions>;
  readonly #stopped = new AbortController();
  #callOff: (() => void) | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(options: CalendarTimerOptions) {
    this.#options = { later, ...options };
  }

  start(): void {
    this.#wait(firstAfter);
  }

  /** Releases nothing more; waits for the release that is being made. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    this.#callOff?.();
    await this.#running;
  }

  #wait(milliseconds: number): void {
    if (this.#stopped.signal.aborted) return;
    this.#callOff = this.#options.later(() => {
      this.#running = this.#run().then(() => this.#wait(every));
      return this.#running;
    }, milliseconds);
  }

  async #run(): Promise<void> {
    const { database, log } = this.#options;
    try {
      const outcomes = await releaseOnTime(database, {
        onFailure: (due, error) =>
          log({ level: 'error', message: 'a calendar failed', ...said(due), cause: inspect(error) }),
        signal: this.#stopped.signal,
      });
      for (const outcome of outcomes) log({ level: 'info', ...toldOf(outcome) });
    } catch (error) {
      log({ level: 'error', message: 'what calendars are to release is not known', cause: inspect(error) });
    }
  }
}

function said({ indicatorVersionId, period }: CalendarOutcome['due']) {
  return { indicatorVersion: encodeTypeId('indicator_version', indicatorVersionId), period };
}

/** Why it is refused stands in the database: it speaks of reports that not everyone who reads a log may see. */
function toldOf({ due, releaseId, issues }: CalendarOutcome) {
  const codes = issues.map(({ code }) => code);
  if (codes.length > 0) return { message: 'a calendar was refused a release', ...said(due), codes };
  if (releaseId === null) return { message: 'a calendar found nothing new to release', ...said(due) };
  return { message: 'a calendar made a release', ...said(due), release: encodeTypeId('release', releaseId) };
}
