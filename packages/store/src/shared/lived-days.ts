import { type Issue, judgeLivedDays } from '@collective-impact/sdk';
import type { UnitOfWork } from './unit-of-work.ts';

/** First and last day of something that is planned, begins, and ends. */
interface Days {
  startsOn: string | null;
  endsOn: string | null;
}

/** What is wrong with the days that an update gives to something that has begun or ended: see {@link judgeLivedDays}. */
export async function judgeDaysOfChange(
  unit: UnitOfWork,
  { record, changes }: { record: Days & { status: string; ecosystemId: string }; changes: Partial<Days> },
): Promise<Issue[]> {
  const today = await unit.today(record.ecosystemId);
  return judgeLivedDays(record, { ...daysOf(record, changes), today });
}

/** The days to which an update gives another value. */
export function daysOf(record: Days, { startsOn, endsOn }: Partial<Days>): Partial<Days> {
  return {
    ...(startsOn !== undefined && startsOn !== record.startsOn && { startsOn }),
    ...(endsOn !== undefined && endsOn !== record.endsOn && { endsOn }),
  };
}
