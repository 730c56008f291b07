import * as z from 'zod';
import { line, reference } from '../shared/fields.ts';
import { defineRecord, type RecordOf } from '../shared/record.ts';

/**
 * A contact person of an organization. Visible to data stewards only by default.
 *
 * @see https://docs.openreferral.org/en/latest/hsds/schema_reference.html#contact HSDS, contact
 */
export const contact = defineRecord({
  name: 'Contact',
  prefix: 'contact',
  ownedBy: ['organizationId'],
  personal: ['name', 'role', 'email'],
  fields: {
    organizationId: reference('organization'),
    name: line(),
    role: line().nullable(),
    email: z.email().max(254).nullable(),
  },
  within: 'organizationId',
  defaultVisibility: 'RESTRICTED',
});

/** See {@link contact}. */
export type Contact = RecordOf<typeof contact>;
