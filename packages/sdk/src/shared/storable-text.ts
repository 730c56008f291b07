import { namedField } from './named-field.ts';
import type { Issue } from './outcome.ts';

/**
 * Whether the database can store a text. PostgreSQL cannot store the character U+0000, and half of a surrogate pair is not a
 * character.
 */
export function isStorable(text: string): boolean {
  return typeof text === 'string' && !text.includes('\0') && text.isWellFormed();
}

/** Whether a text has at least one visible character. Spaces, blank Braille cells, direction marks and joiners alone are invisible. */
export function isVisible(text: string): boolean {
  return /[^\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Z}\u2800]/u.test(text);
}

/** Control characters that change the order of other characters on a screen, so that a name reads as another name. */
const reordering = /[\u202a-\u202e\u2066-\u2069]/u;

/**
 * The first control character of a text, as `U+001B`. Several lines can contain tabs and line breaks, and one line none, U+2028 and
 * U+2029 included. Direction marks, which texts from right to left need, are not control characters; embeddings, overrides and
 * isolates are.
 *
 * @see https://www.unicode.org/reports/tr9/
 */
export function controlCharacterIn(text: string, lines: 'ONE' | 'SEVERAL'): string | undefined {
  const [found] =
    (lines === 'ONE' ? /[\p{Cc}\p{Zl}\p{Zp}]/u : /[^\P{Cc}\t\n\r]/u).exec(text) ?? reordering.exec(text) ?? [];
  return found && `U+${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** The most levels of lists and objects in a value of a command. */
const mostLevels = 32;

/** Whether a value has more than 32 levels of lists and objects, as one that contains itself has. */
export function isTooDeep(value: unknown): boolean {
  return hasMoreLevels(value, mostLevels);
}

function hasMoreLevels(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((entry) => hasMoreLevels(entry, levels - 1));
}

/**
 * Returns an issue for each text in a value, at any depth, that cannot be stored, and for each field of the value with more than 32
 * levels. Field names are not checked.
 */
export function judgeTexts(value: unknown): Issue[] {
  return judgeTextsAt(value, []);
}

function judgeTextsAt(value: unknown, path: string[]): Issue[] {
  if (typeof value === 'string') {
    if (isStorable(value)) return [];
    const message = `${namedField(path)} must not contain the character U+0000 or half of a surrogate pair. Remove it.`;
    return [{ code: 'INVALID', path, message }];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, entry]) => {
    const entryPath = [...path, name];
    return path.length === 0 && isTooDeep(entry) ? [tooDeep(entryPath)] : judgeTextsAt(entry, entryPath);
  });
}

/** The issue of a value with too many levels. */
export function tooDeep(path: string[]): Issue {
  const message = `${namedField(path)} has more than ${mostLevels} levels of lists and objects. Remove the inner ones.`;
  return { code: 'INVALID', path, message };
}
