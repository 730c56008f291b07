import { judgeDateOrder } from '../../shared/dates/dates.ts';
import { date, reference } from '../../shared/fields.ts';
import { defineRecord, type RecordOf } from '../../shared/record.ts';

/**
 * One side's record that an ecosystem (the adopter) adopts an indicator version of a network. The network's record
 * states that it includes the adopter's figures. The adopter's record also names the version that provides the figures
 * (`localVersionId`, null in the network's record). `ecosystemId` is the side that keeps the record. `startsOn` and
 * `endsOn` are inclusive. An adoption is in force on the days that both records include.
 */
export const networkAdoption = defineRecord({
  name: 'NetworkAdoption',
  prefix: 'network_adoption',
  managedBy: 'STEWARD',
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
