import * as z from 'zod';
import { date, prose } from '../shared/fields.ts';

/** What a step says beside the record, under the names of its command: the day, today where it is left out. */
export const agendaStepValues = {
  proposeCommonAgenda: z.strictObject({ proposedOn: date().optional() }),
  ratifyCommonAgenda: z.strictObject({ ratifiedOn: date().optional() }),
  withdrawEndorsement: z.strictObject({ withdrawnOn: date().optional() }),
  startStrategy: z.strictObject({ startsOn: date().optional() }),
  completeStrategy: z.strictObject({ endsOn: date().optional(), result: prose().optional() }),
  stopStrategy: z.strictObject({ endsOn: date().optional(), result: prose().optional() }),
  adoptTerm: z.strictObject({ adoptedOn: date().optional() }),
  retireTerm: z.strictObject({ retiredOn: date().optional() }),
};
