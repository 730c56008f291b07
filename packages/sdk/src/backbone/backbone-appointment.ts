import * as z from 'zod';
import { codeOf } from '../shared/code.ts';
import { judgeDateOrder } from '../shared/dates.ts';
import { date, line, prose, reference } from '../shared/fields.ts';
import { defineRecord, type RecordOf } from '../shared/record.ts';
import { backboneFunctions } from './backbone-function.ts';
import { backboneRoles } from './backbone-role.ts';
import { judgeOnce } from './judge-once.ts';
import { leadQualities } from './lead-quality.ts';

/**
 * That an organization serves the others as their backbone, from when to when, with which functions; and how its
 * credibility and commitment were judged, by whom, on what evidence. One leads at a time, an organization
 * serves once at a time, and a function is named once. Both days are inclusive: who follows begins on the day after.
 *
 * @see Kania & Kramer 2011, backbone support organizations
 * @see STEM Learning Ecosystems, Strategy One: identify a credible, highly engaged lead organization
 */
export const backboneAppointment = defineRecord({
  name: 'BackboneAppointment',
  prefix: 'backbone_appointment',
  fields: {
    organizationId: reference('organization'),
    role: z.enum(backboneRoles),
    startedOn: date(),
    endedOn: date().nullable(),
    functions: z.array(codeOf(backboneFunctions)).max(20),
    judgements: z
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
  past: ['judgements.judgedOn'],
  judge: ({ startedOn, endedOn, functions }) => [
    ...judgeDateOrder({ start: startedOn, end: endedOn, path: 'endedOn' }),
    ...judgeOnce(functions, (at) => ['functions', String(at)]),
  ],
});

/** See {@link backboneAppointment}. */
export type BackboneAppointment = RecordOf<typeof backboneAppointment>;
