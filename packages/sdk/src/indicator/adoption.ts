import { judgeDateOrder } from '../shared/dates.ts';
import { date, reference } from '../shared/fields.ts';
import { defineRecord, type RecordOf } from '../shared/record.ts';

/**
 * That an organization agrees to report an indicator version, from `startsOn` to `endsOn`, both included; an end that is
 * not known yet is null. An organization has one at a time for each version.
 *
 * @see Kania & Kramer 2011, shared measurement systems: partners agree on the ways success will be measured and reported
 */
export const adoption = defineRecord({
  name: 'Adoption',
  prefix: 'adoption',
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
