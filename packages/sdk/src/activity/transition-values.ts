import * as z from 'zod';
import { date, prose, url } from '../shared/fields.ts';

/** The values of each transition, by the name of its command. The day of the transition is today by default. */
export const activityTransitionValues = {
  startActivity: z.strictObject({ startsOn: date().optional() }),
  completeActivity: z.strictObject({ endsOn: date().optional() }),
  cancelActivity: z.strictObject({ canceledOn: date().optional() }),
  agreeCommitment: z.strictObject({ agreedOn: date().optional() }),
  fulfillCommitment: z.strictObject({
    closedOn: date().optional(),
    evidence: prose().optional(),
    evidenceUrl: url().optional(),
  }),
  withdrawCommitment: z.strictObject({ closedOn: date().optional() }),
  missCommitment: z.strictObject({ closedOn: date().optional() }),
};
