import { cellScopes, suppressionReasons } from '@collective-impact/sdk/release';
import { defineEntity, p } from '@mikro-orm/core';
import { EcosystemEntity } from '../ecosystem/index.ts';
import { BreakdownEntity, IndicatorVersionEntity } from '../indicator/index.ts';
import { figureProperties, IndicatorReportEntity } from '../reporting/index.ts';
import { code, day, numeric, recordProperties, sortedText, timestamp } from '../shared/record-entity.ts';
import { reference } from '../shared/reference.ts';
import { sumScopes } from './cell/cell-sums.ts';

export const ReleaseEntity = defineEntity({
  name: 'Release',
  tableName: 'release',
  properties: {
    ...recordProperties,
    ecosystemId: () => reference(EcosystemEntity, 'ecosystem_id'),
    indicatorVersionId: () => reference(IndicatorVersionEntity, 'indicator_version_id'),
    period: sortedText(),
    periodStart: day(),
    periodEnd: day(),
    releasedAt: timestamp(),
    releasedOn: day(),
    releasedBy: p.text(),
    threshold: p.integer(),
    replacedAt: timestamp().nullable(),
    withdrawnAt: timestamp().nullable(),
    withdrawalReason: p.text().nullable(),
    heldReports: p.integer().default(0),
    unprotectedTotals: p.integer().default(0),
    /** Number of organizations with a row in the release, by the key of their place. The empty key is for rows without a place. */
    reporters: p.json().$type<Record<string, number>>().nullable(),
  },
  uniques: [
    { name: 'release_one_current', properties: ['indicatorVersionId', 'period'], where: 'replaced_at is null' },
  ],
  indexes: [
    { name: 'release_by_period', properties: ['indicatorVersionId', 'periodStart', 'id'] },
    { name: 'release_by_ecosystem', properties: ['ecosystemId', 'id'] },
  ],
  checks: [
    { name: 'release_reason_if_withdrawn', expression: 'withdrawn_at is not null or withdrawal_reason is null' },
  ],
});

/**
 * A reporter with cells in a release. `digest` is a hash of all reported cells at release time, including withheld figures.
 * The next release compares it to detect corrections, so that no copy of withheld figures is stored.
 */
export const ReleasedRowEntity = defineEntity({
  name: 'ReleasedRow',
  tableName: 'released_row',
  properties: {
    releaseId: () => reference(ReleaseEntity, 'release_id').primary(),
    reporterId: p.uuid().primary(),
    placeKey: p.text().primary(),
    ecosystemId: p.uuid(),
    reportId: () => reference(IndicatorReportEntity, 'report_id').nullable(),
    digest: p.text(),
    summed: p.boolean(),
    /** Whether no total includes the row, because not everyone who sees the release sees its organization. */
    outsideTotals: p.boolean().default(false),
  },
});

/**
 * A cell as published, stored apart from the report so that a later correction does not change the release. It has no
 * foreign keys, because releases have many cells. The sums and rows of the release have foreign keys to the same release,
 * breakdowns and reports.
 */
export const ReleasedCellEntity = defineEntity({
  name: 'ReleasedCell',
  tableName: 'released_cell',
  properties: {
    releaseId: p.uuid().primary(),
    ordinal: p.integer().primary(),
    ecosystemId: p.uuid(),
    breakdownId: p.integer(),
    ...figureProperties,
    organizationId: p.uuid().nullable(),
    place: code().nullable(),
    scope: p.enum(cellScopes),
    suppressed: p.boolean(),
    reason: p.enum(suppressionReasons).nullable(),
  },
  checks: [
    { name: 'released_cell_scope_of_reporter', expression: "(scope = 'ORGANIZATION') = (organization_id is not null)" },
    { name: 'released_cell_reason_if_suppressed', expression: 'suppressed or reason is null' },
    {
      name: 'released_cell_suppressed_has_denominator_only',
      expression:
        'not suppressed or (value is null and numerator is null and standard_error is null and lower_bound is null and upper_bound is null and (denominator is null or base is null))',
    },
  ],
});

/**
 * Sums of the cells of a release, by combination of categories, scope and place. They are computed once, at release time, so
 * that roll-ups do not sum the cells again. {@link CellSums} describes each sum.
 */
export const ReleasedSumEntity = defineEntity({
  name: 'ReleasedSum',
  tableName: 'released_sum',
  properties: {
    releaseId: () => reference(ReleaseEntity, 'release_id').primary(),
    ordinal: p.integer().primary(),
    breakdownId: () => reference(BreakdownEntity, 'breakdown_id').$type<number>(),
    scope: p.enum(sumScopes),
    place: code().nullable(),
    cells: p.integer(),
    values: p.integer(),
    sum: numeric().nullable(),
    least: numeric().nullable(),
    greatest: numeric().nullable(),
    parts: p.integer(),
    derived: p.integer(),
    numerator: numeric().nullable(),
    numeratorSpan: numeric().nullable(),
    denominator: numeric().nullable(),
    bases: p.integer(),
    base: numeric().nullable(),
    weighted: numeric().nullable(),
    estimated: p.integer(),
    provisional: p.integer(),
    missing: p.integer(),
    notApplicable: p.integer(),
    suppressedAtSource: p.integer(),
    suppressed: p.integer(),
    suppressedDenominators: p.integer(),
    bounded: p.integer().default(0),
    withoutLowest: p.integer().default(0),
    withoutHighest: p.integer().default(0),
    lowest: numeric().nullable(),
    highest: numeric().nullable(),
    leastLowest: numeric().nullable(),
    greatestLowest: numeric().nullable(),
    leastHighest: numeric().nullable(),
    greatestHighest: numeric().nullable(),
    boundedBases: p.integer().default(0),
    boundedBase: numeric().nullable(),
    baseWithoutHighest: numeric().nullable(),
    weightedLowest: numeric().nullable(),
    weightedHighest: numeric().nullable(),
  },
});
