import { judgeDateOrder } from '../shared/dates.ts';
import { date, reference } from '../shared/fields.ts';
import { defineRecord, type RecordOf } from '../shared/record.ts';

/**
 * What one side says of an ecosystem's part in a network: the member that it takes part, or the network that it has
 * it as a member. The side that says it is `ecosystemId`; what it says is its half, from `startedOn` to `endedOn`, both
 * included. A membership holds on the days for which both sides say so. A network can be a member of another; on no day
 * is one a member of itself, through however many others.
 *
 * @see NSF INCLUDES, design elements of collaborative infrastructure: expansion, sustainability and scale
 */
export const networkMembership = defineRecord({
  name: 'NetworkMembership',
  prefix: 'network_membership',
  fields: {
    networkId: reference('ecosystem', { crossing: true }),
    memberId: reference('ecosystem', { crossing: true }),
    startedOn: date(),
    endedOn: date().nullable(),
  },
  fixed: ['networkId', 'memberId'],
  judge: ({ startedOn, endedOn }) => judgeDateOrder({ start: startedOn, end: endedOn, path: 'endedOn' }),
});

/** See {@link networkMembership}. */
export type NetworkMembership = RecordOf<typeof networkMembership>;
