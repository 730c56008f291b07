import * as z from 'zod';
import { distinct, reference, typeId } from '../shared/fields.ts';
import { defineRecord, type RecordOf } from '../shared/record.ts';
import { roles } from '../shared/role.ts';
import { judgeGrantedOrganizations } from './grant-rules.ts';

/**
 * The role of a principal in an ecosystem. A principal has at most one grant in an ecosystem that is not revoked.
 *
 * `organizationIds` are the organizations for which an OBSERVER or CONTRIBUTOR acts: it sees their RESTRICTED records, and a
 * CONTRIBUTOR writes what belongs to them. `revokedAt` is null while the grant is in effect.
 */
export const accessGrant = defineRecord({
  name: 'AccessGrant',
  prefix: 'access_grant',
  managedBy: 'STEWARD',
  fields: {
    principalId: typeId('principal'),
    role: z.enum(roles),
    organizationIds: distinct(z.array(reference('organization')).max(100), (id) => id),
    revokedAt: z.iso.datetime({ offset: true }).nullable(),
  },
  setByRule: ['revokedAt'],
  fixed: ['principalId'],
  visibilities: ['RESTRICTED'],
  judge: judgeGrantedOrganizations,
});

/** See {@link accessGrant}. */
export type AccessGrant = RecordOf<typeof accessGrant>;
