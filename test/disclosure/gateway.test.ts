import { openTestDatabase, type TestDatabase } from '@collective-impact/store/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadSolver } from '../../packages/disclosure/src/testing/index.ts';
import { attackGateway } from './support/gateway-attack.ts';
import { leaksOf } from './support/gateway-leaks.ts';
import { figureKey } from './support/gateway-scenario.ts';
import { type PlayedScenario, play } from './support/gateway-world.ts';
import { randomScenario } from './support/random-scenario.ts';
import { keyOf } from './support/seen-cells.ts';

/*
 * In each scenario, made-up organizations report, report late and correct reports, and a steward publishes releases. Then a
 * solver receives only what the public can read from the gateway. `npm run attack gateway 1000` runs 1,000 scenarios.
 */

const highs = await loadSolver();
const sizes = { organizations: 7, ownShare: 0.5 };
const seeds = Array.from({ length: process.env.TEST_LONG ? 1000 : 24 }, (_, at) => at + 1);
const played: PlayedScenario[] = [];
let database: TestDatabase;

/** Copies a scenario and shows every withheld number of an organization that is not below the threshold. */
function withoutComplementarySuppression(scenario: PlayedScenario): PlayedScenario {
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

/** Copies a scenario and compares withheld categories of organizations with their totals. */
function withWithheldDisparities(scenario: PlayedScenario): PlayedScenario {
  const copy = structuredClone(scenario);
  const { rows } = copy.known.at(-1) ?? {};
  for (const { over, organization, dimension, kind, categories } of copy.seen.at(-1)?.disparities ?? []) {
    const figures = rows?.get(copy.nameOf.get(organization?.id ?? '') ?? '')?.figures;
    const people = (key: string) => figures?.get(key)?.people[0] ?? 0;
    if (kind !== 'TOTAL' || over.join() !== 'PLACES' || !figures) continue;
    for (const each of categories.filter(({ reason }) => reason === 'SUPPRESSED'))
      each.difference = String(people(figureKey(dimension, each.category.code)) - people(''));
  }
  return copy;
}

describe('figures that the gateway publishes', () => {
  beforeAll(async () => {
    database = await openTestDatabase('pglite');
    for (const seed of seeds) played.push(await play(database, randomScenario(seed, sizes)));
  });

  afterAll(() => database.close());

  it('disclose no small number to the public or to another contributor, over all releases together', () => {
    const results = played.map((scenario) => attackGateway(highs, scenario));
    expect(results.flatMap(({ narrowed }) => narrowed)).toEqual([]);
    const sum = (field: 'sensitive' | 'questions') => results.reduce((all, result) => all + result[field], 0);
    expect(sum('sensitive')).toBeGreaterThan(150);
    expect(sum('questions')).toBeGreaterThan(500);
  });

  it('include scenarios with late reports, corrections and rejected releases', () => {
    expect(played.filter(({ known }) => known.length > 1).length).toBeGreaterThan(5);
    expect(played.some(({ refused }) => refused > 0)).toBe(true);
  });

  it('contain no number of a withheld cell and no reason, in releases, series, roll-ups and disparities', () => {
    expect(played.flatMap(leaksOf)).toEqual([]);
  });

  it('would disclose small numbers without complementary suppression', () => {
    const countScenarios = played.filter(({ scenario }) => scenario.kind === 'COUNT');
    const disclosed = countScenarios.filter(
      (scenario) => attackGateway(highs, withoutComplementarySuppression(scenario)).narrowed.length > 0,
    );
    expect(disclosed.length).toBeGreaterThan(3);
  });

  it('include disparities of shown and of withheld categories', () => {
    const compared = played.flatMap(({ seen }) => seen.flatMap(({ disparities }) => disparities));
    const categories = compared.flatMap((each) => each.categories);
    expect(categories.filter(({ difference }) => difference !== null).length).toBeGreaterThan(300);
    expect(categories.filter(({ reason }) => reason === 'SUPPRESSED').length).toBeGreaterThan(100);
    expect(compared.some(({ kind, withheldCategories }) => kind === 'BEST' && withheldCategories > 0)).toBe(true);
  });

  it('would disclose small numbers if withheld categories were compared', () => {
    const copies = played.filter(({ scenario }) => scenario.kind === 'COUNT').map(withWithheldDisparities);
    expect(copies.filter((scenario) => attackGateway(highs, scenario).narrowed.length > 0).length).toBeGreaterThan(3);
    expect(copies.filter((scenario) => leaksOf(scenario).length > 0).length).toBeGreaterThan(3);
  });
});
