import { openTestDatabase, type TestDatabase } from '@collective-impact/store/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadSolver } from '../../packages/disclosure/src/testing/index.ts';
import { attackGateway } from './support/gateway-attack.ts';
import { leaksOf } from './support/gateway-leaks.ts';
import { type PlayedScenario, play } from './support/gateway-world.ts';
import { randomScenario } from './support/random-scenario.ts';
import { keyOf } from './support/seen-cells.ts';

/*
 * Made-up organizations report, are late and correct themselves, and a steward releases; then a solver is given what the
 * public can read from the running gateway, and nothing else. `npm run attack gateway 1000` takes a thousand scenarios.
 */

const highs = await loadSolver();
const sizes = { organizations: 7, ownShare: 0.5 };
const seeds = Array.from({ length: process.env.TEST_LONG ? 1000 : 24 }, (_, at) => at + 1);
const played: PlayedScenario[] = [];
let database: TestDatabase;

/** The same with every number of an organization shown that is not small by itself. */
function careless(scenario: PlayedScenario): PlayedScenario {
  const copy = structuredClone(scenario);
  const { threshold } = copy.scenario;
  for (const [at, { cells }] of (copy.seen.at(-1)?.releases ?? []).entries()) {
    for (const cell of cells.nodes) {
      const who = cell.organization ? copy.nameOf.get(cell.organization.id) : undefined;
      const name = cell.place ? `${who}|${cell.place.code}` : who;
      const [people = 0] = copy.known[at]?.rows.get(name ?? '')?.figures.get(keyOf(cell))?.people ?? [];
      if (cell.suppressed && people >= threshold) Object.assign(cell, { suppressed: false, value: String(people) });
    }
  }
  return copy;
}

describe('what the gateway tells the public', () => {
  beforeAll(async () => {
    database = await openTestDatabase('pglite');
    for (const seed of seeds) played.push(await play(database, randomScenario(seed, sizes)));
  });

  afterAll(() => database.close());

  it('narrows no small number, for the public or for another contributor, over all releases together', () => {
    const results = played.map((scenario) => attackGateway(highs, scenario));
    expect(results.flatMap(({ narrowed }) => narrowed)).toEqual([]);
    const sum = (of: 'sensitive' | 'questions') => results.reduce((all, result) => all + result[of], 0);
    expect(sum('sensitive')).toBeGreaterThan(150);
    expect(sum('questions')).toBeGreaterThan(500);
  });

  it('is of arrivals and corrections too, of which some are refused', () => {
    expect(played.filter(({ known }) => known.length > 1).length).toBeGreaterThan(5);
    expect(played.some(({ refused }) => refused > 0)).toBe(true);
  });

  it('has no number of a withheld cell and no reason, in releases, series and roll-ups', () => {
    expect(played.flatMap(leaksOf)).toEqual([]);
  });

  it('would give small numbers away, if nothing but these were withheld', () => {
    const counts = played.filter(({ scenario }) => scenario.kind === 'COUNT');
    const found = counts.filter((scenario) => attackGateway(highs, careless(scenario)).narrowed.length > 0);
    expect(found.length).toBeGreaterThan(3);
  });
});
