import { describe, expect, it } from 'vitest';
import {
  count,
  decide,
  previousReleaseOf,
  publishedIn,
  report,
  sex,
  share,
  suppressedIn,
} from './decide-release.fixture.ts';

const mean = { ...count, kind: 'MEAN', aggregationAcrossOrganizations: 'WEIGHTED_MEAN' } as const;
const separateMean = { ...mean, aggregationAcrossOrganizations: 'NONE' } as const;
/** A mean of 3 of these people. */
const of = (people: number) => ({ numerator: String(3 * people), denominator: String(people) });
const meanAt = (place: string | null, people: number) => report('A', { '': of(people) }, { place });
const at = (place: string) => ({ organizationId: 'A', place });
const unchanged = ['A', 'B', 'C'];

describe('places of a release', () => {
  it.each([
    { people: 11, suppressed: ['AN', 'AS', 'AW', 'A'] },
    { people: 12, suppressed: ['AN', 'AS', 'AW'] },
  ])('suppress a mean of all places for $people people in three places', ({ people, suppressed }) => {
    // Two places have at least one person each, so that the third can have up to 9 only if all three have at least 11.
    const rows = [meanAt(null, people), meanAt('N', 4), meanAt('S', 4), meanAt('W', people - 8)];
    expect(suppressedIn(decide(rows, { version: separateMean, dimensions: [] }))).toEqual(suppressed);
  });

  it.each([
    { people: 10, suppressed: ['AN sex=F', 'AN sex=M', 'A'] },
    { people: 11, suppressed: ['AN sex=F', 'AN sex=M'] },
  ])('suppress a mean for $people people of whom one place has both categories', ({ people, suppressed }) => {
    const rows = [meanAt(null, people), report('A', { 'sex=F': of(2), 'sex=M': of(2) }, { place: 'N' })];
    expect(suppressedIn(decide(rows, { version: separateMean }))).toEqual(suppressed);
  });

  it.each([
    { people: 10, suppressed: ['AN sex=F', 'AN sex=M', 'AS', 'A'] },
    { people: 11, suppressed: ['AN sex=F', 'AN sex=M', 'AS'] },
  ])('suppress a mean for $people people who are counted once, beside both categories of one place', (each) => {
    // The place S can have the same people as N.
    const places = [report('A', { 'sex=F': of(2), 'sex=M': of(2) }, { place: 'N' }), meanAt('S', 2)];
    const version = { ...separateMean, countingUnit: 'PEOPLE_UNDUPLICATED' } as const;
    expect(suppressedIn(decide([meanAt(null, each.people), ...places], { version }))).toEqual(each.suppressed);
  });

  it('wait together with the report of all places', () => {
    const rules = { dimensions: [] };
    const rows = unchanged.map((name) => report(name, { '': '30' }));
    const previous = previousReleaseOf(decide(rows, rules), unchanged);
    const late = [null, 'N'].map((place) => report('D', { '': '4' }, { place }));
    const { rows: released, waiting, excluded } = decide([...rows, ...late], { ...rules, previous });
    expect(released.map(({ organizationId }) => organizationId)).toEqual(unchanged);
    expect(waiting).toEqual([
      { organizationId: 'D', place: null },
      { organizationId: 'D', place: 'N' },
    ]);
    expect(excluded).toEqual([]);
  });
});

