import { observationStatuses } from '@collective-impact/sdk/indicator';
import { reportStatuses } from '@collective-impact/sdk/reporting';
import { defineEntity, p } from '@mikro-orm/core';
import { EcosystemEntity, OrganizationEntity } from '../../ecosystem/index.ts';
import { BreakdownEntity, IndicatorVersionEntity } from '../../indicator/index.ts';
import { code, day, numeric, recordProperties, sortedText } from '../../shared/record-entity.ts';
import { reference } from '../../shared/reference.ts';

/**
 * `reporterId` is the id of the organization, or of the ecosystem if it reports itself. `placeKey` is the scheme and
 * code of the place, or empty. Both are never null, so that a unique index allows one report per version, reporter, place and period.
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

/** The columns that cells of reports and of releases have in common. */
export const figureProperties = {
  value: numeric().nullable(),
  numerator: numeric().nullable(),
  denominator: numeric().nullable(),
  base: p.integer().nullable(),
  standardError: numeric().nullable(),
  lowerBound: numeric().nullable(),
  upperBound: numeric().nullable(),
  status: p.enum(observationStatuses),
};

/** A cell is part of its report, without its own id, feed entries and audit records. */
export const CellEntity = defineEntity({
  name: 'Cell',
  tableName: 'cell',
  properties: {
    reportId: () => reference(IndicatorReportEntity, 'report_id').primary(),
    breakdownId: () => reference(BreakdownEntity, 'breakdown_id').$type<number>().primary(),
    ecosystemId: p.uuid(),
    ...figureProperties,
  },
  checks: [
    {
      name: 'cell_value_or_bounds',
      expression:
        '(lower_bound is null and upper_bound is null) or (value is null and numerator is null and denominator is null)',
    },
  ],
});
