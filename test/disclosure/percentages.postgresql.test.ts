import { openTestDatabase, type TestDatabase } from '@collective-impact/store/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attackedSeeds, loadSolver } from '../../packages/disclosure/src/testing/index.ts';
import { type AttackedGateway, attackScenarios } from './support/attacked-gateway.ts';
import { leaksOf } from './support/gateway-leaks.ts';
import type { SeenFigure } from './support/gateway-reader.ts';
import type { PlayedScenario } from './support/gateway-world.ts';
import { randomScenario } from './support/scenario/random-scenario.ts';

/*
 * Scenarios as in `gateway.test.ts`, in which organizations report percentages with their base. Roll-ups add up the numerators
 * that round to them.
 */

const highs = await loadSolver();
/** The counts below are of these scenarios, whatever the number of attacked ones. */
const countedSeeds = 8;
const seeds = attackedSeeds({ few: countedSeeds, many: 300 });
let database: TestDatabase;
let played: AttackedGateway['first'];
let results: AttackedGateway['results'];

/** Every second scenario has large denominators, so that several numerators round to a percentage. */
const sizesOf = (seed: number) => ({
  organizations: 6,
  ownShare: 0.2,
  lateShare: 0.2,
  kinds: ['PERCENT', 'PERCENT', 'SHARE'] as const,
  isLargeRatio: seed % 2 === 0,
});

const figuresOf = ({ seen }: PlayedScenario): SeenFigure[] => seen.flatMap(({ rollUps }) => rollUps);
const intervalsOf = (scenario: PlayedScenario) => figuresOf(scenario).filter(({ interval }) => interval !== null);

/** Copies a scenario in which intervals are narrower by one percent of their width. */
function withNarrowIntervals(scenario: PlayedScenario): PlayedScenario {
  const copy = structuredClone(scenario);
  for (const { interval } of intervalsOf(copy))
    if (interval?.high != null)
      interval.high = String(Number(interval.high) - (Number(interval.high) - Number(interval.low)) / 100);
  return copy;
}

describe('percentages with their base that the gateway publishes, and their sums', () => {
  beforeAll(async () => {
    database = await openTestDatabase('postgresql');
    const scenarioOf = (seed: number) => randomScenario(seed, sizesOf(seed));
    const of = { title: 'percentages', highs, seeds, scenarioOf, kept: countedSeeds };
    ({ first: played, results } = await attackScenarios(database, of));
  });

  afterAll(() => database.close());

  it('disclose no small number to the public or to another contributor, and follow from what is shown', () => {
    expect(results.flatMap(({ narrowed }) => narrowed)).toEqual([]);
    const counted = results.slice(0, countedSeeds);
    expect(counted.reduce((all, { sensitive }) => all + sensitive, 0)).toBe(249);
  });

  it('include sums, rounded figures and suppressed ones', () => {
    const figures = played.flatMap(figuresOf);
    expect({
      sums: figures.filter(({ numerator }) => numerator !== null).length,
      rounded: figures.filter(({ reason, interval }) => reason === 'ROUNDED' && interval !== null).length,
      suppressed: figures.filter(({ reason, interval }) => reason === 'SUPPRESSED' && interval !== null).length,
    }).toEqual({ sums: 164, rounded: 6, suppressed: 56 });
  });

  it('would be found to disclose more if an interval were narrower', () => {
    const bounded = played.filter((scenario) => intervalsOf(scenario).length > 0);
    expect(bounded).toHaveLength(4);
    expect(bounded.filter((scenario) => leaksOf(withNarrowIntervals(scenario)).length === 0)).toEqual([]);
  });
});
