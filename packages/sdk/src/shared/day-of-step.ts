import { dayOfStep, judgeInput, text } from './input.ts';
import type { Issue } from './outcome.ts';

/** The day of a step, and the current day. Both are `YYYY-MM-DD`. */
export interface DayOfStep {
  /** The day on which the step was taken. */
  on: string;
  /** The day on which the command is sent, in the time zone of the ecosystem. */
  today: string;
}

/** Returns an `OUT_OF_RANGE` issue at `field` if the day of a step is in the future, and no issue otherwise. */
export function judgeDayOfStep(field: string, taken: DayOfStep): Issue[] {
  const malformed = judgeInput({ field, taken }, { field: text, taken: dayOfStep });
  if (malformed.length > 0) return malformed;
  const { on, today } = taken;
  if (on <= today) return [];
  const message = `\`${field}\` is ${on}, which is in the future. Set it to ${today} or earlier.`;
  return [{ code: 'OUT_OF_RANGE', path: [field], message }];
}
