import { openTestDatabase, type TestDatabase } from '@collective-impact/store/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attackedSeeds, loadSolver } from '../../packages/disclosure/src/testing/index.ts';
import { type AttackedGateway, attackScenarios } from './support/attacked-gateway.ts';
import { hasBounds } from './support/cells-of-figure.ts';
import { attackGateway } from './support/gateway-attack.ts';
import { leaksOf } from './support/gateway-leaks.ts';
import { county, type SeenCell, type SeenFigure, type SeenRound } from './support/gateway-reader.ts';
import type { PlayedScenario } from './support/gateway-world.ts';
import { countedSeeds, playedScenario } from './support/played-scenario.ts';
import { keyOf } from './support/published-cells.ts';
import { figureKey, period } from './support/scenario/gateway-scenario.ts';
import type { SeenChange } from './support/seen-change.ts';

/*
 * In each scenario, random organizations report, report late and correct reports, and a steward publishes releases. Then a
 * solver receives only what the public can read from the gateway. `npm run attack gateway 1000` runs 1,000 scenarios.
 */

const highs = await loadSolver();
let database: TestDatabase;
let played: AttackedGateway['first'];
let results: AttackedGateway['results'];

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

/** The bounds of disparities that have any. */
function boundsOfDisparities({ seen }: PlayedScenario) {
  const categories = seen.flatMap(({ disparities }) => disparities.flatMap((each) => each.categories));
  return categories.flatMap(({ interval }) => interval ?? []);
}

/** Copies a scenario in which the bounds of differences and ratios are narrower by one percent of their width. */
function withNarrowDisparities(scenario: PlayedScenario, measure: 'difference' | 'ratio'): PlayedScenario {
  const copy = structuredClone(scenario);
  for (const { [measure]: ends } of boundsOfDisparities(copy))
    if (ends?.low != null && ends.high !== null)
      ends.low = String(Number(ends.low) + (Number(ends.high) - Number(ends.low)) / 100);
  return copy;
}

/** Figures of a roll-up that are intervals between numbers of people, because cells are stated as bounds. */
function boundedFiguresOf({ scenario, seen }: PlayedScenario): SeenFigure[] {
  if (scenario.kind !== 'COUNT' || scenario.countingUnit !== 'PEOPLE') return [];
  return seen.flatMap(({ rollUps }) => rollUps.filter(({ interval }) => interval != null && interval.high !== null));
}

/** Copies a scenario in which the lower end of the interval of figures with bounds is higher by one person. */
function withNarrowBounds(scenario: PlayedScenario): PlayedScenario {
  const copy = structuredClone(scenario);
  for (const { interval } of boundedFiguresOf(copy)) if (interval) interval.low = String(Number(interval.low) + 1);
  return copy;
}

function cellsOf({ seen }: PlayedScenario): SeenCell[] {
  return seen.at(-1)?.releases.at(-1)?.cells.nodes ?? [];
}

