import { observationStatuses } from '@collective-impact/sdk/indicator';
import { reportStatuses } from '@collective-impact/sdk/reporting';
import { defineEntity, p } from '@mikro-orm/core';
import { EcosystemEntity, OrganizationEntity } from '../ecosystem/index.ts';
import { BreakdownEntity, IndicatorVersionEntity } from '../indicator/index.ts';
import { code, day, numeric, recordProperties, sortedText } from '../shared/record-entity.ts';
import { reference } from '../shared/reference.ts';

/**
 * `reporterId` is the organization's id, or the ecosystem's where it reports itself, and `placeKey` the place's code or
 * empty: both without null, so that the database can hold one report per version, reporter, place and period.
 */
export const IndicatorReportEntity = defineEntity({
  name: 'IndicatorReport',
  tableName: 'indicator_report',
  properties: {
    ...recordProperties,
    ecosystemId: () => reference(EcosystemEntity, 'ecosystem_id'),
    indicatorVersionId: () => reference(IndicatorVersionEntity, 'indicator_version_id'),
    organizationId: () => reference(OrganizationEntity, 'organization_id').nullable(),
    place: code().nullable(),
    reporterId: p.uuid(),
    placeKey: p.text(),
    period: sortedText(),
    periodStart: day(),
    periodEnd: day(),
    status: p.enum(reportStatuses),
    methodNote: p.text().nullable(),
    source: p.text().nullable(),
    narrative: p.text().nullable(),
  },
  uniques: [
    { name: 'indicator_report_unique', properties: ['indicatorVersionId', 'period', 'reporterId', 'placeKey'] },
  ],
  checks: [{ name: 'indicator_report_restricted', expression: "visibility = 'RESTRICTED'" }],
  indexes: [{ name: 'indicator_report_by_period', properties: ['indicatorVersionId', 'periodStart', 'id'] }],
});

/** What the cells of reports and of releases both carry. */
export const figureProperties = {
  value: numeric().nullable(),
  numerator: numeric().nullable(),
  denominator: numeric().nullable(),
  base: p.integer().nullable(),
  standardError: numeric().nullable(),
  status: p.enum(observationStatuses),
};

/** A part of a report: no id, no feed entry and no audit of its own. */
export const CellEntity = defineEntity({
  name: 'Cell',
  tableName: 'cell',
  properties: {
    reportId: () => reference(IndicatorReportEntity, 'report_id').primary(),
    breakdownId: () => reference(BreakdownEntity, 'breakdown_id').$type<number>().primary(),
    ecosystemId: p.uuid(),
    ...figureProperties,
  },
});
