import { openTestDatabase, type TestDatabase } from '@collective-impact/store/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadSolver } from '../../packages/disclosure/src/testing/index.ts';
import { attackGateway } from './support/gateway-attack.ts';
import { leaksOf } from './support/gateway-leaks.ts';
import { county, type SeenFigure, type SeenRound } from './support/gateway-reader.ts';
import { figureKey } from './support/gateway-scenario.ts';
import { type PlayedScenario, period, play } from './support/gateway-world.ts';
import { keyOf } from './support/published-cells.ts';
import { randomScenario } from './support/random-scenario.ts';
import type { SeenChange } from './support/seen-change.ts';

/*
 * In each scenario, random organizations report, report late and correct reports, and a steward publishes releases. Then a
 * solver receives only what the public can read from the gateway. `npm run attack gateway 1000` runs 1,000 scenarios.
 */

const highs = await loadSolver();
const sizes = { organizations: 7, ownShare: 0.5, lateShare: 0.2 };
const seeds = Array.from({ length: process.env.TEST_LONG ? 1000 : 24 }, (_, at) => at + 1);
/** The counts below are of these scenarios, whatever the number of attacked ones. */
const countedSeeds = 24;
const played: PlayedScenario[] = [];
let database: TestDatabase;

/** Copies a scenario and shows every suppressed number of an organization that is not below the threshold. */
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

function changesOfRound({ rollUps }: SeenRound): SeenChange[] {
  return rollUps.flatMap(({ matchedChange }) => matchedChange ?? []);
}

function changesOfDisparities({ disparities }: SeenRound): SeenChange[] {
  return disparities.flatMap(({ categories }) => categories.flatMap(({ matchedChange }) => matchedChange ?? []));
}

/** Copies a scenario in which suppressed matched changes have numbers. */
function withSuppressedChanges(scenario: PlayedScenario, changesOf = changesOfRound): PlayedScenario {
  const copy = structuredClone(scenario);
  for (const change of copy.seen.flatMap(changesOf))
    if (change.reason === 'SUPPRESSED')
      Object.assign(change, { reason: null, previousValue: '30', value: '33', change: '3' });
  return copy;
}

/** Copies a scenario in which suppressed points of series have numbers. */
function withSuppressedPoints(scenario: PlayedScenario): PlayedScenario {
  const copy = structuredClone(scenario);
  for (const point of copy.seen.flatMap(({ series }) => series))
    if (point.suppressed) Object.assign(point, { suppressed: false, reason: null, value: '7' });
  return copy;
}

/** Copies a scenario in which suppressed figures of a county have numbers. */
function withSuppressedCounties(scenario: PlayedScenario): PlayedScenario {
  const copy = structuredClone(scenario);
  for (const figure of copy.seen.flatMap(figuresOfCounties))
    if (figure.reason === 'SUPPRESSED') Object.assign(figure, { reason: null, value: '-1' });
  return copy;
}

function figuresOfCounties({ rollUps }: SeenRound): SeenFigure[] {
  return rollUps.filter(
    ({ placeLevel, place, over }) =>
      placeLevel !== null && place?.code === county.code && over.includes('ORGANIZATIONS'),
  );
}

/** Copies a scenario and compares suppressed categories of organizations with their totals. */
function withWithheldDisparities(scenario: PlayedScenario): PlayedScenario {
  const copy = structuredClone(scenario);
  const { rows } = copy.known.at(-1) ?? {};
  for (const each of copy.seen.at(-1)?.disparities ?? []) {
    const { over, organization, dimension, kind, categories } = each;
    const figures = rows?.get(copy.nameOf.get(organization?.id ?? '') ?? '')?.figures;
    const people = (key: string) => figures?.get(key)?.people[0] ?? 0;
    if (kind !== 'TOTAL' || over.join() !== 'PLACES' || each.period !== period || !figures) continue;
    for (const disparity of categories.filter(({ reason }) => reason === 'SUPPRESSED'))
      disparity.difference = String(people(figureKey(dimension, disparity.category.code)) - people(''));
  }
  return copy;
}

const counted = () => played.slice(0, countedSeeds);

