import type { Issue } from './outcome.ts';

/**
 * Whether a database can hold a text: PostgreSQL has no place for the character U+0000, and half of a surrogate pair is
 * no character at all.
 */
export function isStorable(text: string): boolean {
  return typeof text === 'string' && !text.includes('\0') && text.isWellFormed();
}

/** Whether a reader sees anything of a text: spaces, marks of direction and joiners show nothing by themselves. */
export function isVisible(text: string): boolean {
  return /[^\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Z}]/u.test(text);
}

/** An issue for every text of a command that cannot be stored, at any depth. Names of fields are not checked. */
export function judgeTexts(value: unknown): Issue[] {
  return judgeTextsAt(value, []);
}

function judgeTextsAt(value: unknown, path: string[]): Issue[] {
  if (typeof value === 'string') {
    if (isStorable(value)) return [];
    return [{ code: 'INVALID', path, message: 'a text cannot hold the character U+0000 or half of a surrogate pair' }];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, entry]) => judgeTextsAt(entry, [...path, name]));
}
