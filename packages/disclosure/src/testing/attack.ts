import type { Highs } from 'highs';
import type { LinkedSet } from '../linked-set.ts';
import { protect } from '../protect.ts';
import type { ProtectionResult } from '../result.ts';
import type { IndexedQuantity } from '../threshold-rule.ts';
import { AttackProgram } from './attack-program.ts';
import { IntervalAttack } from './interval-attack.ts';
import { SetCells, suppressionsOf } from './set-cells.ts';

/** Result of an attack on one set. */
export interface AttackResult {
  safe: boolean;
  /** Number of cells, of cells with a sensitive quantity, and of complementary suppressions. */
  cells: number;
  sensitive: number;
  complementary: number;
  /** Number of complementary suppressions with the reason `LAST_RESORT`. */
  lastResort: number;
  /** Number of attacked intervals (sensitive quantities times audiences), and of programs solved for them. */
  intervals: number;
  programs: number;
  /** Quantities that an audience can narrow, each with a description. */
  narrowed: string[];
  /** Number of quantities that the result lists as unprotected. */
  unprotected: number;
  /** Quantities listed as unprotected, and sets rejected, although they could have been protected. */
  protectable: string[];
}

/**
 * Attacks a result with all public information. Linear programs, and integer programs where their solutions are not
 * integers, compute the feasibility interval of each sensitive quantity for the public and for every other contributor.
 * The required interval is computed in the same way, as if every cell were suppressed that can be.
 *
 * @see https://doi.org/10.1002/9781118348239 Hundepool et al., Statistical Disclosure Control, chapter 4
 */
export function attack(
  highs: Highs,
  { set, result = protect(set) }: { set: LinkedSet; result?: ProtectionResult },
): AttackResult {
  const cells = new SetCells(set);
  const quantities = cells.sensitiveQuantities();
  const suppressions = result.safe ? suppressionsOf(result) : [];
  const outcome: AttackResult = {
    safe: result.safe,
    cells: cells.statuses.length,
    sensitive: new Set(quantities.map(({ cell }) => cell)).size,
    complementary: suppressions.filter((each) => each === 'COMPLEMENTARY' || each === 'LAST_RESORT').length,
    lastResort: suppressions.filter((each) => each === 'LAST_RESORT').length,
    intervals: 0,
    programs: 0,
    narrowed: [],
    unprotected: result.safe ? result.unprotected.length : 0,
    protectable: [],
  };
  if (quantities.length === 0) return outcome;
  using known = new AttackProgram(highs, cells);
  using widest = new AttackProgram(highs, cells);
  const intervals = new IntervalAttack({ cells, known, widest });
  const suppressed = suppressions.length === 0 ? cells.maximumSuppression() : suppressions.map((each) => each !== null);
  for (const audience of [null, ...cells.contributors]) {
    const others = quantities.filter(({ cell }) => audience === null || cells.contributorOf(cell) !== audience);
    outcome.intervals += others.length;
    intervals.attackAs(audience, suppressed);
    for (const { sensitive, description } of intervals.narrowed(others)) {
      if (!isListedAsUnprotected(result, { cells, sensitive, audience })) outcome.narrowed.push(description);
      else if (intervals.canBeProtected(sensitive)) outcome.protectable.push(description);
    }
  }
  outcome.programs = known.solved + widest.solved;
  if (result.safe) return outcome;
  // Every cell was suppressed in the attacked set. Quantities that can still be narrowed justify its rejection.
  const protectable =
    outcome.narrowed.length === 0 ? ['Nothing is published, although the set could be protected.'] : [];
  return { ...outcome, narrowed: [], protectable };
}

/** Whether a result states that a quantity of the total row is unprotected from a contributor. */
function isListedAsUnprotected(
  result: ProtectionResult,
  { cells, sensitive, audience }: { cells: SetCells; sensitive: IndexedQuantity; audience: string | null },
): boolean {
  if (audience === null || !cells.isInTotalRow(sensitive.cell)) return false;
  if (!result.safe) return true;
  const { dimension, category } = cells.keysOf(sensitive.cell);
  return result.unprotected.some(
    (each) =>
      each.row === null &&
      each.audience === audience &&
      each.table === sensitive.table &&
      each.quantity === sensitive.quantity &&
      each.dimension === dimension &&
      each.category === category,
  );
}
