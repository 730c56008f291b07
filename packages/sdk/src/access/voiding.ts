import * as z from 'zod';
import { prose } from '../shared/fields.ts';

const id = () => z.string().trim().min(1).max(200);

/** The values of the command that voids a record: its id, the reason, and whether to void the records that refer to it, too. */
export const voidRecordValues = z.strictObject({
  id: id(),
  reason: prose(),
  includeDependents: z.boolean().default(false),
});

/** The values of the command that restores a record, and the records that were voided together with it. */
export const restoreRecordValues = z.strictObject({ id: id(), reason: prose() });

/** What to do instead with records that cannot be voided, by the prefix of their type. */
export const notVoidable: Readonly<Record<string, string>> = {
  ecosystem: 'An ecosystem cannot be voided. Void its records.',
  access_grant: 'An access grant cannot be voided. Revoke it first with revokeAccessGrant.',
  invitation: 'An invitation cannot be voided. Revoke it first with revokeInvitation.',
  sharing_agreement: 'A sharing agreement cannot be voided. End it with endSharingAgreement.',
  sharing_acceptance: 'An acceptance of a sharing agreement cannot be voided. End it with endSharingAcceptance.',
  release: 'A release cannot be voided, because others have seen its figures. Withdraw it with withdrawRelease.',
  coding_release:
    'A release of codings cannot be voided, because others have seen its figures. Correct the codings, and publish again.',
};
