import { judgeDateOrder } from '../shared/dates/dates.ts';
import { type EventDay, judgeEventDay } from '../shared/dates/event-day.ts';
import { day, eventDay, fields, judgeInput, nullable } from '../shared/input.ts';
import type { Issue } from '../shared/outcome.ts';

const datedRelease = fields<{ releasedOn: string }>({ releasedOn: day });

/**
 * Issues of the day on which figures were published: `OUT_OF_RANGE` for a future date, and `DATES_OUT_OF_ORDER` for a date before
 * that of the release that is replaced (null if there is none).
 */
export function judgePublicationDay(replaced: { releasedOn: string } | null, dates: EventDay): Issue[] {
  const malformed = judgeInput({ replaced, dates }, { replaced: nullable(datedRelease), dates: eventDay });
  if (malformed.length > 0) return malformed;
  return [
    ...judgeEventDay('releasedOn', dates),
    ...judgeDateOrder({ start: replaced?.releasedOn ?? null, end: dates.on, path: 'releasedOn' }),
  ];
}
