/**
 * The candidate that `word` was most likely meant to be, or undefined where none is near enough: at most a third of
 * the letters may differ. Capitals do not count.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const meant = word.trim().toLowerCase();
  let best: string | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const distance = editDistance(meant, candidate.trim().toLowerCase());
    if (distance > Math.max(1, Math.floor(Math.max(meant.length, candidate.length) / 3))) continue;
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** `; did you mean "…"?`, or nothing where no candidate is near. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const meant = nearest(word, candidates);
  return meant === undefined ? '' : `; did you mean "${meant}"?`;
}

/** What would have been right, and which of it was probably meant: `; known: "a", "b"; did you mean "a"?`. */
export function knownWords(word: string, known: readonly string[]): string {
  const listed = known.slice(0, 30).map((one) => `"${one}"`);
  if (known.length > listed.length) listed.push(`and ${known.length - listed.length} more`);
  return `; known: ${listed.join(', ')}${didYouMean(word, known)}`;
}

/** Insertions, deletions, replacements and swaps of neighbours that lead from one word to the other. */
function editDistance(from: string, to: string): number {
  if (Math.abs(from.length - to.length) > 20 || from.length > 200) return Number.POSITIVE_INFINITY;
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const same = from[row - 1] === to[column - 1];
      let cost = Math.min(at(last, column) + 1, at(current, column - 1) + 1, at(last, column - 1) + (same ? 0 : 1));
      const swapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (swapped) cost = Math.min(cost, at(beforeLast, column - 2) + 1);
      current.push(cost);
    }
    beforeLast = last;
    last = current;
  }
  return at(last, to.length);
}

function at(costs: number[], index: number): number {
  return costs[index] ?? Number.POSITIVE_INFINITY;
}
