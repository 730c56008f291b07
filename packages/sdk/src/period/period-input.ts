import { expecting, fields, optional } from '../shared/input.ts';
import { parsePeriod, type YearStarts } from './period.ts';

/** Requires a period code that {@link parsePeriod} accepts. */
export const periodCode = expecting(
  'a period such as 2025-Q3',
  (value) => typeof value === 'string' && parsePeriod(value) !== undefined,
);

const monthDay = expecting(
  'a month and a day such as 09-01',
  (value) => typeof value === 'string' && parsePeriod(`2001-${value}`)?.kind === 'DAY',
);

/** The checks of the fields of {@link YearStarts}. */
export const yearStartsFields = { schoolYearStart: optional(monthDay), fiscalYearStart: optional(monthDay) };

/** Requires {@link YearStarts}. */
export const yearStarts = fields<YearStarts>(yearStartsFields);
