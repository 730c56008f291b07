import * as z from 'zod';
import { prose } from '../shared/fields.ts';
import { indicatorReport } from './indicator-report.ts';

/**
 * What is said to correct a verified report: why, and all its figures anew. The notes beside them stay as they are where
 * they are left out, and null clears one. What the report said until then is kept, and the report is to be verified again.
 */
export const reportCorrection = z.strictObject({
  reason: prose(),
  cells: indicatorReport.fields.cells,
  methodNote: prose().nullable().optional(),
  source: prose().nullable().optional(),
  narrative: prose().nullable().optional(),
});

/** See {@link reportCorrection}. */
export type ReportCorrection = z.output<typeof reportCorrection>;
