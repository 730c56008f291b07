import * as z from 'zod';
import { judgeDateOrder } from '../shared/dates.ts';
import { date, line, prose, reference } from '../shared/fields.ts';
import { judgeOnce } from '../shared/once.ts';
import { participants } from '../shared/participants.ts';
import { defineRecord, type RecordOf } from '../shared/record.ts';
import { cadence } from './cadence.ts';

/**
 * Partners who work on something together and meet: what for, who chairs, who is in it, and how often they mean to
 * meet (`cadence`, an ISO 8601 duration of whole days or longer, such as `P1M`). Each member is named once; the chair need
 * not be among them.
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
    ...judgeOnce(
      members.map(({ organizationId }) => organizationId),
      { noun: 'organization', pathOf: (at) => ['members', at, 'organizationId'] },
    ),
    ...judgeOnce(goalIds, { noun: 'goal', pathOf: (at) => ['goalIds', at] }),
  ],
});

/** See {@link workingGroup}. */
export type WorkingGroup = RecordOf<typeof workingGroup>;
