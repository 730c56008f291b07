import * as z from 'zod';
import { codeOf, codeOfScheme } from '../shared/code.ts';
import { judgeDateOrder } from '../shared/dates/dates.ts';
import { date, distinct, line, url } from '../shared/fields.ts';
import { defineRecord, type RecordOf } from '../shared/record.ts';
import { engagements } from './engagement.ts';
import { organizationIdentifier } from './organization-identifier.ts';
import { stakeholderGroups } from './stakeholder-group.ts';

/**
 * A partner in an ecosystem, for example a school district, a museum, a company or a family group. An organization that is
 * part of several ecosystems has one record in each, linked by a common identifier. `serviceAreas` are the places that it
 * serves, `place` is where it is located.
 *
 * @see STEM Learning Ecosystems, Strategy One: engage a broad range of stakeholders
 * @see https://docs.openreferral.org/en/latest/hsds/schema_reference.html#organization HSDS, organization
 */
export const organization = defineRecord({
  name: 'Organization',
  prefix: 'organization',
  ownedBy: ['id'],
  fields: {
    name: line(),
    legalName: line().nullable(),
    identifiers: distinct(z.array(organizationIdentifier).max(20), ({ scheme, value }) =>
      JSON.stringify([scheme, value]),
    ),
    stakeholderGroups: distinct(z.array(codeOf(stakeholderGroups)).max(12), ({ scheme, code }) =>
      JSON.stringify([scheme, code]),
    ),
    url: url().nullable(),
    place: codeOfScheme('place').nullable(),
    serviceAreas: distinct(z.array(codeOfScheme('place')).max(100), ({ scheme, code }) =>
      JSON.stringify([scheme, code]),
    ),
    joinedOn: date().nullable(),
    leftOn: date().nullable(),
    engagement: codeOf(engagements).nullable(),
    legalEntity: z.boolean().default(true),
  },
  judge: ({ joinedOn, leftOn }) => judgeDateOrder({ start: joinedOn, end: leftOn, path: 'leftOn' }),
});

/** See {@link organization}. */
export type Organization = RecordOf<typeof organization>;
