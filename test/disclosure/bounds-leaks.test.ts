import { expect, it } from 'vitest';
import { leaksOfBounds } from './support/bounds-leaks.ts';
import type { SeenCell, SeenFigure } from './support/gateway-reader.ts';
import type { Scenario } from './support/scenario/gateway-scenario.ts';

const numbers = { value: null, numerator: null, denominator: null, base: null, standardError: null, place: null };
const school = { id: 'school' };

/** A published cell of a school: the total or one of a category, a number or a lower bound. */
function cell(categories: SeenCell['categories'], more: Partial<SeenCell>): SeenCell {
  const shown = { suppressed: false, status: 'OBSERVED', lowerBound: null, upperBound: null, suppressionReason: null };
  return { ...numbers, ...shown, scope: 'ORGANIZATION', organization: school, categories, ...more };
}

const dimension = { code: 'sex', exclusive: true, exhaustive: true };
const scenario: Pick<Scenario, 'kind' | 'countingUnit' | 'dimensions'> = {
  kind: 'COUNT',
  countingUnit: 'PEOPLE_UNDUPLICATED',
  dimensions: [{ ...dimension, categories: ['F', 'M'].map((code) => ({ code, parent: null })) }],
};
const total = cell([], { lowerBound: '21' });
const cells = [
  total,
  cell([{ dimension: { code: 'sex' }, code: 'F' }], { value: '22' }),
  cell([{ dimension: { code: 'sex' }, code: 'M' }], { lowerBound: '0', upperBound: '4' }),
  cell([{ dimension: { code: 'sex' }, code: 'F' }], { value: '70', organization: { id: 'another' } }),
];

/** The leaks of a roll-up over places that is an interval of people. */
function leaksOf(low: string, more: object = {}): string[] {
  const figure: SeenFigure = {
    ...numbers,
    organization: school,
    categories: [],
    over: ['PLACES'],
    placeLevel: null,
    period: '2024',
    reason: 'NOT_ADDITIVE',
    interval: { low, high: null },
    matchedChange: null,
  };
  return leaksOfBounds(figure, { needed: [total], cells, scenario: { ...scenario, ...more } });
}

it('accepts a lower end of people counted once that published categories of the reporter prove', () => {
  // "At least 21" people, and 22 in one category: at least 22.
  expect(leaksOf('21')).toEqual([]);
  expect(leaksOf('22')).toEqual([]);
});

it('finds a lower end that nothing published proves', () => {
  const found = (low: string) => [`the roll-up over PLACES of [] is from ${low} to null, narrower than its cells`];
  expect(leaksOf('23')).toEqual(found('23'));
  expect(leaksOf('22', { countingUnit: 'PEOPLE' })).toEqual(found('22'));
  const overlapping = scenario.dimensions.map((each) => ({ ...each, exclusive: false }));
  expect(leaksOf('22', { dimensions: overlapping })).toEqual(found('22'));
});
