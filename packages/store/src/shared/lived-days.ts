import { type Issue, judgeLivedDays } from '@collective-impact/sdk';
import { changedFields } from './changed-fields.ts';
import type { UnitOfWork } from './unit-of-work.ts';
import type { WrittenRecord } from './writing.ts';

/** What is wrong with the days that an update gives to what began and ended by its steps: see {@link judgeLivedDays}. */
export async function judgeDaysOfChange(
  unit: UnitOfWork,
  { record, changes }: { record: WrittenRecord; changes: Record<string, unknown> },
): Promise<Issue[]> {
  const today = await unit.today(record.ecosystemId);
  return judgeLivedDays(record as never, { ...daysOf(record, changes), today });
}

/** The days to which an update gives another value. */
export function daysOf(
  record: WrittenRecord,
  changes: Record<string, unknown>,
): { startsOn?: string | null; endsOn?: string | null } {
  const { startsOn, endsOn } = changes;
  const changed = changedFields(record, { startsOn, endsOn }).filter((field) => changes[field] !== undefined);
  return Object.fromEntries(changed.map((field) => [field, changes[field]]));
}
