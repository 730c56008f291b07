import { describe, expect, it } from 'vitest';
import { attackEach, attackedSeeds, isLongAttack, loadSolver } from '../../packages/disclosure/src/testing/index.ts';
import { hasBounds } from './support/cells-of-figure.ts';
import { decide } from './support/decision-world.ts';
import { attackGateway, failuresOf } from './support/gateway-attack.ts';
import type { SeenCell } from './support/gateway-reader.ts';
import type { PlayedScenario } from './support/gateway-world.ts';
import { keyOf } from './support/published-cells.ts';
import { boundedPlacesSizes, latePlacesScenario } from './support/scenario/late-places-scenario.ts';
import { randomScenario, type ScenarioKinds, type ScenarioSizes } from './support/scenario/random-scenario.ts';

/*
 * Release decisions on random reports, without a gateway, so that many scenarios can be attacked. `npm run attack decisions`
 * runs more of them. The numbers that are expected are those of the seeds of `npm test`.
 */

const highs = await loadSolver();
const quotients: ScenarioKinds = ['RATIO', 'RATIO', 'SHARED', 'SHARE', 'BINARY', 'MEAN', 'RATED', 'WEIGHTED'];
const sizes = { organizations: 12, ownShare: 0.4 };

const places = { placeShare: 0.3, lateShare: 0.4 };

/** Attacks the decisions of scenarios by their seeds. */
async function attackDecisions(
  title: string,
  { seeds, sizesOf }: { seeds: readonly number[]; sizesOf: (seed: number) => ScenarioSizes },
) {
  const results = await attackEach({
    title,
    seeds,
    attack: (seed) => {
      const played = decide(randomScenario(seed, sizesOf(seed)));
      return {
        ...attackGateway(highs, played),
        denominators: shownDenominators(played).length,
        bounds: boundsIn(played),
        restated: hasRestatedTotals(played),
      };
    },
  });
  return {
    denominators: results.reduce((sum, each) => sum + each.denominators, 0),
    bounds: results.flatMap(({ bounds }) => bounds),
    narrowed: results.flatMap(failuresOf),
    restated: results.filter(({ restated }) => restated).length,
    sensitive: results.reduce((sum, { sensitive }) => sum + sensitive, 0),
  };
}

/** Sizes of scenarios in which a quarter of the figures are reported as bounds, some of them of places. */
function boundedSizes(seed: number): ScenarioSizes {
  const kinds: ScenarioKinds = ['COUNT', 'COUNT', 'COUNT', 'PERCENT'];
  const ofPlaces = { placeShare: seed % 5 === 0 ? 0.3 : 0, lateShare: seed % 7 === 0 ? 0.3 : 0 };
  return { organizations: 8, ownShare: 0.3, kinds, boundedShare: 0.25, ...ofPlaces };
}

/** The cells of the last release that show bounds. */
function boundsIn({ seen }: PlayedScenario): SeenCell[] {
  const cells = seen.at(-1)?.releases.at(-1)?.cells.nodes ?? [];
  return cells.filter(hasBounds);
}

/** Whether a total of a release is published again after a release that suppresses it. */
function hasRestatedTotals({ seen }: PlayedScenario): boolean {
  const totals = (seen.at(-1)?.releases ?? []).map(({ cells }) => {
    const sums = cells.nodes.filter(({ scope }) => scope === 'AGGREGATE');
    return new Map(sums.map((cell) => [keyOf(cell), cell.suppressed]));
  });
  return totals.some((now, at) => [...now].some(([key, suppressed]) => !suppressed && totals[at - 1]?.get(key)));
}

/** Suppressed cells with a denominator or base. */
function shownDenominators({ seen }: PlayedScenario): SeenCell[] {
  const cells = seen.at(-1)?.releases.flatMap((release) => release.cells.nodes) ?? [];
  return cells.filter(({ suppressed, denominator, base }) => suppressed && (denominator ?? base) !== null);
}

/** Copies a scenario of ratios and shows every denominator of a suppressed cell of an organization. */
function withEveryDenominator(played: PlayedScenario): PlayedScenario {
  const copy = structuredClone(played);
  for (const [at, { cells }] of (copy.seen.at(-1)?.releases ?? []).entries()) {
    for (const cell of cells.nodes.filter(({ suppressed }) => suppressed)) {
      const name = cell.place ? `${cell.organization?.id}|${cell.place.code}` : (cell.organization?.id ?? '');
      const people = copy.known[at]?.rows.get(name)?.figures.get(keyOf(cell))?.people;
      if (people) cell.denominator = String(people.reduce((sum, each) => sum + each, 0));
    }
  }
  return copy;
}

