import { isSecretOf, newSecret } from '../api-key/api-key.ts';

const prefix = 'ci_invite_';

/** A new secret of an invitation. It has the form of an API key with the prefix `ci_invite_`. */
export function newInvitationSecret(): string {
  return newSecret(prefix);
}

/** Whether a text has the form and the checksum of the secret of an invitation. */
export function isInvitationSecret(text: string): boolean {
  return isSecretOf(prefix, text);
}
