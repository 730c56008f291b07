import { accepted, placeReportPeriod, refused, reportingCalendar } from '@collective-impact/sdk';
import { lockVersion } from '../indicator/index.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import type { Writing, WrittenRecord } from '../shared/writing.ts';
import { ReportingCalendarEntity } from './reporting-calendar.entity.ts';

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
