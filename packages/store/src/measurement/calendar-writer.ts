import { accepted, type Issue, placeReportPeriod, refused, reportingCalendar } from '@collective-impact/sdk';
import { sql } from 'kysely';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import type { Writing, WrittenRecord } from '../shared/writing.ts';
import { ReportingCalendarEntity } from './reporting-calendar.entity.ts';
import { lockVersion } from './version-lock.ts';

/** How reporting calendars are written: from a period of the version's length on, and one for each. */
export const reportingCalendarWriting: Writing = {
  type: reportingCalendar,
  entity: ReportingCalendarEntity,
  onCreate: (unit, draft) => place(unit, draft as Placed),
  onUpdate: (unit, { record, changes }) => place(unit, { ...(record as Placed), fromPeriod: undefined, ...changes }),
  constraints: {
    reporting_calendar_unique: {
      path: ['fromPeriod'],
      message: 'the version has another calendar from this period on: change that one',
    },
  },
};

type Placed = WrittenRecord & { indicatorVersionId: string; fromPeriod?: string | undefined };

async function place(unit: UnitOfWork, calendar: Placed) {
  const { indicatorVersionId, fromPeriod } = calendar;
  const version = await lockVersion(unit, { id: indicatorVersionId, strength: 'share' });
  if (fromPeriod === undefined) return accepted({});
  const placed = placeReportPeriod(fromPeriod, version);
  if (!placed.ok) return refused(...placed.issues.map((issue) => ({ ...issue, path: ['fromPeriod'] })));
  return accepted({ fromPeriod: placed.value.period, fromDay: placed.value.periodStart });
}

/** What is wrong with another length of period for a version that has calendars, or figures compared by rules (`frequency`). */
export async function judgeNewFrequency(unit: UnitOfWork, indicatorVersionId: string): Promise<Issue[]> {
  const [bound] = await unit.rows<{ by: string }>(
    sql`select 'a calendar of this version begins with ' || "from_period" as "by" from "reporting_calendar"
        where "indicator_version_id" = ${indicatorVersionId}::uuid
      union all select 'the rule "' || "name" || '" compares its figures with those of a version of the same periods' from "data_quality_rule"
        where "kind" = 'AT_MOST' and ${indicatorVersionId}::uuid in ("indicator_version_id", "other_version_id") limit 1`,
  );
  return bound ? [{ code: 'INVALID', path: ['frequency'], message: `${bound.by}: change that first` }] : [];
}
