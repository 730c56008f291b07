import { type Database, migrate, openDatabase } from '@collective-impact/store';
import { attack } from '../test/disclosure/support/attack.ts';
import { decide } from '../test/disclosure/support/decision-world.ts';
import { attackGateway } from '../test/disclosure/support/gateway-attack.ts';
import { leaksOf } from '../test/disclosure/support/gateway-leaks.ts';
import { play } from '../test/disclosure/support/gateway-world.ts';
import { leastWithheld } from '../test/disclosure/support/least-withheld.ts';
import { randomScenario } from '../test/disclosure/support/random-scenario.ts';
import { randomSet } from '../test/disclosure/support/random-set.ts';
import { loadSolver } from '../test/disclosure/support/solver.ts';

/*
 * npm run attack [sets] [first seed]                   attacks the decisions about random linked sets
 * npm run attack gateway [scenarios] [first seed]      attacks all that a running gateway tells of made-up organizations
 * npm run attack decisions [scenarios] [first seed]    the same, of what is decided, without a gateway: many more of them
 *
 * Prints what came of it. Fails if anybody could narrow a sensitive number further than is granted.
 */

const [name, ...rest] = process.argv.slice(2);
const isOfReleases = name === 'gateway' || name === 'decisions';
const [sets = 1000, first = 1] = (isOfReleases || name === undefined ? rest : [name, ...rest]).map(Number);
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

/** Takes scenarios to a gateway with a database of its own, or to the decision alone. */
async function attackReleases({ database }: { database: Database | null }): Promise<boolean> {
  const all = new Tally();
  const title = 'Made-up ecosystems of up to 12 organizations, 2 dimensions, 5 categories and 3 releases';
  let failed = false;
  for (let seed = first; seed < first + sets; seed++) {
    // What came of it so far stays where it is stopped.
    if (seed > first && (seed - first) % 100 === 0) all.print(title);
    const scenario = randomScenario(seed);
    const played = database ? await play(database, scenario) : decide(scenario);
    const result = attackGateway(highs, played);
    const leaks = database ? leaksOf(played) : [];
    all.add('scenarios', 1);
    all.add('releases', played.known.length);
    all.add('refused, since too few reports were new', played.refused);
    all.add('cells', result.cells);
    all.add('withheld', result.withheld);
    all.add('of them with a sensitive number', result.withheldSensitive);
    all.add('sensitive numbers', result.sensitive);
    all.add('ranges of sensitive numbers, as the public and every other contributor sees them', result.questions);
    all.add('programs solved', result.programs);
    all.add('ranges narrowed further than is granted', result.narrowed.length);
    all.add('ranges of ratios that would begin lower, if a cell were counted as both its numbers', result.lower);
    all.add('sums that a contributor can narrow, as the steward is told', result.excused);
    all.add('other leaks', leaks.length);
    for (const told of [...result.narrowed, ...leaks]) console.log(`seed ${seed}: ${told}`);
    failed ||= result.narrowed.length + leaks.length > 0;
  }
  all.print(title);
  return failed;
}

async function attackGateways(): Promise<boolean> {
  const database = await openDatabase('pglite:memory');
  await migrate(database);
  const failed = await attackReleases({ database });
  await database.close();
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

async function attackByName(): Promise<boolean> {
  if (name === 'gateway') return attackGateways();
  return name === 'decisions' ? attackReleases({ database: null }) : attackSets();
}

process.exitCode = (await attackByName()) ? 1 : 0;