describe('figures that the gateway publishes', () => {
  beforeAll(async () => {
    database = await openTestDatabase('postgresql');
    for (const seed of seeds) played.push(await play(database, randomScenario(seed, sizes)));
  });

  afterAll(() => database.close());

  it('disclose no small number to the public or to another contributor, over all releases together', () => {
    const results = played.map((scenario) => attackGateway(highs, scenario));
    expect(results.flatMap(({ narrowed }) => narrowed)).toEqual([]);
    const sum = (field: 'sensitive' | 'questions') =>
      results.slice(0, countedSeeds).reduce((all, result) => all + result[field], 0);
    expect({ sensitive: sum('sensitive'), questions: sum('questions') }).toEqual({ sensitive: 484, questions: 2110 });
  });

  it('include scenarios with late reports, corrections and rejected releases', () => {
    const severalReleases = counted().filter(({ known }) => known.length > 1);
    const rejections = counted().reduce((sum, { refused }) => sum + refused, 0);
    expect({ severalReleases: severalReleases.length, rejections }).toEqual({ severalReleases: 15, rejections: 9 });
  });

  it('contain no number of a suppressed cell and no reason, in releases, series, roll-ups, changes, disparities and progress', () => {
    expect(played.flatMap(leaksOf)).toEqual([]);
  });

  it('include matched changes that are published and matched changes that are suppressed', () => {
    const changes = counted().flatMap(({ seen }) => seen.flatMap(changesOfRound));
    const count = (isCounted: (change: SeenChange) => boolean) => changes.filter(isCounted).length;
    expect({
      published: count(({ change }) => change !== null),
      suppressed: count(({ reason }) => reason === 'SUPPRESSED'),
    }).toEqual({ published: 35, suppressed: 825 });
  });

  it('would be found to disclose a figure that a matched change includes although a release suppresses it', () => {
    const suppressed = counted().filter(({ seen }) =>
      seen.flatMap(changesOfRound).some(({ reason, reporters }) => reason === 'SUPPRESSED' && reporters > 1),
    );
    expect(suppressed).toHaveLength(17);
    expect(suppressed.filter((scenario) => leaksOf(withSuppressedChanges(scenario)).length === 0)).toEqual([]);
  });

  it('include matched changes of disparities, and would be found to disclose a suppressed figure by them', () => {
    const changes = counted().flatMap(({ seen }) => seen.flatMap(changesOfDisparities));
    expect({
      published: changes.filter(({ change }) => change !== null).length,
      suppressed: changes.filter(({ reason }) => reason === 'SUPPRESSED').length,
    }).toEqual({ published: 26, suppressed: 456 });
    const suppressed = counted().filter(({ seen }) =>
      seen.flatMap(changesOfDisparities).some(({ reason, reporters }) => reason === 'SUPPRESSED' && reporters > 1),
    );
    expect(suppressed).toHaveLength(15);
    const unnoticed = suppressed.filter(
      (scenario) => leaksOf(withSuppressedChanges(scenario, changesOfDisparities)).length === 0,
    );
    expect(unnoticed).toEqual([]);
  });

  it('would be found to disclose a figure that a series includes although a release suppresses it', () => {
    const suppressed = counted().filter(({ seen }) =>
      seen.some(({ series }) => series.some((point) => point.suppressed)),
    );
    expect(suppressed).toHaveLength(24);
    expect(suppressed.filter((scenario) => leaksOf(withSuppressedPoints(scenario)).length === 0)).toEqual([]);
  });

  it('include figures of a level of places, and would be found to disclose a suppressed one', () => {
    const suppressed = played.filter(({ seen }) =>
      seen.flatMap(figuresOfCounties).some(({ reason }) => reason === 'SUPPRESSED'),
    );
    expect(suppressed.length).toBeGreaterThan(3);
    for (const scenario of suppressed) expect(leaksOf(withSuppressedCounties(scenario))).not.toEqual([]);
    const shown = played.flatMap(({ seen }) => seen.flatMap(figuresOfCounties)).filter(({ value }) => value !== null);
    expect(shown.length).toBeGreaterThan(10);
  });

  it('would disclose small numbers without complementary suppression', () => {
    const countScenarios = counted().filter(({ scenario }) => scenario.kind === 'COUNT');
    const disclosed = countScenarios.filter(
      (scenario) => attackGateway(highs, withoutComplementarySuppression(scenario)).narrowed.length > 0,
    );
    expect([disclosed.length, countScenarios.length]).toEqual([6, 6]);
  });

  it('include disparities of shown and of suppressed categories', () => {
    const compared = counted().flatMap(({ seen }) => seen.flatMap(({ disparities }) => disparities));
    const categories = compared.flatMap((each) => each.categories);
    expect({
      shown: categories.filter(({ difference }) => difference !== null).length,
      suppressed: categories.filter(({ reason }) => reason === 'SUPPRESSED').length,
      bestOfSuppressed: compared.filter(({ kind, suppressedCategories }) => kind === 'BEST' && suppressedCategories > 0)
        .length,
    }).toEqual({ shown: 1538, suppressed: 7190, bestOfSuppressed: 741 });
  });

  it('would disclose small numbers if suppressed categories were compared', () => {
    const copies = counted()
      .filter(({ scenario }) => scenario.kind === 'COUNT')
      .map(withWithheldDisparities);
    expect({
      narrowed: copies.filter((scenario) => attackGateway(highs, scenario).narrowed.length > 0).length,
      leaking: copies.filter((scenario) => leaksOf(scenario).length > 0).length,
    }).toEqual({ narrowed: 5, leaking: 5 });
  });
});
