import * as z from 'zod';
import { date, line } from '../shared/fields.ts';

/** The values of the command that withdraws consent: the day, today if it is missing, and who recorded the withdrawal. */
export const withdrawalValues = z.strictObject({
  withdrawnOn: date().nullable().default(null),
  consentRecordedBy: line(),
});
