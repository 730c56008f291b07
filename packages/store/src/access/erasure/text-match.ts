import { type Expression, type RawBuilder, sql } from 'kysely';

/** Texts of this length or less are found as whole words, because they are parts of many words. */
const short = 3;
export const shortest = 2;

/** Letters of other scripts than Latin. */
const beyondLatin = /[\u0250-\u{10FFFF}]/u;

/** Whether a text is long enough to be sought: two characters, or one of a script in which one can be a name. */
export function isLongEnough(sought: string): boolean {
  return sought.length >= shortest || beyondLatin.test(sought);
}

/** Whether a text contains the sought one, in SQL: a first selection, of which {@link positionOf} decides. */
export function isIn(sought: string, value: Expression<unknown>): RawBuilder<boolean> {
  return sql`mentions(${value}, ${sought})`;
}

/**
 * The position of the sought text in another one. Case is ignored. -1 if there is none. A text of at most three characters must be a
 * whole word, unless it has other letters than Latin ones, because not every script separates words. The function `mentions` of the
 * database has the same rule.
 */
export function positionOf(sought: string, text: string): number {
  const [needle, hay] = [sought.toLowerCase(), text.toLowerCase()];
  if (needle.length > short || beyondLatin.test(needle)) return hay.indexOf(needle);
  return hay.search(new RegExp(`(?<![\\p{L}\\p{N}])${escaped(needle)}(?![\\p{L}\\p{N}])`, 'u'));
}

const escaped = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
