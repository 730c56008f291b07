import { judgeDateOrder } from '../shared/dates/dates.ts';
import { date, reference } from '../shared/fields.ts';
import { defineRecord, type RecordOf } from '../shared/record.ts';

/**
 * One side's record of a membership in a network: the member's or the network's. `ecosystemId` is the side that records it, and
 * `startedOn` and `endedOn` are inclusive. A membership is in effect on the dates that both sides have recorded. A network can
 * be a member of another network, but on no date of itself, directly or through other networks.
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
