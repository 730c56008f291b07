import { type EventDay, judgeEventDay } from '../shared/dates/event-day.ts';
import { day, fields, judgeInput, oneOf } from '../shared/input.ts';
import { lifeCycle } from '../shared/life-cycle.ts';
import { accepted, type Issue, type Outcome, refused } from '../shared/outcome.ts';

/** The statuses of a gap. */
export const gapStatuses = ['OPEN', 'CLOSED'] as const;
/** One of {@link gapStatuses}. */
export type GapStatus = (typeof gapStatuses)[number];

/** The life cycle of a gap: open until the need no longer exists. A gap that returns is opened again. */
export const gapLife = lifeCycle({
  noun: 'gap',
  statuses: gapStatuses,
  transitions: {
    close: { done: 'closed', from: ['OPEN'], to: 'CLOSED' },
    reopen: { done: 'reopened', from: ['CLOSED'], to: 'OPEN' },
  },
});

/** Status and date of a new gap. */
export function openGap(): { status: GapStatus; closedOn: null } {
  return { status: gapLife.initial, closedOn: null };
}

const closing = fields<EventDay & { scannedOn: string }>({ on: day, today: day, scannedOn: day });
const gapOfStatus = fields<{ status: GapStatus }>({ status: oneOf(gapStatuses) });

/**
 * Closes a gap on a date. Returns `ILLEGAL_TRANSITION` if it is closed, `OUT_OF_RANGE` for a future date, and
 * `DATES_OUT_OF_ORDER` for a date before the scan that found the gap.
 */
export function closeGap(
  gap: { status: GapStatus },
  change: EventDay & { scannedOn: string },
): Outcome<{ status: GapStatus; closedOn: string }> {
  const malformed = judgeInput({ gap, change }, { gap: gapOfStatus, change: closing });
  if (malformed.length > 0) return refused(...malformed);
  const next = gapLife.transition(gap, 'close');
  if (!next.ok) return next;
  const issues = [...judgeEventDay('closedOn', change), ...judgeClosedAfterScan(change.on, change.scannedOn)];
  return issues.length > 0 ? refused(...issues) : accepted({ ...next.value, closedOn: change.on });
}

/** Opens a closed gap again. Returns `ILLEGAL_TRANSITION` if it is open. */
export function reopenGap(gap: { status: GapStatus }): Outcome<{ status: GapStatus; closedOn: null }> {
  const next = gapLife.transition(gap, 'reopen');
  return next.ok ? accepted({ ...next.value, closedOn: null }) : next;
}

function judgeClosedAfterScan(on: string, scannedOn: string): Issue[] {
  if (on >= scannedOn) return [];
  const message = `The scan that found the gap was completed on ${scannedOn}. Set \`closedOn\` to that date or later.`;
  return [{ code: 'DATES_OUT_OF_ORDER', path: ['closedOn'], message }];
}