// The counts are of the first scenarios, whatever the number of attacked ones.
describe('figures that the gateway publishes', () => {
  beforeAll(async () => {
    database = await openTestDatabase('postgresql');
    // Reports of the last two are voided and restored.
    const seeds = [...new Set([...attackedSeeds({ few: countedSeeds, many: 1000 }), 27, 39])];
    const of = { title: 'figures of a gateway', highs, seeds, scenarioOf: playedScenario, kept: countedSeeds };
    ({ first: played, results } = await attackScenarios(database, of));
  });

  afterAll(() => database.close());

  // Nor is there a number of a suppressed cell or a reason in releases, series, roll-ups, changes, disparities and progress.
  it('disclose no small number to the public or to another contributor, over all releases together', () => {
    expect(results.flatMap(({ narrowed }) => narrowed)).toEqual([]);
    const sum = (field: 'sensitive' | 'questions') =>
      results.slice(0, countedSeeds).reduce((all, result) => all + result[field], 0);
    expect({ sensitive: sum('sensitive'), questions: sum('questions') }).toEqual({ sensitive: 423, questions: 2465 });
  });

  it('include scenarios with late reports, corrections and rejected releases', () => {
    const severalReleases = played.filter(({ known }) => known.length > 1);
    const rejections = played.reduce((sum, { refused }) => sum + refused, 0);
    expect({ severalReleases: severalReleases.length, rejections }).toEqual({ severalReleases: 8, rejections: 10 });
  });

  it('include bounds, crossed ratios and rounded percentages', () => {
    const cells = played.flatMap(cellsOf);
    const figures = played.flatMap(({ seen }) => seen.flatMap(({ rollUps }) => rollUps));
    const crossedRatios = cells.filter(
      ({ categories, denominator }) => categories.length === 2 && denominator !== null,
    );
    const ofBounds = played.filter((scenario) => cellsOf(scenario).some(hasBounds));
    expect({
      bounds: cells.filter(hasBounds).length,
      scenariosOfBounds: ofBounds.length,
      crossedRatios: crossedRatios.length,
      rounded: figures.filter(({ reason }) => reason === 'ROUNDED').length,
    }).toEqual({ bounds: 6, scenariosOfBounds: 2, crossedRatios: 8, rounded: 16 });
  });

  it('would be found to disclose more if the interval of figures with bounds were narrower', () => {
    const bounded = played.filter((scenario) => boundedFiguresOf(scenario).length > 0);
    expect(bounded).toHaveLength(1);
    expect(bounded.filter((scenario) => leaksOf(withNarrowBounds(scenario)).length === 0)).toEqual([]);
  });

  it('include matched changes that are published and matched changes that are suppressed', () => {
    const changes = played.flatMap(({ seen }) => seen.flatMap(changesOfRound));
    const count = (isCounted: (change: SeenChange) => boolean) => changes.filter(isCounted).length;
    expect({
      published: count(({ change }) => change !== null),
      suppressed: count(({ reason }) => reason === 'SUPPRESSED'),
    }).toEqual({ published: 56, suppressed: 524 });
  });

  it('would be found to disclose a figure that a matched change includes although a release suppresses it', () => {
    const suppressed = played.filter(({ seen }) =>
      seen.flatMap(changesOfRound).some(({ reason, reporters }) => reason === 'SUPPRESSED' && reporters > 1),
    );
    expect(suppressed).toHaveLength(8);
    expect(suppressed.filter((scenario) => leaksOf(withSuppressedChanges(scenario)).length === 0)).toEqual([]);
  });

  it('include matched changes of disparities, and would be found to disclose a suppressed figure by them', () => {
    const changes = played.flatMap(({ seen }) => seen.flatMap(changesOfDisparities));
    expect({
      published: changes.filter(({ change }) => change !== null).length,
      suppressed: changes.filter(({ reason }) => reason === 'SUPPRESSED').length,
    }).toEqual({ published: 42, suppressed: 183 });
    const suppressed = played.filter(({ seen }) =>
      seen.flatMap(changesOfDisparities).some(({ reason, reporters }) => reason === 'SUPPRESSED' && reporters > 1),
    );
    expect(suppressed).toHaveLength(7);
    const unnoticed = suppressed.filter(
      (scenario) => leaksOf(withSuppressedChanges(scenario, changesOfDisparities)).length === 0,
    );
    expect(unnoticed).toEqual([]);
  });

  it('would be found to disclose a figure that a series includes although a release suppresses it', () => {
    const suppressed = played.filter(({ seen }) => seen.some(({ series }) => series.some((point) => point.suppressed)));
    expect(suppressed).toHaveLength(16);
    expect(suppressed.filter((scenario) => leaksOf(withSuppressedPoints(scenario)).length === 0)).toEqual([]);
  });

  it('include figures of a level of places, and would be found to disclose a suppressed one', () => {
    const suppressed = played.filter(({ seen }) =>
      seen.flatMap(figuresOfCounties).some(({ reason }) => reason === 'SUPPRESSED'),
    );
    expect(suppressed).toHaveLength(8);
    expect(suppressed.filter((scenario) => leaksOf(withSuppressedCounties(scenario)).length === 0)).toEqual([]);
    const shown = played.flatMap(({ seen }) => seen.flatMap(figuresOfCounties)).filter(({ value }) => value !== null);
    expect(shown).toHaveLength(12);
  });

  it('would disclose small numbers without complementary suppression', () => {
    const countScenarios = played.filter(({ scenario }) => scenario.kind === 'COUNT');
    const disclosed = countScenarios.filter(
      (scenario) => attackGateway(highs, withoutComplementarySuppression(scenario)).narrowed.length > 0,
    );
    expect([disclosed.length, countScenarios.length]).toEqual([4, 6]);
  });

  it('include disparities of shown and of suppressed categories', () => {
    const compared = played.flatMap(({ seen }) => seen.flatMap(({ disparities }) => disparities));
    const categories = compared.flatMap((each) => each.categories);
    expect({
      shown: categories.filter(({ difference }) => difference !== null).length,
      suppressed: categories.filter(({ reason }) => reason === 'SUPPRESSED').length,
      bestOfSuppressed: compared.filter(({ kind, suppressedCategories }) => kind === 'BEST' && suppressedCategories > 0)
        .length,
    }).toEqual({ shown: 1415, suppressed: 4971, bestOfSuppressed: 520 });
  });

  it('include bounds of disparities, and would be found to disclose more if these were narrower', () => {
    const bounds = played.flatMap(boundsOfDisparities);
    const withBoth = (of: 'difference' | 'ratio') =>
      played.filter((scenario) =>
        boundsOfDisparities(scenario).some(({ [of]: ends }) => ends?.low != null && ends.high !== null),
      );
    expect({
      differences: bounds.filter(({ difference }) => difference !== null).length,
      ratios: bounds.filter(({ ratio }) => ratio !== null).length,
      scenarios: [withBoth('difference').length, withBoth('ratio').length],
    }).toEqual({ differences: 130, ratios: 158, scenarios: [3, 3] });
    for (const measure of ['difference', 'ratio'] as const) {
      const unnoticed = withBoth(measure).filter(
        (scenario) => leaksOf(withNarrowDisparities(scenario, measure)).length === 0,
      );
      expect(unnoticed).toEqual([]);
    }
  });

  it('would disclose small numbers if suppressed categories were compared', () => {
    const copies = played.filter(({ scenario }) => scenario.kind === 'COUNT').map(withWithheldDisparities);
    expect({
      narrowed: copies.filter((scenario) => attackGateway(highs, scenario).narrowed.length > 0).length,
      leaking: copies.filter((scenario) => leaksOf(scenario).length > 0).length,
    }).toEqual({ narrowed: 4, leaking: 5 });
  });
});
