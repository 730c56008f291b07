import * as z from 'zod';
import { date, prose, reference } from '../shared/fields.ts';
import { defineRecord, type RecordOf } from '../shared/record.ts';
import { agendaStatuses } from './agenda-life-cycle.ts';

/**
 * A version of the common agenda: the partners' shared vision for change, their understanding of the problem, and their goals.
 * At most one version is in force, from its ratification until it is superseded. `keyTermIds` are the terms of the glossary that
 * the agenda uses with an agreed meaning.
 *
 * @see Kania & Kramer 2011, common agenda
 */
export const commonAgenda = defineRecord({
  name: 'CommonAgenda',
  prefix: 'common_agenda',
  fields: {
    number: z.int().min(1),
    status: z.enum(agendaStatuses),
    vision: prose().nullable(),
    problemStatement: prose().nullable(),
    principles: z.array(prose()).max(50),
    keyTermIds: z.array(reference('term')).max(100),
    horizon: date().nullable(),
    proposedOn: date().nullable(),
    ratifiedOn: date().nullable(),
    supersededOn: date().nullable(),
  },
  setByRule: ['number', 'status', 'proposedOn', 'ratifiedOn', 'supersededOn'],
});

/** See {@link commonAgenda}. */
export type CommonAgenda = RecordOf<typeof commonAgenda>;
