import { eventDay, judgeInput, text } from '../input.ts';
import type { Issue } from '../outcome.ts';

/** The day of an event, such as a transition, and the current day. Both are `YYYY-MM-DD`. */
export interface EventDay {
  /** The day of the event. */
  on: string;
  /** The day on which the command is sent, in the time zone of the ecosystem. */
  today: string;
}

/** Returns an `OUT_OF_RANGE` issue at `field` if the day of an event is in the future, and no issue otherwise. */
export function judgeEventDay(field: string, event: EventDay): Issue[] {
  const malformed = judgeInput({ field, event }, { field: text, event: eventDay });
  if (malformed.length > 0) return malformed;
  const { on, today } = event;
  if (on <= today) return [];
  const message = `\`${field}\` is ${on}, which is in the future. Set it to ${today} or earlier.`;
  return [{ code: 'OUT_OF_RANGE', path: [field], message }];
}
