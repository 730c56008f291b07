import { type Disclosure, type LinkedSet, protect } from '@collective-impact/disclosure';
import type { Highs } from 'highs';
import { PublicProgram } from './program.ts';
import { LinkedNumbers, reasonsOf, type Secret } from './public-view.ts';
import { SecretRanges } from './secret-ranges.ts';

/** What came of an attack on one set. */
export interface AttackResult {
  safe: boolean;
  /** Cells of the set; those with a secret; those withheld beyond these and what is settled, as the last resort or not. */
  cells: number;
  sensitive: number;
  beyond: number;
  lastResort: number;
  /** Secrets times lookers, and how many programs were solved for them. */
  questions: number;
  programs: number;
  /** What somebody can narrow further than is granted. */
  narrowed: string[];
  /** How often a decision says that something cannot be protected; and where it, or the set, could have been. */
  excused: number;
  needlessly: string[];
}

/**
 * Attacks the decision about a set with all that is public: by linear programs, and integer ones where these are not whole,
 * it looks for the least and the most that each secret can be, as the public and as every other contributor. What is
 * granted is found in the same way: what could be, were everything withheld that may be.
 */
export function attack(highs: Highs, set: LinkedSet, decision: Disclosure = protect(set)): AttackResult {
  const numbers = new LinkedNumbers(set);
  const secrets = numbers.secrets();
  const reasons = decision.safe ? reasonsOf(decision) : [];
  const result: AttackResult = {
    safe: decision.safe,
    cells: numbers.states.length,
    sensitive: new Set(secrets.map(({ cell }) => cell)).size,
    beyond: reasons.filter((reason) => reason === 'COMPLEMENTARY' || reason === 'LAST_RESORT').length,
    lastResort: reasons.filter((reason) => reason === 'LAST_RESORT').length,
    questions: 0,
    programs: 0,
    narrowed: [],
    excused: decision.safe ? decision.unprotected.length : 0,
    needlessly: [],
  };
  if (secrets.length === 0) return result;
  using seen = new PublicProgram(highs, numbers);
  using possible = new PublicProgram(highs, numbers);
  const ranges = new SecretRanges({ numbers, seen, possible });
  for (const from of [null, ...numbers.contributors]) {
    const others = secrets.filter(({ cell }) => from === null || numbers.ownerOf(cell) !== from);
    result.questions += others.length;
    ranges.lookAs(from, reasons.length === 0 ? numbers.mostWithheld() : reasons.map((reason) => reason !== null));
    for (const { secret, told } of ranges.narrowed(others)) {
      if (!isExcused(decision, { numbers, secret, from })) result.narrowed.push(told);
      else if (ranges.couldBe(secret)) result.needlessly.push(told);
    }
  }
  result.programs = seen.solved + possible.solved;
  if (decision.safe) return result;
  // The attack was on a set of which everything was withheld: what is narrowed there is why it cannot be published.
  const needlessly = result.narrowed.length === 0 ? ['nothing is published, though it could be'] : [];
  return { ...result, narrowed: [], needlessly };
}

/** In the row of totals, a decision may say from whom it cannot protect what. */
function isExcused(
  decision: Disclosure,
  { numbers, secret, from }: { numbers: LinkedNumbers; secret: Secret; from: string | null },
): boolean {
  if (from === null || !numbers.isOfTotals(secret.cell)) return false;
  if (!decision.safe) return true;
  const { dimension, category } = numbers.keysOf(secret.cell);
  return decision.unprotected.some(
    (each) =>
      each.row === null &&
      each.from === from &&
      each.table === secret.table &&
      each.of === secret.of &&
      each.dimension === dimension &&
      each.category === category,
  );
}
