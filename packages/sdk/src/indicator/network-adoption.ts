import { judgeDateOrder } from '../shared/dates.ts';
import { date, reference } from '../shared/fields.ts';
import { defineRecord, type RecordOf } from '../shared/record.ts';

/**
 * What one side says of an ecosystem's adoption of a network's indicator version: the network that it takes the figures
 * of the adopter in, or the adopter that it brings those of a version of its own in (`localVersionId`, which only the
 * adopter says). The side that says it is `ecosystemId`; what it says is its half, from `startsOn` to `endsOn`, both
 * included. An adoption holds on the days for which both sides say so.
 */
export const networkAdoption = defineRecord({
  name: 'NetworkAdoption',
  prefix: 'network_adoption',
  fields: {
    networkVersionId: reference('indicator_version', { crossing: true }),
    adopterId: reference('ecosystem', { crossing: true }),
    localVersionId: reference('indicator_version').nullable(),
    startsOn: date(),
    endsOn: date().nullable(),
  },
  fixed: ['networkVersionId', 'adopterId', 'localVersionId'],
  judge: ({ startsOn, endsOn }) => judgeDateOrder({ start: startsOn, end: endsOn, path: 'endsOn' }),
});

/** See {@link networkAdoption}. */
export type NetworkAdoption = RecordOf<typeof networkAdoption>;
