import { describeRemoval, type Restored, type RestoredAccess } from '@collective-impact/store';

/** What a restore has done, in one line for each step. */
export function restoredSummary({ rows, tables, removed, migrated, erased }: Restored): string[] {
  return [
    ...(removed === null ? [] : [`Deleted ${describeRemoval(removed)}.`]),
    `Restored ${rows} rows in ${tables} tables.`,
    ...(erased === 0
      ? []
      : [
          `Repeated ${erased} ${erased === 1 ? 'erasure' : 'erasures'} of personal data that ${erased === 1 ? 'is' : 'are'} later than the backup.`,
        ]),
    ...(migrated.length === 0 ? [] : [`Applied migrations: ${migrated.join(', ')}.`]),
  ];
}

/** The API keys and invitations that are valid after a restore, and what the operator has to do about them. */
export function accessSummary({ keys, invitations, at, isRevoked }: RestoredAccess): string {
  const counted = `${keys} API ${keys === 1 ? 'key' : 'keys'} and ${invitations} open ${invitations === 1 ? 'invitation' : 'invitations'}`;
  if (isRevoked) {
    return `Revoked ${counted} of the backup. Create new keys with \`collective-impact key create --principal\`.`;
  }
  return `The backup contains ${counted}. Those that were revoked or used after ${at.slice(0, 19)}Z are valid again, as are roles and persons that were revoked since. Revoke them again. To revoke all API keys and open invitations, restore with --revoke-keys.`;
}
