import { judgeDateOrder } from '../../shared/dates/dates.ts';
import { date, reference } from '../../shared/fields.ts';
import { defineRecord, type RecordOf } from '../../shared/record.ts';

/**
 * An agreement of an organization to report an indicator version from `startsOn` to `endsOn`, both inclusive. `endsOn`
 * is null if the end is not known. An organization has at most one adoption of a version at a time.
 *
 * @see Kania & Kramer 2011, shared measurement systems: partners agree on the ways success will be measured and reported
 */
export const adoption = defineRecord({
  name: 'Adoption',
  prefix: 'adoption',
  ownedBy: ['organizationId'],
  managedBy: 'STEWARD',
  fields: {
    indicatorVersionId: reference('indicator_version'),
    organizationId: reference('organization'),
    startsOn: date(),
    endsOn: date().nullable(),
  },
  within: 'indicatorVersionId',
  fixed: ['organizationId'],
  judge: ({ startsOn, endsOn }) => judgeDateOrder({ start: startsOn, end: endsOn, path: 'endsOn' }),
});

/** See {@link adoption}. */
export type Adoption = RecordOf<typeof adoption>;
