import { createHash, randomInt } from 'node:crypto';
import { crc32 } from 'node:zlib';

const prefix = 'ci_live_';
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const secretLength = 30;
const checksumLength = 6;
const form = new RegExp(`^[0-9A-Za-z]{${secretLength + checksumLength}}$`);

/**
 * A new API key: `ci_live_`, 30 random characters of base 62 (178 bits), and their CRC-32 in base 62. Secret scanners recognize
 * this form, and a mistyped key is rejected without a query.
 *
 * @see https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/
 */
export function newApiKey(): string {
  return newSecret(prefix);
}

/** Whether a text has the form and the checksum of an API key. */
export function isApiKey(text: string): boolean {
  return isSecretOf(prefix, text);
}

/** A new secret of the form of an API key, with a prefix that names its kind. */
export function newSecret(kind: string): string {
  const secret = Array.from({ length: secretLength }, () => alphabet[randomInt(alphabet.length)]).join('');
  return `${kind}${secret}${checksumOf(secret)}`;
}

/** Whether a text has the prefix of a kind of secret, its form and its checksum. */
export function isSecretOf(kind: string, text: string): boolean {
  const rest = text.slice(kind.length);
  return text.startsWith(kind) && form.test(rest) && rest.endsWith(checksumOf(rest.slice(0, -checksumLength)));
}

/** The SHA-256 of an API key or another secret, by which the database knows it. */
export function hashOfKey(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

function checksumOf(secret: string): string {
  let rest = crc32(secret);
  let digits = '';
  while (rest > 0) {
    digits = `${alphabet[rest % alphabet.length]}${digits}`;
    rest = Math.floor(rest / alphabet.length);
  }
  return digits.padStart(checksumLength, '0');
}
