import { type Database, migrate, openDatabase } from '@collective-impact/store';
import { attack, loadSolver, minimumComplementaryCount, randomSet } from '../packages/disclosure/src/testing/index.ts';
import { decide } from '../test/disclosure/support/decision-world.ts';
import { attackGateway } from '../test/disclosure/support/gateway-attack.ts';
import { leaksOf } from '../test/disclosure/support/gateway-leaks.ts';
import { type PlayedScenario, play } from '../test/disclosure/support/gateway-world.ts';
import { playedScenario } from '../test/disclosure/support/played-scenario.ts';
import type { Scenario } from '../test/disclosure/support/scenario/gateway-scenario.ts';
import { randomScenario, type ScenarioSizes } from '../test/disclosure/support/scenario/random-scenario.ts';

/*
 * npm run attack [sets] [first seed]                   attacks how random linked sets are protected
 * npm run attack gateway [scenarios] [first seed]      attacks everything that a running gateway returns for random reports
 * npm run attack decisions [scenarios] [first seed]    attacks release decisions without a gateway, which is much faster
 * npm run attack crossings [scenarios] [first seed]    attacks decisions on reports of two crossed dimensions
 *
 * Prints figures, and fails if an audience can narrow a sensitive quantity to less than the required interval, or if the integer
 * programs end at their limit of nodes before they decide whether it can.
 */

const [name, ...rest] = process.argv.slice(2);
const isOfReleases = name === 'gateway' || name === 'decisions' || name === 'crossings';
const [sets = 1000, first = 1] = (isOfReleases || name === undefined ? rest : [name, ...rest]).map(Number);
const highs = await loadSolver();

const sizes: ScenarioSizes = { organizations: 12, ownShare: 0.4, lateShare: 0.3, boundedShare: 0.15 };
/** An ecosystem that reports a total of its own has no crossing. */
const crossedSizes: ScenarioSizes = {
  organizations: 7,
  ownShare: 0.1,
  placeShare: 0.05,
  isCrossed: true,
  kinds: ['RATIO', 'RATIO', 'COUNT', 'ASKED', 'AMOUNT', 'SHARE'],
};

function scenarioOf(seed: number): Scenario {
  if (name === 'gateway') return playedScenario(seed);
  return randomScenario(seed, name === 'crossings' ? crossedSizes : sizes);
}

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

/** Plays scenarios through a gateway with its own database, or through the decision alone. */
async function attackReleases({ database }: { database: Database | null }): Promise<boolean> {
  const all = new Tally();
  const title = 'Random ecosystems of up to 12 organizations, 2 dimensions, 5 categories and 3 releases';
  let failed = false;
  for (let seed = first; seed < first + sets; seed++) {
    // Intermediate figures remain visible if the run is stopped.
    if (seed > first && (seed - first) % 100 === 0) all.print(title);
    const scenario = scenarioOf(seed);
    const played = database ? await play(database, scenario) : decide(scenario);
    const result = attackGateway(highs, played);
    const leaks = database ? leaksOf(played) : [];
    all.add('scenarios', 1);
    all.add('releases', played.known.length);
    all.add('releases rejected, because too few reports were new', played.refused);
    all.add('cells', result.cells);
    all.add('suppressed cells', result.withheld);
    all.add('published cells of crossings', publishedCrossedCells(played));
    all.add('suppressed cells with a sensitive quantity', result.withheldSensitive);
    all.add('sensitive quantities', result.sensitive);
    all.add('feasibility intervals, for the public and every other contributor', result.questions);
    all.add('programs solved', result.programs);
    all.add('intervals narrower than required', result.narrowed.length);
    all.add('undecided intervals, whose programs end at their limit', result.undecided.length);
    all.add('intervals of ratios that would be wider if a cell counted as both its numbers', result.lower);
    all.add('totals that a contributor can narrow, as reported to the steward', result.reportedUnprotected);
    all.add('disparities of categories', disparitiesIn(played));
    all.add('other leaks', leaks.length);
    for (const leak of [...result.narrowed, ...leaks]) console.log(`seed ${seed}: ${leak}`);
    for (const interval of result.undecided) console.log(`seed ${seed}: undecided: ${interval}`);
    failed ||= result.narrowed.length + result.undecided.length + leaks.length > 0;
  }
  all.print(title);
  return failed;
}

/** Number of published cells of two dimensions in the last release. */
function publishedCrossedCells({ seen }: PlayedScenario): number {
  const cells = seen.at(-1)?.releases.at(-1)?.cells.nodes ?? [];
  return cells.filter(({ categories, suppressed }) => categories.length === 2 && !suppressed).length;
}

/** Number of disparities that the public reads, with a figure or suppressed. */
function disparitiesIn({ seen }: PlayedScenario): number {
  return seen.flatMap(({ disparities }) => disparities.flatMap(({ categories }) => categories)).length;
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
    const result = attack(highs, { set: randomSet(seed) });
    all.add('sets', 1);
    all.add('sets that cannot be published, because of what is public already', result.safe ? 0 : 1);
    all.add('cells', result.cells);
    all.add('sensitive cells', result.sensitive);
    all.add('complementary suppressions', result.complementary);
    all.add('complementary suppressions as a last resort', result.lastResort);
    all.add('feasibility intervals, for the public and every other contributor', result.intervals);
    all.add('programs solved', result.programs);
    all.add('intervals narrower than required', result.narrowed.length);
    all.add('quantities of total rows that a contributor can narrow, as stated in the result', result.unprotected);
    all.add('of these, and of unpublished sets, unnecessary ones', result.protectable.length);
    for (const fault of [...result.narrowed, ...result.protectable]) console.log(`seed ${seed}: ${fault}`);
    if (result.narrowed.length > 0) failed = true;
  }
  all.print('Random linked sets of up to 30 rows, 3 dimensions, 8 categories');

  const small = new Tally();
  for (let seed = first; seed < first + Math.min(sets, 200); seed++) {
    const set = randomSet(seed, { rows: 4, dimensions: 2, categories: 3 });
    const result = attack(highs, { set });
    if (!result.safe || result.sensitive === 0) continue;
    small.add('sets', 1);
    small.add('sensitive cells', result.sensitive);
    small.add('complementary suppressions', result.complementary);
    small.add('complementary suppressions of the exact minimum', minimumComplementaryCount(highs, set));
  }
  small.print('Small sets compared with an exact solver');
  return failed;
}

async function attackByName(): Promise<boolean> {
  if (name === 'gateway') return attackGateways();
  return isOfReleases ? attackReleases({ database: null }) : attackSets();
}

process.exitCode = (await attackByName()) ? 1 : 0;
