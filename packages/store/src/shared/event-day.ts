import type { EventDay } from '@collective-impact/sdk';
import type { UnitOfWork } from './unit-of-work.ts';

/** The day of a transition: `on` if the command names it, or today in the time zone of the record's ecosystem. */
export async function eventDayOf(
  unit: UnitOfWork,
  { record, on }: { record: { ecosystemId: string }; on: string | null | undefined },
): Promise<EventDay> {
  const today = await unit.today(record.ecosystemId);
  return { on: on ?? today, today };
}
