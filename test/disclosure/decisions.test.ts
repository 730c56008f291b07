import { describe, expect, it } from 'vitest';
import { loadSolver } from '../../packages/disclosure/src/testing/index.ts';
import { decide } from './support/decision-world.ts';
import { attackGateway } from './support/gateway-attack.ts';
import type { SeenCell } from './support/gateway-reader.ts';
import type { PlayedScenario } from './support/gateway-world.ts';
import { keyOf } from './support/published-cells.ts';
import { randomScenario, type ScenarioKinds, type ScenarioSizes } from './support/random-scenario.ts';

/*
 * Release decisions on random reports, without a gateway, so that many scenarios can be attacked. `npm run attack decisions`
 * runs more of them.
 */

const highs = await loadSolver();
const quotients: ScenarioKinds = ['RATIO', 'RATIO', 'SHARED', 'SHARE', 'BINARY', 'MEAN', 'RATED', 'WEIGHTED'];
const sizes = { organizations: 12, ownShare: 0.4 };

const places = { placeShare: 0.3, lateShare: 0.4 };

/** Attacks the decisions of scenarios by their seeds. */
function attackDecisions({ seeds, ...more }: { seeds: readonly number[] } & Partial<ScenarioSizes>) {
  const results = seeds.map((seed) => {
    const played = decide(randomScenario(seed, { ...sizes, ...more }));
    return { seed, ...attackGateway(highs, played), shown: shownDenominators(played).length };
  });
  return {
    shown: results.reduce((sum, { shown }) => sum + shown, 0),
    narrowed: results.flatMap(({ seed, narrowed }) => narrowed.map((each) => `seed ${seed}: ${each}`)),
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
  return cells.filter(({ lowerBound, upperBound }) => (lowerBound ?? upperBound ?? null) !== null);
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
  it('disclose no small number by the denominators of suppressed ratios', () => {
    const kinds: ScenarioKinds = ['RATIO', 'RATIO', 'SHARED', 'SHARE', 'PERCENT'];
    const seeds = Array.from({ length: process.env.TEST_LONG ? 1000 : 20 }, (_, at) => at + 1);
    const { narrowed, shown } = attackDecisions({ seeds, kinds, isLargeRatio: true });
    expect(narrowed).toEqual([]);
    expect(shown).toBeGreaterThan(seeds.length);
  });

  it('would disclose small numbers if denominators were shown beside small ones', () => {
    const played = Array.from({ length: 10 }, (_, at) =>
      decide(randomScenario(at + 1, { ...sizes, kinds: ['RATIO'] })),
    );
    const disclosing = played.filter((each) => attackGateway(highs, withEveryDenominator(each)).narrowed.length > 0);
    expect(disclosing.length).toBeGreaterThan(3);
  });

  // The seeds are of scenarios in which earlier decisions disclosed small numbers.
  it.each<{ name: string; kinds: ScenarioKinds; seeds: readonly number[]; sensitive: number }>([
    { name: 'ratios and means', kinds: quotients, seeds: [4, 102, 144, 224], sensitive: 357 },
    { name: 'percentages with their base', kinds: ['PERCENT'], seeds: [4, 183], sensitive: 342 },
  ])(
    'disclose no small number of $name to the public or to another contributor',
    ({ kinds, seeds: disclosing, sensitive }) => {
      const first = Array.from({ length: process.env.TEST_LONG ? 1000 : 10 }, (_, at) => at + 1);
      const seeds = [...new Set([...first, ...disclosing])];
      const { narrowed, sensitive: found } = attackDecisions({ seeds, kinds });
      expect(narrowed).toEqual([]);
      // The number is that of the seeds of `npm test`.
      if (!process.env.TEST_LONG) expect(found).toBe(sensitive);
    },
  );

  it('disclose no small number by bounds that sources publish', () => {
    const seeds = Array.from({ length: process.env.TEST_LONG ? 1000 : 20 }, (_, at) => at + 1);
    // The other seeds are of scenarios in which earlier decisions disclosed small numbers.
    const all = [...seeds, ...[29, 57, 67, 68, 95, 105].filter((seed) => !seeds.includes(seed))];
    const played = all.map((seed) => ({ seed, ...decide(randomScenario(seed, boundedSizes(seed))) }));
    const attacked = played.map(({ seed, ...each }) => ({ seed, ...attackGateway(highs, each) }));
    expect(attacked.flatMap(({ seed, narrowed }) => narrowed.map((each) => `seed ${seed}: ${each}`))).toEqual([]);
    const shown = played.flatMap((each) => boundsIn(each));
    expect(shown.length).toBeGreaterThan(2 * seeds.length);
    expect(shown.filter(({ scope }) => scope === 'AGGREGATE').length).toBeGreaterThan(0);
  });

  it('disclose no small number by places and all places that are reported at different times', () => {
    const seeds = Array.from({ length: process.env.TEST_LONG ? 1000 : 15 }, (_, at) => at + 1);
    const { narrowed, sensitive } = attackDecisions({ seeds, ...places });
    expect(narrowed).toEqual([]);
    expect(sensitive).toBeGreaterThan(5 * seeds.length);
  });
});
