import * as z from 'zod';
import { prose } from '../shared/fields.ts';
import { indicatorReport } from './indicator-report.ts';

/**
 * Input of the command that corrects a verified report: the reason, and all its cells. Notes that are omitted stay as
 * they are, and null clears a note. The previous figures are kept, and the report must be verified again.
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
