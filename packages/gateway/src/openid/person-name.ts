import type { JsonObject } from '../shared/json-object.ts';

/** Most characters of the name of a principal. */
const longestName = 200;

/**
 * The name of a person in the claims of a token: the first of `name`, `preferred_username` and the subject that has a letter or a
 * digit. Control characters become spaces, and a long name is cut.
 */
export function nameIn({ name, preferred_username: userName }: JsonObject, subject: string): string {
  const names = [name, userName].map((claim) => (typeof claim === 'string' ? clean(claim) : ''));
  return names.find((each) => /[\p{L}\p{N}]/u.test(each)) ?? clean(subject);
}

/** Without characters that end a line, change the direction of text or are half of a pair. */
function clean(text: string): string {
  const oneLine = text
    .slice(0, 2000)
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]+/gu, ' ');
  return [...oneLine.replaceAll(/ +/g, ' ').trim()].slice(0, longestName).join('').trim();
}
