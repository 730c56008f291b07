import { type Issue, judgeWorkDates } from '@collective-impact/sdk';
import type { UnitOfWork } from './unit-of-work.ts';

/** First and last day of planned work. */
interface WorkDates {
  startsOn: string | null;
  endsOn: string | null;
}

/** Returns the issues of an update of the start or end of planned work. See {@link judgeWorkDates}. */
export async function judgeChangedWorkDates(
  unit: UnitOfWork,
  { record, changes }: { record: WorkDates & { status: string; ecosystemId: string }; changes: Partial<WorkDates> },
): Promise<Issue[]> {
  const today = await unit.today(record.ecosystemId);
  return judgeWorkDates(record, { ...changedWorkDates(record, changes), today });
}

/** The dates that an update changes. */
export function changedWorkDates(record: WorkDates, { startsOn, endsOn }: Partial<WorkDates>): Partial<WorkDates> {
  return {
    ...(startsOn !== undefined && startsOn !== record.startsOn && { startsOn }),
    ...(endsOn !== undefined && endsOn !== record.endsOn && { endsOn }),
  };
}
