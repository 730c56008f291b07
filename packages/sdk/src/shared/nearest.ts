import leven from 'leven';

/** A longer word is not a misspelled name, and would take long to compare. */
const longestWord = 200;

/**
 * The candidate that is most similar to `word`, or undefined if none is similar. At most a third of the letters may
 * differ, or one letter of a short word. Two adjacent letters in the wrong order count as one; capitals do not count.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  if (typeof word !== 'string' || !isIterable(candidates)) return undefined;
  const wanted = word.trim().toLowerCase();
  if (wanted.length > longestWord) return undefined;
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    if (typeof candidate !== 'string') continue;
    const limit = Math.max(1, Math.floor(Math.max(wanted.length, candidate.length) / 3));
    const distance = distanceUpTo(limit + 1, [wanted, candidate.trim().toLowerCase()]);
    if (distance <= limit && distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** A sentence to append to a message, such as ` Did you mean "Year"?`. Empty if no candidate is similar to `word`. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const suggestion = nearest(word, candidates);
  return suggestion === undefined ? '' : ` Did you mean "${suggestion}"?`;
}

/**
 * Sentences to append to a message: the known values, and the most similar one, such as
 * ` Known values: "a", "b". Did you mean "a"?`. Lists at most 30 values. Empty if there are none.
 */
export function knownWords(word: string, known: readonly string[]): string {
  if (!Array.isArray(known) || known.length === 0) return '';
  const listed = known.slice(0, 30).map((one) => `"${one}"`);
  if (known.length > listed.length) listed.push(`and ${known.length - listed.length} more`);
  return ` Known values: ${listed.join(', ')}.${didYouMean(word, known)}`;
}

function distanceUpTo(maxDistance: number, [from, to]: [string, string]): number {
  return isOneSwap(from, to) ? 1 : leven(from, to, { maxDistance });
}

function isIterable(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Symbol.iterator in value;
}

/** Whether the words differ in the order of two adjacent letters only, which the Levenshtein distance counts as two. */
function isOneSwap(from: string, to: string): boolean {
  if (from.length !== to.length) return false;
  let at = 0;
  while (at < from.length && from[at] === to[at]) at += 1;
  return at + 1 < from.length && from === to.slice(0, at) + (to[at + 1] ?? '') + (to[at] ?? '') + to.slice(at + 2);
}
