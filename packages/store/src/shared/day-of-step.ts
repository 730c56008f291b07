import type { DayOfStep } from '@collective-impact/sdk';
import { today } from './today.ts';

/** The day of a transition: the day that the command names, or today if it names none. */
export function dayOf(named: string | null | undefined): DayOfStep {
  return { on: named ?? today(), today: today() };
}
