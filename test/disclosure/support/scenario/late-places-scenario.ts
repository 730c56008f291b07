import { type Entry, type Figures, figureKey, type Scenario } from './gateway-scenario.ts';
import type { ScenarioSizes } from './random-scenario.ts';

/** Sizes of scenarios of few organizations, with many bounds and many places that are reported at other times than all places. */
export const boundedPlacesSizes: ScenarioSizes = {
  organizations: 5,
  ownShare: 0.1,
  kinds: ['COUNT', 'COUNT', 'COUNT', 'PERCENT'],
  boundedShare: 0.4,
  lateShare: 0.8,
};

const dimension = {
  code: 'g',
  exclusive: true,
  exhaustive: true,
  categories: ['a', 'b', 'c'].map((code) => ({ code, parent: null })),
};

/**
 * Organizations that report a mean of everyone first. Then one of them reports a place by three exclusive categories, without the
 * total of the place: at least one person is in each, so that at least three are among the `people` of the organization. If its
 * mean is suppressed, only one was known. If it is published for 10 people, at most 8 of them are in each category.
 */
export function latePlacesScenario(people: number): Scenario {
  const everyone = new Map<string, Figures>(
    ['B', 'C', 'D'].map((name, at) => [name, new Map([['', figure(30 + at)]])]),
  );
  const byCategory: Figures = new Map([
    ['', { people: [6], status: 'UNSAID' }],
    ...dimension.categories.map(({ code }): [string, Entry] => [figureKey(dimension.code, code), figure(2)]),
  ]);
  const unchanged = { closes: [], opens: [] };
  return {
    seed: people,
    kind: 'MEAN',
    countingUnit: 'PEOPLE',
    threshold: 10,
    hidesZeros: false,
    dimensions: [dimension],
    organizations: ['A', 'B', 'C', 'D'],
    closed: new Set(),
    earlier: new Map(),
    rounds: [
      {
        ...unchanged,
        reports: new Map<string, Figures>([...everyone, ['A', new Map([['', figure(people)]])]]),
      },
      { ...unchanged, reports: new Map([['A|N', byCategory]]) },
    ],
  };
}

/**
 * Organizations that report counts of everyone first, and of category `a` of one of them that it has 0 to 4 people. Then this
 * organization reports a place with two of them. Its number is at most 4, although only that it is below 10 may be known.
 */
export function boundedPlacesScenario(): Scenario {
  const { rounds, ...scenario } = latePlacesScenario(60);
  const [first] = rounds;
  const bounded = new Map([
    ['', figure(60)],
    ['g/a', { ...figure(3), bounds: { lowest: 0, highest: 4 } }],
  ]);
  return {
    ...scenario,
    kind: 'COUNT',
    rounds: [
      { reports: new Map([...(first?.reports ?? []), ['A', bounded]]), closes: [], opens: [] },
      { reports: new Map([['A|N', new Map([['g/a', figure(2)]])]]), closes: [], opens: [] },
    ],
  };
}

function figure(people: number): Entry {
  return { people: [people], status: 'OBSERVED' };
}
