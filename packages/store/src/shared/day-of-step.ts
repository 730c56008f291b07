import type { DayOfStep } from '@collective-impact/sdk';
import { today } from './today.ts';

/** The day of a step, which the command says, or today where it says none. */
export function dayOf(said: unknown): DayOfStep {
  return { on: typeof said === 'string' ? said : today(), today: today() };
}
