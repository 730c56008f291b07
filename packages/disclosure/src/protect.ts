import { cellRole, IndexedSet } from './indexed-set.ts';
import type { LinkedSet } from './linked-set.ts';
import { ProtectionRequirements } from './protection-requirements.ts';
import { ProtectionSearch } from './protection-search.ts';
import type { ProtectionResult } from './result.ts';
import { safeResult } from './safe-result.ts';
import { unprovenCells } from './verification.ts';

/**
 * Decides which cells of linked tables are suppressed, so that no small count can be computed or narrowed from the
 * published cells.
 *
 * Primary suppression follows the threshold rule: a quantity n with 0 < n < threshold is sensitive (also n = 0 if
 * `hideZeros`). Quantities are the counts of each table and, with public denominators, denominator minus count. A cell
 * that is `PUBLISHED` already is not sensitive, because it can no longer be protected.
 *
 * Complementary suppression makes the pattern *safe*: for each sensitive quantity there are two tables that the
 * audience cannot distinguish from the true one. In one of them the quantity has the lowest value that public knowledge
 * allows at all, in the other it is threshold − 1. Such a table satisfies every sum, equals the true table where cells
 * are published, and has at least 1 in a suppressed cell. (At least 0 if zeros are hidden, if the cell is
 * `NEVER_PUBLISHED`, or if the other one of two tables has a count.) The audience is the public, and any one
 * contributor who knows its own rows. Quantities of the total row that cannot be protected from a contributor are
 * listed as `unprotected`.
 *
 * If means are published with the counts, such a table also has sums of scores that add up to those that are published.
 *
 * Out of scope: contributors who collude, and an attacker who inverts the algorithm.
 *
 * Each witness is verified independently of the search before the result is returned. If public
 * information makes protection impossible, the result is `safe: false`, and no cell of the set can be published. The
 * order of rows, dimensions and categories has no effect on the decision. Throws a RangeError if the set is malformed,
 * because sums do not add up, values are not integers of at least 0, keys are repeated, or lists have unequal lengths.
 *
 * @see https://doi.org/10.1002/9781118348239 Hundepool et al., Statistical Disclosure Control, chapter 4
 */
export function protect(set: LinkedSet): ProtectionResult {
  const indexed = new IndexedSet(set);
  const requirements = new ProtectionRequirements(indexed);
  const attempts: Attempt[] = [
    { requirements, lastResort: false, removesRedundant: true },
    { requirements, lastResort: true, removesRedundant: true },
  ];
  if (indexed.scores !== null && isEverythingSuppressible(indexed))
    attempts.push({ requirements: withoutScores(set), lastResort: true, removesRedundant: false });
  let unproven: number[] = [];
  for (const { requirements, lastResort, removesRedundant } of attempts) {
    const search = new ProtectionSearch(requirements, { suppressAll: lastResort });
    unproven = search.protectAll().map(({ sensitive }) => sensitive.cell);
    if (unproven.length > 0) continue;
    if (removesRedundant) search.removeRedundant();
    const { pattern, required } = search;
    unproven = unprovenCells(requirements, { isSuppressed: (cell) => pattern.has(cell), required });
    if (unproven.length === 0) return safeResult(requirements, { search, lastResort });
  }
  return { safe: false, cells: [...new Set(unproven)].map((cell) => indexed.addressOf(cell)) };
}

/** A way to look for a safe pattern, in the order in which they are tried. */
interface Attempt {
  requirements: ProtectionRequirements;
  /** Whether the search begins with every eligible cell suppressed. */
  lastResort: boolean;
  removesRedundant: boolean;
}

/** Whether no count above 0 is public before the decision. */
function isEverythingSuppressible({ roles, tables, cellCount }: IndexedSet): boolean {
  return roles
    .subarray(0, cellCount)
    .every((role, cell) => role !== cellRole.published || tables.every((counts) => counts[cell] === 0));
}

/**
 * The requirements of a set in which no mean is published, because everything is suppressed. Then scores tell nothing:
 * everyone could have the same score.
 */
function withoutScores({ scale: _scale, rows, ...set }: LinkedSet): ProtectionRequirements {
  return new ProtectionRequirements(new IndexedSet({ ...set, rows: rows.map(({ scores: _scores, ...row }) => row) }));
}
