import * as z from 'zod';
import { judgeDateOrder } from '../shared/dates/dates.ts';
import { date, line, prose, reference } from '../shared/fields.ts';
import { participants } from '../shared/participants.ts';
import { defineRecord, type RecordOf } from '../shared/record.ts';
import { judgeRepeatedReferences } from '../shared/repeated-references.ts';
import { cadence } from './cadence.ts';

/**
 * A group of partners that meets regularly: its purpose, chair, members and goals. `cadence` is how often the group plans to
 * meet, an ISO 8601 duration of at least one day, such as `P1M`. Each member is listed once. The chair can be a member but
 * need not be.
 *
 * @see Kania & Kramer 2011, continuous communication
 */
export const workingGroup = defineRecord({
  name: 'WorkingGroup',
  prefix: 'working_group',
  fields: {
    name: line(),
    purpose: prose().nullable(),
    chairId: reference('organization').nullable(),
    cadence: cadence().nullable(),
    members: participants(),
    goalIds: z.array(reference('goal')).max(50),
    startedOn: date().nullable(),
    endedOn: date().nullable(),
  },
  judge: ({ startedOn, endedOn, members, goalIds }) => [
    ...judgeDateOrder({ start: startedOn, end: endedOn, path: 'endedOn' }),
    ...judgeRepeatedReferences(
      members.map(({ organizationId }) => organizationId),
      { noun: 'organization', pathOf: (at) => ['members', at, 'organizationId'] },
    ),
    ...judgeRepeatedReferences(goalIds, { noun: 'goal', pathOf: (at) => ['goalIds', at] }),
  ],
});

/** See {@link workingGroup}. */
export type WorkingGroup = RecordOf<typeof workingGroup>;
