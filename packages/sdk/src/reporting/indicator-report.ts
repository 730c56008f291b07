import * as z from 'zod';
import { observationStatuses } from '../indicator/index.ts';
import { categories } from '../indicator/internal.ts';
import { period } from '../period/internal.ts';
import { codeOfScheme } from '../shared/code.ts';
import { decimal, prose, reference } from '../shared/fields.ts';
import { defineRecord, type RecordOf } from '../shared/record.ts';
import { reportStatuses } from './vocabulary.ts';

/**
 * A figure of a report. It is not a record. Numbers are exact decimals as strings. `base` is the number of people that
 * the figure is about. `standardError` is never aggregated. A source that publishes `<10` or `20-29` instead of a figure has
 * bounds, both inclusive, and no value: `lowerBound`, `upperBound`, or both.
 */
export const cellSchema = z.strictObject({
  categories: categories().default([]),
  value: decimal().nullable().default(null),
  numerator: decimal().nullable().default(null),
  denominator: decimal().nullable().default(null),
  base: z.int().min(0).nullable().default(null),
  standardError: decimal().nullable().default(null),
  lowerBound: decimal().nullable().default(null),
  upperBound: decimal().nullable().default(null),
  status: z.enum(observationStatuses).default('OBSERVED'),
});

/** See {@link cellSchema}. */
export type Cell = z.output<typeof cellSchema>;

/**
 * The figures of one organization, or of the ecosystem itself, for one indicator version, period and place. Reports
 * are `RESTRICTED`. Callers who cannot see them read releases.
 */
export const indicatorReport = defineRecord({
  name: 'IndicatorReport',
  prefix: 'indicator_report',
  ownedBy: ['organizationId'],
  managedBy: 'STEWARD',
  fields: {
    indicatorVersionId: reference('indicator_version'),
    organizationId: reference('organization').nullable(),
    place: codeOfScheme('place').nullable(),
    period: period(),
    status: z.enum(reportStatuses),
    methodNote: prose().nullable(),
    source: prose().nullable(),
    narrative: prose().nullable(),
    cells: z.array(cellSchema).max(10_000),
  },
  setByRule: ['status'],
  within: 'indicatorVersionId',
  fixed: ['organizationId', 'place', 'period'],
  visibilities: ['RESTRICTED'],
});

/** See {@link indicatorReport}. */
export type IndicatorReport = RecordOf<typeof indicatorReport>;
