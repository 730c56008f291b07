import * as z from 'zod';
import { date, prose } from '../shared/fields.ts';

/** The values of each transition, by the name of its command. The day of the transition is today by default. */
export const agendaTransitionValues = {
  proposeCommonAgenda: z.strictObject({ proposedOn: date().optional() }),
  ratifyCommonAgenda: z.strictObject({ ratifiedOn: date().optional() }),
  withdrawEndorsement: z.strictObject({ withdrawnOn: date().optional() }),
  startStrategy: z.strictObject({ startsOn: date().optional() }),
  completeStrategy: z.strictObject({ endsOn: date().optional(), result: prose().optional() }),
  stopStrategy: z.strictObject({ endsOn: date().optional(), result: prose().optional() }),
  adoptTerm: z.strictObject({ adoptedOn: date().optional() }),
  retireTerm: z.strictObject({ retiredOn: date().optional() }),
};
