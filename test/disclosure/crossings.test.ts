import { describe, expect, it } from 'vitest';
import { attackEach, attackedSeeds, loadSolver } from '../../packages/disclosure/src/testing/index.ts';
import { decide } from './support/decision-world.ts';
import { attackGateway, failuresOf } from './support/gateway-attack.ts';
import type { SeenCell } from './support/gateway-reader.ts';
import type { PlayedScenario } from './support/gateway-world.ts';
import { keyOf } from './support/published-cells.ts';
import { randomScenario } from './support/scenario/random-scenario.ts';
import { crossingsOf } from './support/scenario/scenario-version.ts';
import { schoolScenario } from './support/scenario/school-scenario.ts';

/*
 * Scenarios whose versions declare a crossing, and whose reports contain it. `npm run attack crossings 1000` attacks more of
 * them. In seed 536 of all scenarios, the search for alternatives once did not end.
 */

const highs = await loadSolver();
const sizes = { organizations: 7, ownShare: 0.1, placeShare: 0.05, isCrossed: true };

type CrossedKind = 'COUNT' | 'ASKED' | 'AMOUNT' | 'RATIO';

function playedOf(kind: CrossedKind, seeds: readonly number[]): PlayedScenario[] {
  return seeds.map((seed) => decide(randomScenario(seed, { ...sizes, kinds: [kind] })));
}

/** Attacks scenarios by their seeds. The numbers of cells are those of the first scenarios. */
async function attackCrossings(
  title: string,
  { seeds, counted, play }: { seeds: readonly number[]; counted: number; play: (seed: number) => PlayedScenario },
) {
  const first: PlayedScenario[] = [];
  const attack = (seed: number) => {
    const played = play(seed);
    if (first.length < counted) first.push(played);
    return attackGateway(highs, played);
  };
  const results = await attackEach({ title, seeds, attack });
  return { narrowed: results.flatMap(failuresOf), numbers: numbersOfCells(first) };
}

function seedsFrom(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, at) => first + at);
}

/** The cells of the crossing in each release, by release. */
function crossingsIn({ seen }: PlayedScenario): SeenCell[][] {
  return (seen.at(-1)?.releases ?? []).map(({ cells }) =>
    cells.nodes.filter(({ scope, categories }) => scope === 'AGGREGATE' && categories.length === 2),
  );
}

/** Numbers of cells of the crossings in the last releases. */
function numbersOfCells(played: readonly PlayedScenario[]): { published: number; suppressed: number } {
  const cells = played.flatMap((scenario) => crossingsIn(scenario).at(-1) ?? []);
  const published = cells.filter(({ suppressed }) => !suppressed).length;
  return { published, suppressed: cells.length - published };
}

/** Copies a scenario and shows every suppressed cell of a crossing in which no number of people is small. */
function withoutComplementarySuppression(played: PlayedScenario): PlayedScenario {
  const copy = structuredClone(played);
  const { threshold, kind } = copy.scenario;
  for (const [at, cells] of crossingsIn(copy).entries()) {
    const rows = [...(copy.known[at]?.rows.values() ?? [])].filter(({ summed }) => summed);
    for (const cell of cells.filter(({ suppressed }) => suppressed)) {
      const figures = rows.flatMap(({ figures: ofRow }) => ofRow.get(keyOf(cell)) ?? []);
      const reported = figures.filter(({ status }) => status === 'OBSERVED');
      const [counted = 0, others = 0] = [0, 1].map((table) =>
        reported.reduce((sum, { people }) => sum + (people[table] ?? 0), 0),
      );
      const numbers = kind === 'RATIO' ? [counted, others] : [counted];
      if (reported.length === 0 || numbers.some((number) => number > 0 && number < threshold)) continue;
      const shown =
        kind === 'RATIO'
          ? { numerator: String(counted), denominator: String(counted + others) }
          : { value: String(counted) };
      Object.assign(cell, { suppressed: false, ...shown });
    }
  }
  return copy;
}

describe('crossings of releases', () => {
  it.each<{ kind: CrossedKind; long: number; published: number; suppressed: number }>([
    { kind: 'RATIO', long: 1000, published: 9, suppressed: 95 },
    { kind: 'COUNT', long: 300, published: 9, suppressed: 92 },
    { kind: 'ASKED', long: 300, published: 14, suppressed: 92 },
    { kind: 'AMOUNT', long: 300, published: 8, suppressed: 61 },
  ])('disclose no small number of a $kind', async ({ kind, long, ...expected }) => {
    const attacked = await attackCrossings(`crossings of ${kind}`, {
      seeds: attackedSeeds({ few: 12, many: long }),
      counted: 12,
      play: (seed) => decide(randomScenario(seed, { ...sizes, kinds: [kind] })),
    });
    expect(attacked).toEqual({ narrowed: [], numbers: expected });
  });

  it.each<{ kind: 'COUNT' | 'RATIO'; published: number; suppressed: number }>([
    { kind: 'COUNT', published: 80, suppressed: 20 },
    { kind: 'RATIO', published: 54, suppressed: 46 },
  ])('publish most figures of a $kind of schools, and disclose no small number', async ({ kind, ...expected }) => {
    const attacked = await attackCrossings(`crossings of ${kind} of schools`, {
      seeds: attackedSeeds({ few: 10, many: 200 }),
      counted: 10,
      play: (seed) => decide(schoolScenario(seed, kind)),
    });
    expect(attacked).toEqual({ narrowed: [], numbers: expected });
  });

  it.each<{ kind: CrossedKind; disclosing: number }>([
    { kind: 'RATIO', disclosing: 10 },
    { kind: 'COUNT', disclosing: 7 },
  ])('would disclose small numbers of a $kind without complementary suppression', ({ kind, disclosing }) => {
    const played = playedOf(kind, seedsFrom(1, 12)).filter(({ scenario }) => !scenario.hidesZeros);
    const found = played.filter(
      (scenario) => attackGateway(highs, withoutComplementarySuppression(scenario)).narrowed.length > 0,
    );
    expect(found).toHaveLength(disclosing);
  });

  it.each([
    {
      what: 'an organization without a total reports a category, which totals do not include',
      seed: 509,
      sensitive: 20,
    },
    { what: 'zeros are suppressed, so that any suppressed figure can be a zero', seed: 993, sensitive: 15 },
  ])('disclose no small number if $what', ({ seed, sensitive }) => {
    const kinds = ['RATIO', 'RATIO', 'COUNT', 'ASKED', 'AMOUNT', 'SHARE'] as const;
    const attack = attackGateway(highs, decide(randomScenario(seed, { ...sizes, kinds })));
    expect({ sensitive: attack.sensitive, failures: failuresOf(attack) }).toEqual({ sensitive, failures: [] });
  });

  it('disclose no small number in scenarios that declare a crossing by chance', () => {
    const played = seedsFrom(440, 120)
      .map((seed) => randomScenario(seed))
      .filter((scenario) => crossingsOf(scenario).length > 0)
      .map((scenario) => decide(scenario))
      .filter((scenario) => (crossingsIn(scenario).at(-1) ?? []).length > 0);
    expect(played).toHaveLength(4);
    expect(played.flatMap((scenario) => failuresOf(attackGateway(highs, scenario)))).toEqual([]);
  });
});
