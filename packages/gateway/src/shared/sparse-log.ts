import type { Log } from './log.ts';

/** The time in which events of one kind are counted instead of logged, in milliseconds. */
const interval = 60_000;

/** How many events of each kind were not logged yet, by the log. */
const counts = new WeakMap<Log, Map<string, number>>();

type Event = Parameters<Log>[0];

/** An event that can happen very often in a short time. */
interface FrequentEvent {
  /** Events of one kind are counted together. */
  kind: string;
  /** The line for the first event. */
  first: Event;
  /** The line for further ones. */
  more: (count: number) => Event;
}

/** Logs the first event of a kind at once, and after each minute with further ones a line with their number. */
export function logSparsely(log: Log, { kind, first, more }: FrequentEvent): void {
  const ofLog = counts.get(log) ?? new Map<string, number>();
  counts.set(log, ofLog);
  const before = ofLog.get(kind);
  ofLog.set(kind, before === undefined ? 0 : before + 1);
  if (before !== undefined) return;
  log(first);
  const timer = setInterval(() => {
    const count = ofLog.get(kind) ?? 0;
    if (count > 0) {
      ofLog.set(kind, 0);
      return log(more(count));
    }
    clearInterval(timer);
    ofLog.delete(kind);
  }, interval).unref();
}
