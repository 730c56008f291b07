import type { DayOfStep } from '@collective-impact/sdk';
import type { UnitOfWork } from './unit-of-work.ts';

/** The day of a step: `on` as the command gives it, or today in the time zone of the record's ecosystem. */
export async function dayOf(
  unit: UnitOfWork,
  { record, on }: { record: { ecosystemId: string }; on: unknown },
): Promise<DayOfStep> {
  const today = await unit.today(record.ecosystemId);
  return { on: typeof on === 'string' ? on : today, today };
}
