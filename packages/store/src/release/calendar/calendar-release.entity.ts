import type { Issue } from '@collective-impact/sdk';
import { defineEntity, p } from '@mikro-orm/core';
import { IndicatorVersionEntity } from '../../indicator/index.ts';
import { ReportingCalendarEntity } from '../../reporting/index.ts';
import { day, sortedText, timestamp } from '../../shared/record-entity.ts';
import { reference } from '../../shared/reference.ts';
import { ReleaseEntity } from '../release.entity.ts';

/**
 * The last attempt to release a version and period by its calendar. `basis` identifies the verified reports and their states;
 * the attempt is not repeated until they change. `releaseId` is the last release that the calendar made. `issues` are the
 * reasons why the last attempt was rejected. If both are empty, stewards had already released every report.
 */
export const CalendarReleaseEntity = defineEntity({
  name: 'CalendarRelease',
  tableName: 'calendar_release',
  properties: {
    id: p.uuid().primary(),
    ecosystemId: p.uuid(),
    calendarId: () => reference(ReportingCalendarEntity, 'calendar_id'),
    indicatorVersionId: () => reference(IndicatorVersionEntity, 'indicator_version_id'),
    period: sortedText(),
    periodEnd: day(),
    triedAt: timestamp(),
    basis: p.text(),
    releaseId: () => reference(ReleaseEntity, 'release_id').nullable(),
    issues: p.json().$type<Issue[]>(),
  },
  uniques: [{ name: 'calendar_release_once', properties: ['indicatorVersionId', 'period'] }],
  indexes: [{ name: 'calendar_release_by_ecosystem', properties: ['ecosystemId', 'id'] }],
});
