import { type Issue, judgeLivedDays } from '@collective-impact/sdk';
import type { UnitOfWork } from './unit-of-work.ts';

/** First and last day of planned work. */
interface Days {
  startsOn: string | null;
  endsOn: string | null;
}

/** Returns the issues of an update of the start or end of planned work. See {@link judgeLivedDays}. */
export async function judgeDaysOfChange(
  unit: UnitOfWork,
  { record, changes }: { record: Days & { status: string; ecosystemId: string }; changes: Partial<Days> },
): Promise<Issue[]> {
  const today = await unit.today(record.ecosystemId);
  return judgeLivedDays(record, { ...daysOf(record, changes), today });
}

/** The days that an update changes. */
export function daysOf(record: Days, { startsOn, endsOn }: Partial<Days>): Partial<Days> {
  return {
    ...(startsOn !== undefined && startsOn !== record.startsOn && { startsOn }),
    ...(endsOn !== undefined && endsOn !== record.endsOn && { endsOn }),
  };
}