describe('places reported after the figure of all places was released', () => {
  const rules = { version: separateMean, dimensions: [] };

  it.each([
    { people: 6, places: ['N'], excluded: [] },
    { people: 6, places: ['N', 'S'], excluded: [at('S')] },
    { people: 10, places: ['N', 'S'], excluded: [at('S')] },
    { people: 11, places: ['N', 'S'], excluded: [] },
  ])('wait if the mean of $people people is then of more, or too small for $places', ({ people, places, excluded }) => {
    const all = meanAt(null, people);
    const previous = previousReleaseOf(decide([all], rules), unchanged);
    const decision = decide([all, ...places.map((place) => meanAt(place, 3))], { ...rules, previous });
    expect(decision.excluded).toEqual(excluded);
    expect(decision.waiting).toEqual(excluded);
    const included = places.filter((place) => !excluded.some((each) => each.place === place));
    expect(suppressedIn(decision)).toEqual([...(people < 10 ? ['A'] : []), ...included.map((place) => `A${place}`)]);
  });

  it('wait if they state bounds, because everyone knows them and their base', () => {
    const version = { ...share, aggregationAcrossOrganizations: 'NONE' } as const;
    const ofRatio = { dimensions: [], version };
    const late = report('A', { '': { lowerBound: '0', upperBound: '10', base: 3 } }, { place: 'N' });
    const excludedBeside = (numerator: string, denominator: string) => {
      const all = report('A', { '': { numerator, denominator } });
      const previous = previousReleaseOf(decide([all], ofRatio), unchanged);
      return decide([all, late], { ...ofRatio, previous }).excluded;
    };
    expect(excludedBeside('3', '7')).toEqual([at('N')]);
    expect(excludedBeside('30', '70')).toEqual([at('N')]);
  });

  it('are suppressed if they are counts, which can be 0', () => {
    const all = report('A', { '': '4' });
    const counts = { dimensions: [], version: { ...count, aggregationAcrossOrganizations: 'NONE' } as const };
    const previous = previousReleaseOf(decide([all], counts), unchanged);
    const places = ['N', 'S'].map((place) => report('A', { '': '2' }, { place }));
    const decision = decide([all, ...places], { ...counts, previous });
    expect(decision.waiting).toEqual([]);
    expect(suppressedIn(decision)).toEqual(['A', 'AN', 'AS']);
  });
});

describe('the people that late places prove', () => {
  const overlapping = { ...sex, exclusive: false };
  const [total, girls, boys] = ['', 'sex=F', 'sex=M'];
  const shared = { ...share, aggregationAcrossOrganizations: 'NONE', denominatorOverCategories: 'SHARED' } as const;
  const once = { ...separateMean, countingUnit: 'PEOPLE_UNDUPLICATED' } as const;

  /** The places that are released after a figure of all places, which has these cells. */
  function releasedPlaces(
    all: Record<string, number>,
    places: Record<string, string[]>,
    {
      version = separateMean,
      dimension = sex,
    }: { version?: typeof separateMean | typeof shared | typeof once; dimension?: typeof sex } = {},
  ): string[] {
    const rules = { version, dimensions: [dimension] };
    const first = report('A', Object.fromEntries(Object.entries(all).map(([key, people]) => [key, of(people)])));
    const previous = previousReleaseOf(decide([first], rules), unchanged);
    const late = Object.entries(places).map(([place, keys]) =>
      report('A', Object.fromEntries(keys.map((key) => [key, of(2)])), { place }),
    );
    const { rows } = decide([first, ...late], { ...rules, previous });
    return rows.flatMap(({ place }) => place ?? []);
  }

  it.each([
    { people: 6, cells: [girls], released: ['N'] },
    { people: 6, cells: [total, girls], released: ['N'] },
    // Nobody is in both categories, so that at least 2 people are in the suppressed figure. That there is one was known.
    { people: 6, cells: [girls, boys], released: [] },
    // The girls can be up to 9 of 11, if one boy is left, and of 10 only 8 beside two others.
    { people: 9, cells: [girls, boys], released: [] },
    { people: 10, cells: [girls, boys], released: [] },
    { people: 11, cells: [girls, boys], released: ['N'] },
  ])('are one for each exclusive category: $people people and $cells', ({ people, cells, released }) => {
    expect(releasedPlaces({ '': people }, { N: cells })).toEqual(released);
  });

  it.each([
    { people: 11, released: ['N'] },
    { people: 12, released: ['N', 'S'] },
  ])('add up over places: 1 of one place and 2 of another beside $people people', ({ people, released }) => {
    expect(releasedPlaces({ '': people }, { N: [total], S: [girls, boys] })).toEqual(released);
  });

  it('include the categories of all places, which are other people', () => {
    expect(releasedPlaces({ '': 6, 'sex=F': 3 }, { N: [boys] })).toEqual([]);
    // That two people are in it was known by its own categories.
    expect(releasedPlaces({ '': 6, 'sex=F': 3, 'sex=M': 3 }, { N: [girls, boys] })).toEqual(['N']);
  });

  it('are those of one category, if another place reports another one', () => {
    expect(releasedPlaces({ '': 6 }, { N: [girls], S: [boys] })).toEqual(['N']);
    expect(releasedPlaces({ '': 6 }, { N: [girls], S: [girls] })).toEqual(['N']);
  });

  it('can be the same in categories that overlap or share a denominator', () => {
    expect(releasedPlaces({ '': 6 }, { N: [girls, boys] }, { dimension: overlapping })).toEqual(['N']);
    expect(releasedPlaces({ '': 6 }, { N: [girls, boys] }, { version: shared })).toEqual(['N']);
  });

  it('can be the same in several places if they are counted once, but not in exclusive categories', () => {
    expect(releasedPlaces({ '': 6 }, { N: [girls], S: [girls] }, { version: once })).toEqual(['N', 'S']);
    expect(releasedPlaces({ '': 6 }, { N: [girls], S: [boys] }, { version: once })).toEqual(['N']);
    expect(releasedPlaces({ '': 6 }, { N: [girls, boys] }, { version: once })).toEqual([]);
  });

  it('include those of the released report that a correction replaces', () => {
    const rules = { version: separateMean, dimensions: [sex] };
    const all = report('A', { '': of(6) });
    const first = [all, report('A', { 'sex=F': of(2) }, { place: 'N' })];
    const previous = previousReleaseOf(decide(first, rules), []);
    const corrected = report('A', { 'sex=M': of(2) }, { place: 'N' });
    expect(decide([all, corrected], { ...rules, previous }).excluded).toEqual([{ organizationId: 'A', place: 'N' }]);
  });
});