describe('release decisions', () => {
  it('disclose no small number by the denominators of suppressed ratios', async () => {
    const kinds: ScenarioKinds = ['RATIO', 'RATIO', 'SHARED', 'SHARE', 'PERCENT'];
    // The other seed is of a scenario in which an earlier decision disclosed a residual.
    const seeds = [...new Set([...attackedSeeds({ few: 12, many: 1000, slow: [7] }), 349])];
    const { narrowed, denominators } = await attackDecisions('denominators', {
      seeds,
      sizesOf: () => ({ ...sizes, kinds, isLargeRatio: true }),
    });
    expect(narrowed).toEqual([]);
    if (!isLongAttack) expect(denominators).toBe(72);
  });

  it('would disclose small numbers if denominators were shown beside small ones', () => {
    const played = Array.from({ length: 6 }, (_, at) => decide(randomScenario(at + 1, { ...sizes, kinds: ['RATIO'] })));
    const disclosing = played.filter((each) => attackGateway(highs, withEveryDenominator(each)).narrowed.length > 0);
    expect(disclosing).toHaveLength(played.length);
  });

  // The seeds are of scenarios in which earlier decisions disclosed small numbers.
  it.each<{ name: string; kinds: ScenarioKinds; seeds: readonly number[]; sensitive: number }>([
    { name: 'ratios and means', kinds: quotients, seeds: [4, 102, 144, 224], sensitive: 151 },
    { name: 'percentages with their base', kinds: ['PERCENT'], seeds: [4, 183], sensitive: 136 },
  ])(
    'disclose no small number of $name to the public or to another contributor',
    async ({ name, kinds, seeds: disclosing, sensitive }) => {
      const seeds = [...new Set([...attackedSeeds({ few: 6, many: 1000 }), ...disclosing])];
      const { narrowed, sensitive: found } = await attackDecisions(name, {
        seeds,
        sizesOf: () => ({ ...sizes, kinds }),
      });
      expect(narrowed).toEqual([]);
      if (!isLongAttack) expect(found).toBe(sensitive);
    },
  );

  it('disclose no small number by bounds that sources publish', async () => {
    const seeds = attackedSeeds({ few: 12, many: 1000 });
    // The other seeds are of scenarios in which earlier decisions disclosed small numbers.
    const all = [...new Set([...seeds, 29, 57, 67, 68, 95, 105])];
    const { narrowed, bounds } = await attackDecisions('bounds', { seeds: all, sizesOf: boundedSizes });
    expect(narrowed).toEqual([]);
    const ofTotals = bounds.filter(({ scope }) => scope === 'AGGREGATE');
    if (!isLongAttack) expect([bounds.length, ofTotals.length]).toEqual([97, 8]);
  });

  it('disclose no small number by bounds of places and all places of few organizations', async () => {
    // The other seeds are of scenarios in which earlier decisions disclosed small numbers.
    const disclosing = [160, 391, 690, 806, 1153, 1926, 2045, 2178, 2179];
    const seeds = [...new Set([...attackedSeeds({ few: 10, many: 1000 }), ...disclosing])];
    const { narrowed, sensitive } = await attackDecisions('bounds of places', {
      seeds,
      sizesOf: () => boundedPlacesSizes,
    });
    expect(narrowed).toEqual([]);
    if (!isLongAttack) expect(sensitive).toBe(277);
  });

  it('disclose no small number by bounds of one of several categories that overlap and cover everybody', () => {
    // An organization that is not part of the totals has 40 of 51 people in one category, and at most 9 in another.
    const overlapping = randomScenario(1, {
      organizations: 7,
      ownShare: 0,
      placeShare: 0,
      kinds: ['COUNT'],
      boundedShare: 0.25,
    });
    expect(failuresOf(attackGateway(highs, decide(overlapping)))).toEqual([]);
  });

  it('disclose no small number by bounds of places that are reported after all places', () => {
    // The source of the late place states ratios as bounds of bases below the threshold.
    const late = randomScenario(40, { organizations: 12, ownShare: 0.4, lateShare: 0.3, boundedShare: 0.15 });
    expect(failuresOf(attackGateway(highs, decide(late)))).toEqual([]);
  });

  it.each([10, 11, 12])('disclose no small number by exclusive categories of a place within %i people', (people) => {
    const late = latePlacesScenario(people);
    const [first, second] = late.rounds;
    const reports = new Map([...(first?.reports ?? []), ...(second?.reports ?? [])]);
    const together = { ...late, rounds: [{ reports, closes: [], opens: [] }] };
    for (const scenario of [late, together]) expect(failuresOf(attackGateway(highs, decide(scenario)))).toEqual([]);
  });

  it('disclose no small number by reports that are voided between two releases, or restored', async () => {
    // The other seeds are of scenarios in which earlier decisions disclosed small numbers.
    const seeds = [...new Set([...attackedSeeds({ few: 10, many: 1000, slow: [6, 7] }), 72, 95, 261, 282, 416])];
    const sizesOf = (seed: number): ScenarioSizes => ({
      ...sizes,
      voidedShare: seed % 2 === 0 ? 0.1 : 0.3,
      ...(seed % 5 === 0 && places),
    });
    const { narrowed, sensitive } = await attackDecisions('voided reports', { seeds, sizesOf });
    expect(narrowed).toEqual([]);
    if (!isLongAttack) expect(sensitive).toBe(335);
  });

  it('disclose no small number by totals of organizations that are hidden and visible again', async () => {
    const seeds = attackedSeeds({ few: 20, many: 1000, slow: [6, 7] });
    const sizesOf = (seed: number): ScenarioSizes => ({
      ...sizes,
      ownShare: 0.1,
      organizations: seed % 2 === 0 ? 6 : 12,
      doors: { closes: 0.15, opens: 0.7 },
      laterReleases: 4,
      ...(seed % 5 === 0 && places),
      ...(seed % 7 === 0 && { voidedShare: 0.1 }),
      ...(seed % 4 === 0 && { boundedShare: 0.15 }),
    });
    const { narrowed, restated } = await attackDecisions('doors', { seeds, sizesOf });
    expect(narrowed).toEqual([]);
    if (!isLongAttack) expect(restated).toBe(3);
  });

  it('disclose no small number by places and all places that are reported at different times', async () => {
    const seeds = attackedSeeds({ few: 5, many: 1000 });
    const { narrowed, sensitive } = await attackDecisions('late places', {
      seeds,
      sizesOf: () => ({ ...sizes, ...places }),
    });
    expect(narrowed).toEqual([]);
    if (!isLongAttack) expect(sensitive).toBe(128);
  });
});
