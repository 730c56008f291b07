import * as z from 'zod';
import { date, prose, url } from '../shared/fields.ts';

/** What a step says beside the record, under the names of its command: the day, today where it is left out. */
export const activityStepValues = {
  startActivity: z.strictObject({ startsOn: date().optional() }),
  completeActivity: z.strictObject({ endsOn: date().optional() }),
  cancelActivity: z.strictObject({ endsOn: date().optional() }),
  agreeCommitment: z.strictObject({ agreedOn: date().optional() }),
  fulfillCommitment: z.strictObject({
    closedOn: date().optional(),
    evidence: prose().optional(),
    evidenceUrl: url().optional(),
  }),
  withdrawCommitment: z.strictObject({ closedOn: date().optional() }),
  missCommitment: z.strictObject({ closedOn: date().optional() }),
};
