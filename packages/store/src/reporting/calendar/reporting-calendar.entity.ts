import { type Visibility, visibilities } from '@collective-impact/sdk';
import { defineEntity, p } from '@mikro-orm/core';
import { EcosystemEntity } from '../../ecosystem/index.ts';
import { IndicatorVersionEntity } from '../../indicator/index.ts';
import { day, recordProperties, sortedText } from '../../shared/record-entity.ts';
import { reference } from '../../shared/reference.ts';

export const ReportingCalendarEntity = defineEntity({
  name: 'ReportingCalendar',
  tableName: 'reporting_calendar',
  properties: {
    ...recordProperties,
    ecosystemId: () => reference(EcosystemEntity, 'ecosystem_id'),
    indicatorVersionId: () => reference(IndicatorVersionEntity, 'indicator_version_id'),
    fromPeriod: sortedText(),
    /** The first day of `fromPeriod`. */
    fromDay: day(),
    opensAfter: p.integer(),
    dueAfter: p.integer(),
    grace: p.integer(),
    reminder: p.integer().nullable(),
    releasesTo: p.enum(visibilities).$type<Visibility>().nullable(),
  },
  uniques: [{ name: 'reporting_calendar_unique', properties: ['indicatorVersionId', 'fromPeriod'] }],
});
