import { attack } from '../test/disclosure/support/attack.ts';
import { leastWithheld } from '../test/disclosure/support/least-withheld.ts';
import { randomSet } from '../test/disclosure/support/random-set.ts';
import { loadSolver } from '../test/disclosure/support/solver.ts';

/*
 * npm run attack [sets] [first seed]     attacks the decisions about random linked sets, and prints what came of it
 *
 * Fails if anybody could narrow a sensitive number further than is granted.
 */

const [sets = 1000, first = 1] = process.argv.slice(2).map(Number);
const highs = await loadSolver();

/** Sums of numbers by name. */
class Tally {
  readonly sums = new Map<string, number>();

  add(name: string, amount: number): void {
    this.sums.set(name, (this.sums.get(name) ?? 0) + amount);
  }

  print(title: string): void {
    console.log(`\n${title}`);
    for (const [name, sum] of this.sums) console.log(`${sum.toLocaleString('en').padStart(12)}  ${name}`);
  }
}

const all = new Tally();
let failed = false;
for (let seed = first; seed < first + sets; seed++) {
  const result = attack(highs, randomSet(seed));
  all.add('sets', 1);
  all.add('of them not to be published, since what is public already gives too much away', result.safe ? 0 : 1);
  all.add('cells', result.cells);
  all.add('sensitive cells', result.sensitive);
  all.add('withheld beyond these', result.beyond);
  all.add('of them as the last resort', result.lastResort);
  all.add('ranges of sensitive numbers, as the public and every other contributor sees them', result.questions);
  all.add('programs solved', result.programs);
  all.add('ranges narrowed further than is granted', result.narrowed.length);
  all.add('numbers in rows of totals that a contributor can narrow, as the steward is told', result.excused);
  all.add('of these, and of sets not published, needlessly', result.needlessly.length);
  for (const told of [...result.narrowed, ...result.needlessly]) console.log(`seed ${seed}: ${told}`);
  if (result.narrowed.length > 0) failed = true;
}
all.print('Random linked sets of up to 30 rows, 3 dimensions, 8 categories');

const least = new Tally();
for (let seed = first; seed < first + Math.min(sets, 200); seed++) {
  const set = randomSet(seed, { rows: 4, dimensions: 2, categories: 3 });
  const result = attack(highs, set);
  if (!result.safe || result.sensitive === 0) continue;
  least.add('sets', 1);
  least.add('sensitive cells', result.sensitive);
  least.add('withheld beyond these', result.beyond);
  least.add('withheld beyond these by the smallest choice there is', leastWithheld(highs, set));
}
least.print('Small sets beside an exact solver');

process.exitCode = failed ? 1 : 0;
