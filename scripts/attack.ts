import { migrate, openDatabase } from '@collective-impact/store';
import { attack } from '../test/disclosure/support/attack.ts';
import { attackGateway } from '../test/disclosure/support/gateway-attack.ts';
import { leaksOf } from '../test/disclosure/support/gateway-leaks.ts';
import { randomScenario } from '../test/disclosure/support/gateway-scenario.ts';
import { play } from '../test/disclosure/support/gateway-world.ts';
import { leastWithheld } from '../test/disclosure/support/least-withheld.ts';
import { randomSet } from '../test/disclosure/support/random-set.ts';
import { loadSolver } from '../test/disclosure/support/solver.ts';

/*
 * npm run attack [sets] [first seed]                   attacks the decisions about random linked sets
 * npm run attack gateway [scenarios] [first seed]      attacks all that a running gateway tells of made-up organizations
 *
 * Prints what came of it. Fails if anybody could narrow a sensitive number further than is granted.
 */

const [name, ...rest] = process.argv.slice(2);
const isOfGateway = name === 'gateway';
const [sets = 1000, first = 1] = (isOfGateway || name === undefined ? rest : [name, ...rest]).map(Number);
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

async function attackReleases(): Promise<boolean> {
  const all = new Tally();
  let failed = false;
  const database = await openDatabase('pglite:memory');
  await migrate(database);
  for (let seed = first; seed < first + sets; seed++) {
    const played = await play(database, randomScenario(seed));
    const result = attackGateway(highs, played);
    const leaks = leaksOf(played);
    all.add('scenarios', 1);
    all.add('releases', played.known.length);
    all.add('refused, since too few reports were new', played.refused);
    all.add('cells', result.cells);
    all.add('withheld', result.withheld);
    all.add('sensitive numbers', result.sensitive);
    all.add('ranges of sensitive numbers, as the public and every other contributor sees them', result.questions);
    all.add('programs solved', result.programs);
    all.add('ranges narrowed further than is granted', result.narrowed.length);
    all.add('sums that a contributor can narrow, as the steward is told', result.excused);
    all.add('other leaks', leaks.length);
    for (const told of [...result.narrowed, ...leaks]) console.log(`seed ${seed}: ${told}`);
    failed ||= result.narrowed.length + leaks.length > 0;
  }
  await database.close();
  all.print('Made-up ecosystems of up to 12 organizations, 2 dimensions, 5 categories and 3 releases');
  return failed;
}

function attackSets(): boolean {
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
  return failed;
}

process.exitCode = (isOfGateway ? await attackReleases() : attackSets()) ? 1 : 0;
