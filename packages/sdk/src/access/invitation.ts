import * as z from 'zod';
import { distinct, line, reference, typeId } from '../shared/fields.ts';
import { defineRecord, type RecordOf } from '../shared/record.ts';
import { roles } from '../shared/role.ts';
import { judgeGrantedOrganizations } from './grant-rules.ts';

const instant = () => z.iso.datetime({ offset: true });

/**
 * An invitation to accept a role in an ecosystem. Its secret, which only its creator receives, can be used once.
 *
 * `recipient` is the name of the invited person, for stewards. The invitation expires `validDays` days after its creation.
 * `inviterId` is null if a local program created it. `acceptedAt` and `revokedAt` are null while it is open.
 */
export const invitation = defineRecord({
  name: 'Invitation',
  prefix: 'invitation',
  managedBy: 'STEWARD',
  personal: ['recipient'],
  fields: {
    role: z.enum(roles),
    organizationIds: distinct(z.array(reference('organization')).max(100), (id) => id),
    recipient: line().nullable(),
    validDays: z.int().min(1).max(30).default(7),
    inviterId: typeId('principal').nullable(),
    expiresAt: instant(),
    acceptedAt: instant().nullable(),
    acceptedById: typeId('principal').nullable(),
    revokedAt: instant().nullable(),
  },
  setByRule: ['inviterId', 'expiresAt', 'acceptedAt', 'acceptedById', 'revokedAt'],
  fixed: ['role', 'organizationIds', 'validDays'],
  visibilities: ['RESTRICTED'],
  judge: judgeGrantedOrganizations,
});

/** See {@link invitation}. */
export type Invitation = RecordOf<typeof invitation>;

/** The values of the command that accepts an invitation. `name` is the name of the new principal, if the caller has not signed in. */
export const acceptInvitationValues = z.strictObject({ secret: line(), name: line().nullable() });