describe('a figure of all places reported after its places were released', () => {
  const others = ['B', 'C', 'D'].map((name) => report(name, { '': '30' }));
  const places = [report('A', { '': '12' }, { place: 'N' }), report('A', { '': '4' }, { place: 'S' })];
  const all = report('A', { '': '16' });

  it('waits, because it would disclose the places by subtraction, and the places stay in the totals', () => {
    const first = decide([...places, ...others], { dimensions: [] });
    const late = ['E', 'F'].map((name) => report(name, { '': '20' }));
    const decision = decide([...places, ...others, all, ...late, report('G', { '': '20' })], {
      dimensions: [],
      previous: previousReleaseOf(first, ['A', 'B', 'C', 'D']),
    });
    expect(decision.excluded).toEqual([{ organizationId: 'A', place: null }]);
    // 12 + 4 + 3 × 30, and 3 × 20 more.
    expect([publishedIn(first).sum, publishedIn(decision).sum]).toEqual(['106', '166']);
    expect(publishedIn(decision)).toMatchObject({ AS: '*', E: '20' });
  });

  it('waits if it is unduplicated and a place is published', () => {
    const rules = { dimensions: [], version: { ...count, countingUnit: 'PEOPLE_UNDUPLICATED' } as const };
    const previous = previousReleaseOf(decide(places, rules), ['A']);
    expect(decide([...places, all], { ...rules, previous }).excluded).toEqual([{ organizationId: 'A', place: null }]);
    const small = places.slice(1);
    const next = { ...rules, previous: previousReleaseOf(decide(small, rules), ['A']) };
    expect(decide([...small, all], next).waiting).toEqual([]);
  });

  it('replaces the places in the totals if no figure is about people', () => {
    const rules = { dimensions: [], version: { ...count, countingUnit: 'EVENTS' } as const };
    const first = decide([...places, ...others], rules);
    const decision = decide([...places, ...others, report('A', { '': '20' })], {
      ...rules,
      previous: previousReleaseOf(first, ['A', 'B', 'C', 'D']),
    });
    expect(decision.waiting).toEqual([]);
    expect([publishedIn(first).sum, publishedIn(decision).sum]).toEqual(['106', '110']);
  });
});
