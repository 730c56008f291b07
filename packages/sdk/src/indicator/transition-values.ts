import * as z from 'zod';
import { date } from '../shared/fields.ts';

/** The values of each transition, by the name of its command. The day of the transition is today by default. */
export const indicatorTransitionValues = {
  adoptIndicatorVersion: z.strictObject({ adoptedOn: date().optional() }),
  retireIndicatorVersion: z.strictObject({ retiredOn: date().optional() }),
};
