import { Arrangement } from './arrangement.ts';
import { Coverage } from './coverage.ts';
import type { Disclosure } from './decision.ts';
import type { LinkedSet } from './linked-set.ts';
import { RangeEnds } from './range-end.ts';
import { tell } from './telling.ts';
import { unprovenCells } from './verification.ts';

export type * from './decision.ts';
export type * from './linked-set.ts';

/**
 * Decides which cells of a linked set are withheld, so that no small number of people can be told from what is shown.
 *
 * A number `n` with 0 < n < threshold is sensitive (0 too, where zeros are hidden): a count, either table of a ratio, what
 * is left of a numerator up to its ceiling. What is `SHOWN` already is not: it can no longer be protected.
 *
 * The decision is *safe* when for each sensitive number there are two tables that nobody can tell from the true one: in one
 * it is as low as it can be at all under what is public, in the other it is threshold − 1. Such a table keeps to every sum,
 * has every shown number, is at least 1 where a single count is withheld, and at least 0 where zeros are hidden, where a
 * cell is never shown, or where the other one of two tables has people. It is so for the public, and for any one
 * contributor who knows its own rows; where that cannot be had for a number in the row of totals, the decision says so.
 * Out of scope are contributors who collude, and an attacker who runs the decision backwards.
 *
 * Every such table is checked by itself before the answer is given. Where none can be found because of what is public
 * already, the answer is `safe: false`, and nothing of the set can be published. The order of rows, dimensions and
 * categories does not matter. A set that does not add up, or is not of whole numbers from 0, throws a RangeError.
 */
export function protect(set: LinkedSet): Disclosure {
  const arrangement = new Arrangement(set);
  const ranges = new RangeEnds(arrangement);
  let unproven: number[] = [];
  for (const whole of [false, true]) {
    const coverage = new Coverage(ranges, { whole });
    unproven = coverage.extend().map(({ number }) => number.cell);
    if (unproven.length > 0) continue;
    coverage.giveBack();
    const { pattern, ends } = coverage;
    unproven = unprovenCells(ranges, { isWithheld: (cell) => pattern.has(cell), ends });
    if (unproven.length === 0) return tell(ranges, { coverage, whole });
  }
  return { safe: false, cells: [...new Set(unproven)].map((cell) => arrangement.placeOf(cell)) };
}
