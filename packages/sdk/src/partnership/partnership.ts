import * as z from 'zod';
import { codeOf } from '../shared/code.ts';
import { judgeDateOrder } from '../shared/dates/dates.ts';
import { date, distinct, prose, reference, url } from '../shared/fields.ts';
import { defineRecord, type RecordOf } from '../shared/record.ts';
import { judgeTwoOrganizations } from './partnership-rules.ts';
import { partnershipTypes } from './partnership-type.ts';

/**
 * A partnership of two organizations. The partner can belong to another ecosystem of the same network. It is active from
 * `startedOn` to `endedOn`, inclusive. A partnership can have several types. They are derived from the stakeholder groups of
 * both organizations (see {@link derivePartnershipTypes}), unless `codedTypes` has an entry.
 *
 * @see AERA study of cross-sector STEM partnerships
 */
export const partnership = defineRecord({
  name: 'Partnership',
  prefix: 'partnership',
  ownedBy: ['organizationId'],
  fields: {
    organizationId: reference('organization'),
    partnerId: reference('organization', { crossing: true }),
    purpose: prose().nullable(),
    codedTypes: distinct(z.array(codeOf(partnershipTypes)).max(12), ({ scheme, code }) =>
      JSON.stringify([scheme, code]),
    ),
    startedOn: date().nullable(),
    endedOn: date().nullable(),
    agreementUrl: url().nullable(),
  },
  within: 'organizationId',
  fixed: ['partnerId'],
  judge: ({ organizationId, partnerId, startedOn, endedOn }) => [
    ...judgeTwoOrganizations({ id: organizationId, otherId: partnerId, path: 'partnerId' }),
    ...judgeDateOrder({ start: startedOn, end: endedOn, path: 'endedOn' }),
  ],
});

/** See {@link partnership}. */
export type Partnership = RecordOf<typeof partnership>;
