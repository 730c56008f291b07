import { describe, expect, it } from 'vitest';
import type { FigureCell } from '../../indicator/index.ts';
import { count, decide, previousReleaseOf, ratio, report, sex, share, suppressedIn } from './decide-release.fixture.ts';

const counts = { ...count, aggregationAcrossOrganizations: 'NONE' } as const;
const once = { ...counts, countingUnit: 'PEOPLE_UNDUPLICATED' } as const;
const shares = { ...share, aggregationAcrossOrganizations: 'NONE' } as const;

type Figures = Record<string, string | Partial<FigureCell>>;

const between = (lowerBound: number | null, upperBound: number | null): Partial<FigureCell> => ({
  lowerBound: lowerBound === null ? null : String(lowerBound),
  upperBound: upperBound === null ? null : String(upperBound),
});

/** The late places that wait after a first release of all places, and of some places of the same organization. */
function heldPlaces(
  { all, first = {}, late }: { all: Figures; first?: Record<string, Figures>; late: Record<string, Figures> },
  version: typeof counts | typeof once | typeof shares = counts,
): string[] {
  const rules = { version, dimensions: [sex] };
  const placesOf = (places: Record<string, Figures>) =>
    Object.entries(places).map(([place, figures]) => report('A', figures, { place }));
  const released = [report('A', all), ...placesOf(first)];
  const previous = previousReleaseOf(decide(released, rules), ['A']);
  const decision = decide([...released, ...placesOf(late)], { ...rules, previous });
  expect(decision.waiting).toEqual(decision.excluded);
  return decision.excluded.flatMap(({ place }) => place ?? []);
}

describe('a late place beside bounds of all places', () => {
  const all = (girls: Partial<FigureCell>) => ({ '': '60', 'sex=F': girls });

  it.each([
    { most: 8, held: ['N'] },
    // 9 is one less than the threshold, so that nothing small is excluded.
    { most: 9, held: [] },
  ])('waits if at most $most of its girls are possible', ({ most, held }) => {
    expect(heldPlaces({ all: all(between(0, most)), late: { N: { 'sex=F': '2' } } })).toEqual(held);
    expect(heldPlaces({ all: all(between(0, most)), late: { N: { '': '2' }, S: { 'sex=M': '2' } } })).toEqual([]);
  });

  it('waits if it has a small number of those who are not counted: at least 90 % of 11 are 10', () => {
    const late = { N: { 'sex=F': ratio('3', '4') } };
    const girls = (percent: number) => ({ ...between(percent, null), base: 11 });
    expect(heldPlaces({ all: { '': ratio('30', '60'), 'sex=F': girls(90) }, late }, shares)).toEqual(['N']);
    // 1 of 11 is below 10 %, so that 2 to 11 are counted and 0 to 9 are not.
    expect(heldPlaces({ all: { '': ratio('30', '60'), 'sex=F': girls(10) }, late }, shares)).toEqual([]);
  });

  it.each([
    { category: 'sex=M', held: ['N'] },
    { category: 'sex=F', held: [] },
  ])('waits if the bounds of the total and of girls leave at most 4 boys: $category', ({ category, held }) => {
    const bounds = { '': between(30, 34), 'sex=F': between(30, 34), 'sex=M': '3' };
    expect(heldPlaces({ all: bounds, late: { N: { [category]: '2' } } })).toEqual(held);
  });

  it('waits if all categories have bounds, whose sum bounds a total that is not reported', () => {
    const bounds = (most: number) => ({ 'sex=F': between(0, 4), 'sex=M': between(0, most) });
    expect(heldPlaces({ all: bounds(4), late: { N: { '': '2' } } })).toEqual(['N']);
    expect(heldPlaces({ all: bounds(5), late: { N: { '': '2' } } })).toEqual([]);
  });

  it('waits also if people of places are counted once', () => {
    expect(heldPlaces({ all: all(between(0, 4)), late: { N: { 'sex=F': '2' } } }, once)).toEqual(['N']);
    expect(heldPlaces({ all: all(between(0, 9)), late: { N: { 'sex=F': '2' } } }, once)).toEqual([]);
  });
});

describe('a late place beside bounds of another place', () => {
  const late = (least: number) => ({ N: { '': between(least, null) }, S: { '': '3' } });

  it('waits if all places have 40 people and 32 of them are in the other place, but not if it has 31', () => {
    expect(heldPlaces({ all: { '': '40' }, late: late(32) })).toEqual(['S']);
    expect(heldPlaces({ all: { '': '40' }, late: late(31) })).toEqual([]);
  });

  it('waits if its own bounds leave too few to a place that is released', () => {
    const after = (least: number) => {
      const { S, ...bounded } = late(least);
      return heldPlaces({ all: { '': '40' }, first: { S }, late: bounded });
    };
    expect(after(32)).toEqual(['N']);
    expect(after(31)).toEqual([]);
  });

  it('does not wait if the places can share people', () => {
    expect(heldPlaces({ all: { '': '40' }, late: late(32) }, once)).toEqual([]);
  });

  it('waits beside a suppressed figure of all places, unless the bounds begin with 0', () => {
    const places = (least: number) => ({
      all: { '': '8' },
      first: { N: { '': between(least, 9) } },
      late: { S: { '': '2' } },
    });
    // Of up to 9 people, 5 are in the other place.
    expect(heldPlaces(places(5))).toEqual(['S']);
    expect(heldPlaces(places(0))).toEqual([]);
  });
});

it('places with crossed figures that were released with all places stay released', () => {
  const rules = { version: counts, dimensions: [sex, { ...sex, code: 'grade' }] };
  const crossed = { 'sex=F': between(0, 4), 'sex=F,grade=F': '1' };
  const rows = [report('A', { '': '60', ...crossed }), report('A', { '': '5', ...crossed }, { place: 'N' })];
  const first = decide(rows, rules);
  const second = decide(rows, { ...rules, previous: previousReleaseOf(first, ['A']) });
  expect(suppressedIn(second)).toEqual(suppressedIn(first));
  expect([second.waiting, second.excluded]).toEqual([[], []]);
});
