import type { Issue } from './outcome.ts';

/** The day on which something was done, and today; both `YYYY-MM-DD`. */
export interface DayOfStep {
  on: string;
  /** The day on which the command is given: nothing was done on a later one. */
  today: string;
}

/** What is wrong with the day of a step that the command says in this field: one that is still to come, `OUT_OF_RANGE`. */
export function judgeDayOfStep(field: string, { on, today }: DayOfStep): Issue[] {
  if (on <= today) return [];
  return [{ code: 'OUT_OF_RANGE', path: [field], message: `${on} is still to come` }];
}
