import * as z from 'zod';
import { date, prose } from '../shared/fields.ts';
import { cycleDecisions } from './cycle-life-cycle.ts';

/** The input of each command of an improvement cycle. A planned date can be omitted. */
export const cycleCommands = {
  start: z.strictObject({ startsOn: date().nullable().default(null) }),
  study: z.strictObject({ endsOn: date().nullable().default(null), result: prose().nullable().default(null) }),
  decide: z.strictObject({ decision: z.enum(cycleDecisions) }),
};
