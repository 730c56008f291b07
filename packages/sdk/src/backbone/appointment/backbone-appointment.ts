import * as z from 'zod';
import { codeOf } from '../../shared/code.ts';
import { judgeDateOrder } from '../../shared/dates/dates.ts';
import { date, line, prose, reference } from '../../shared/fields.ts';
import { defineRecord, type RecordOf } from '../../shared/record.ts';
import { judgeRepeatedTerms } from '../repeated-terms.ts';
import { backboneFunctions } from './backbone-function.ts';
import { backboneRoles } from './backbone-role.ts';
import { leadQualities } from './lead-quality.ts';

/**
 * Appointment of an organization as a backbone organization for a period, with its functions and the judgments of its
 * qualities. Only one organization leads at a time, appointments of one organization cannot overlap, and each function is
 * listed once. Both dates are inclusive: a successor starts on the following day.
 *
 * @see Kania & Kramer 2011, backbone support organizations
 * @see STEM Learning Ecosystems, Strategy One: identify a credible, highly engaged lead organization
 */
export const backboneAppointment = defineRecord({
  name: 'BackboneAppointment',
  prefix: 'backbone_appointment',
  personal: ['judgments.judgedBy'],
  fields: {
    organizationId: reference('organization'),
    role: z.enum(backboneRoles),
    startedOn: date(),
    endedOn: date().nullable(),
    functions: z.array(codeOf(backboneFunctions)).max(20),
    judgments: z
      .array(
        z.object({
          quality: codeOf(leadQualities),
          met: z.boolean(),
          judgedBy: line(),
          judgedOn: date().nullable().default(null),
          evidence: prose().nullable().default(null),
        }),
      )
      .max(50),
  },
  within: 'organizationId',
  fixed: ['role'],
  past: ['judgments.judgedOn'],
  judge: ({ startedOn, endedOn, functions }) => [
    ...judgeDateOrder({ start: startedOn, end: endedOn, path: 'endedOn' }),
    ...judgeRepeatedTerms(functions, (at) => ['functions', String(at)]),
  ],
});

/** See {@link backboneAppointment}. */
export type BackboneAppointment = RecordOf<typeof backboneAppointment>;
