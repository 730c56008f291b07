import { dayOfStep, judgeInput, text } from './input.ts';
import type { Issue } from './outcome.ts';

/** The day on which something was done, and today; both `YYYY-MM-DD`. */
export interface DayOfStep {
  on: string;
  /** The day on which the command is given: nothing was done on a later one. */
  today: string;
}

/** What is wrong with the day of a step that the command says in this field: one that is still to come, `OUT_OF_RANGE`. */
export function judgeDayOfStep(field: string, taken: DayOfStep): Issue[] {
  const malformed = judgeInput({ field, taken }, { field: text, taken: dayOfStep });
  if (malformed.length > 0) return malformed;
  const { on, today } = taken;
  if (on <= today) return [];
  return [{ code: 'OUT_OF_RANGE', path: [field], message: `${on} is still to come` }];
}
