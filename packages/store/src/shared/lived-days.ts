import { type Issue, judgeLivedDays } from '@collective-impact/sdk';
import { today } from './today.ts';

/** First and last day of something that is planned, begins, and ends. */
interface Days {
  startsOn: string | null;
  endsOn: string | null;
}

/** What is wrong with the days that an update gives to something that has begun or ended: see {@link judgeLivedDays}. */
export function judgeDaysOfChange(record: Days & { status: string }, changes: Partial<Days>): Issue[] {
  return judgeLivedDays(record, { ...daysOf(record, changes), today: today() });
}

/** The days to which an update gives another value. */
export function daysOf(record: Days, { startsOn, endsOn }: Partial<Days>): Partial<Days> {
  return {
    ...(startsOn !== undefined && startsOn !== record.startsOn && { startsOn }),
    ...(endsOn !== undefined && endsOn !== record.endsOn && { endsOn }),
  };
}
