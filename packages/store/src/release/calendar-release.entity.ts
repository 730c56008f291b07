import type { Issue } from '@collective-impact/sdk';
import { defineEntity, p } from '@mikro-orm/core';
import { IndicatorVersionEntity } from '../indicator/index.ts';
import { ReportingCalendarEntity } from '../reporting/index.ts';
import { day, sortedText, timestamp } from '../shared/record-entity.ts';
import { reference } from '../shared/reference.ts';
import { ReleaseEntity } from './release.entity.ts';

/**
 * What came of it when a calendar was last to release a version and period. `basis` says which verified reports there were,
 * in which state: as long as they are the same, it is not tried again. `releaseId` is the last release that the calendar made,
 * and `issues` why the last try was refused; without either there was nothing that stewards had not released.
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
