import { date, prose, reference } from '../shared/fields.ts';
import { defineRecord, type RecordOf } from '../shared/record.ts';

/**
 * A task assigned to an organization, in a meeting or to carry out a decision. It is open until `doneOn` is set.
 *
 * @see Kania & Kramer 2011, continuous communication. The record type is this project's.
 */
export const actionItem = defineRecord({
  name: 'ActionItem',
  prefix: 'action_item',
  ownedBy: ['ownerId'],
  fields: {
    task: prose(),
    ownerId: reference('organization').nullable(),
    meetingId: reference('meeting').nullable(),
    decisionId: reference('decision').nullable(),
    dueOn: date().nullable(),
    doneOn: date().nullable(),
  },
  past: ['doneOn'],
});

/** See {@link actionItem}. */
export type ActionItem = RecordOf<typeof actionItem>;
