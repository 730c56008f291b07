import { judgeDateOrder } from '../shared/dates.ts';
import { date, reference } from '../shared/fields.ts';
import { defineRecord, type RecordOf } from '../shared/record.ts';

/**
 * The statement of one side that an ecosystem (the adopter) adopts an indicator version of a network: the network
 * states that it includes the adopter's figures, and the adopter states which of its own versions provides them
 * (`localVersionId`, null in the network's statement). `ecosystemId` is the side that makes the statement. `startsOn`
 * and `endsOn` are inclusive. An adoption is in force on the days that both statements include.
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
