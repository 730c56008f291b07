import { accepted, refused } from '@collective-impact/sdk';
import { placeReportPeriod, reportingCalendar } from '@collective-impact/sdk/reporting';
import { lockVersion } from '../../indicator/index.ts';
import type { RecordDefinition } from '../../shared/record-definition.ts';
import type { UnitOfWork } from '../../shared/unit-of-work.ts';
import { ReportingCalendarEntity } from './reporting-calendar.entity.ts';

/** How reporting calendars are stored: one for each first period, which has the length of the version's periods. */
export const reportingCalendarDefinition: RecordDefinition<typeof reportingCalendar, typeof ReportingCalendarEntity> = {
  type: reportingCalendar,
  entity: ReportingCalendarEntity,
  onCreate: (unit, draft) => place(unit, draft),
  onUpdate: (unit, { record: { indicatorVersionId }, changes: { fromPeriod } }) =>
    place(unit, { indicatorVersionId, fromPeriod }),
  onRestore: (unit, record) => place(unit, record),
  constraints: {
    reporting_calendar_unique: {
      path: ['fromPeriod'],
      message: 'The version already has a calendar that begins with this period. Update that calendar.',
    },
  },
};

/** The columns of the first period, if the command names it. */
async function place(unit: UnitOfWork, calendar: { indicatorVersionId: string; fromPeriod?: string }) {
  const { indicatorVersionId, fromPeriod } = calendar;
  const version = await lockVersion(unit, { id: indicatorVersionId, strength: 'share' });
  if (fromPeriod === undefined) return accepted({});
  const placed = placeReportPeriod(fromPeriod, version);
  if (!placed.ok) return refused(...placed.issues.map((issue) => ({ ...issue, path: ['fromPeriod'] })));
  return accepted({ fromPeriod: placed.value.period, fromDay: placed.value.periodStart });
}
