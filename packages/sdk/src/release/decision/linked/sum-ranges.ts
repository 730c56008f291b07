/** The numbers that an unknown number can be. `highest` is infinite if nothing limits it. */
export interface KnownRange {
  lowest: number;
  highest: number;
}

/** An equation of unknown numbers, by their keys: one of them is the sum of the others. */
export interface KnownSum {
  whole: string;
  parts: readonly string[];
}

/** Each round carries what is known over one more equation. A row has fewer in a chain. */
const mostRounds = 30;

/** The ranges of unknown numbers that follow from what is known of them and of their sums. Each is at least 0. */
export function rangesBySums(
  known: ReadonlyMap<string, KnownRange>,
  sums: readonly KnownSum[],
): ReadonlyMap<string, KnownRange> {
  const ranges = new Map(known);
  const rangeOf = (key: string) => ranges.get(key) ?? { lowest: 0, highest: Number.POSITIVE_INFINITY };
  const narrow = (key: string, { lowest, highest }: KnownRange): boolean => {
    const before = rangeOf(key);
    const after = { lowest: Math.max(before.lowest, lowest), highest: Math.min(before.highest, highest) };
    ranges.set(key, after);
    return after.lowest > before.lowest || after.highest < before.highest;
  };
  for (let round = 0; round < mostRounds; round++) {
    const changed = sums.flatMap(({ whole, parts }) => {
      const total = sumOf(parts.map(rangeOf));
      const ofWhole = narrow(whole, total);
      const { lowest, highest } = rangeOf(whole);
      const ofParts = parts.map((part) => {
        const others = sumOf(parts.filter((each) => each !== part).map(rangeOf));
        return narrow(part, { lowest: lowest - others.highest, highest: highest - others.lowest });
      });
      return [ofWhole, ...ofParts];
    });
    if (!changed.includes(true)) break;
  }
  return ranges;
}

function sumOf(ranges: readonly KnownRange[]): KnownRange {
  return {
    lowest: ranges.reduce((sum, each) => sum + each.lowest, 0),
    highest: ranges.reduce((sum, each) => sum + each.highest, 0),
  };
}
