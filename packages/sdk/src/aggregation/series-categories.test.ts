import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePeriod, periodRange } from '../period/index.ts';
import { unwrap } from '../shared/outcome.ts';
import { type CategorizedVersion, type LeadingCrosswalk, SeriesCategories } from './series-categories.ts';
import { type ComparedPoint, comparabilityInSeries, type SeriesRules } from './series-comparability.ts';

const dimension = (code: string, ...categories: string[]) => ({
  code,
  categories: categories.map((each) => ({ code: each })),
});
const version = (number: number, ...dimensions: CategorizedVersion['dimensions']): CategorizedVersion => ({
  number,
  status: 'RETIRED',
  kind: 'COUNT',
  dimensions,
  crosswalks: [],
});
const mappings = [
  { earlier: '5', category: '5-6' },
  { earlier: '6', category: '5-6' },
  { earlier: '7', category: 'seven' },
];
const walk: LeadingCrosswalk = { from: 1, dimension: 'age', earlierDimension: 'years', mappings };
const first = version(1, dimension('years', '5', '6', '7', '8'));
const second = { ...version(2, dimension('age', '5-6', 'seven', '8', '9')), crosswalks: [walk] };
const third = version(3, dimension('age', '5-6', 'seven', '8', '9'));

/** A point of a year, of a category of the version's dimension, or of the total where there is none. */
const point = (year: number, number: number, category?: string, more: Partial<ComparedPoint> = {}): ComparedPoint => {
  const parsed = parsePeriod(String(year));
  if (!parsed) throw new Error(`${year} is no period`);
  const { start, end } = periodRange(parsed);
  const categories = category ? [{ dimension: number === 1 ? 'years' : 'age', category }] : [];
  return { key: 'all', categories, number, period: String(year), periodStart: start, periodEnd: end, ...more };
};

const rules = (versions: readonly CategorizedVersion[], more: Partial<SeriesRules> = {}): SeriesRules => ({
  compares: () => ({ comparability: 'YES', notes: [] }),
  versions,
  ...more,
});
const last = (points: ComparedPoint[], versions = [first, second, third], more: Partial<SeriesRules> = {}) =>
  unwrap(comparabilityInSeries(points, rules(versions, more))).at(-1);

describe('a series across a crosswalk', () => {
  it('continues in the category that an earlier category is mapped to, even if its code differs', () => {
    expect(last([point(2023, 1, '7'), point(2024, 2, 'seven')])).toEqual({ comparability: 'YES', note: null });
    const compares = () => ({ comparability: 'WITH_CAVEAT', notes: ['Because.'] }) as const;
    expect(last([point(2023, 1, '7'), point(2024, 2, 'seven')], undefined, { compares })).toEqual({
      comparability: 'WITH_CAVEAT',
      note: 'Because.',
    });
  });

  it('compares a category with the sum of the categories that were merged into it, and reports this', () => {
    const both = [point(2023, 1, '5'), point(2023, 1, '6')];
    const note = 'The category combines "5" and "6" of "years" in version 1. Compare it with their sum.';
    expect(last([...both, point(2024, 2, '5-6')])).toEqual({ comparability: 'WITH_CAVEAT', note });
    const compares = () => ({ comparability: 'WITH_CAVEAT', notes: ['Because.'] }) as const;
    expect(last([...both, point(2024, 2, '5-6')], undefined, { compares })?.note).toBe(`Because. ${note}`);
  });

  it('breaks if a merged category has no figure for the previous period, or if the kind is not additive', () => {
    const some = [point(2023, 1, '5'), point(2024, 2, '5-6')];
    const lacking = {
      comparability: 'NO',
      note: 'The category combines "5" and "6" of "years" in version 1. Compare it with their sum. Not all of them have a figure for 2023.',
    };
    expect(last(some)).toEqual(lacking);
    expect(last([point(2022, 1, '6'), ...some])).toEqual(lacking);
    const median = { ...first, kind: 'MEDIAN' as const };
    expect(last([point(2023, 1, '6'), ...some], [median, second])).toMatchObject({
      comparability: 'NO',
      note: expect.stringContaining('Figures of the kind MEDIAN do not add up.'),
    });
  });

  it('breaks at a category that no earlier category is mapped to, even if one has the same code', () => {
    expect(last([point(2023, 1, '8'), point(2024, 2, '8')])).toEqual({
      comparability: 'NO',
      note: 'No category of version 1 corresponds to "8" of "age". The series breaks.',
    });
    expect(last([point(2023, 1, '5'), point(2024, 2, '9')])?.comparability).toBe('NO');
  });

  it('begins without an earlier point, and continues within a version', () => {
    expect(last([point(2023, 1), point(2024, 2, '9')])).toEqual({ comparability: null, note: null });
    expect(last([point(2023, 1, '5'), point(2024, 2, 'seven')])).toEqual({ comparability: null, note: null });
    expect(last([point(2023, 1, '8'), point(2024, 2, '8'), point(2025, 2, '8')])?.comparability).toBe('YES');
    expect(last([point(2023, 1), point(2024, 2)])?.comparability).toBe('YES');
    expect(last([point(2023, 1, '7', { key: 'other' }), point(2024, 2, 'seven')])?.comparability).toBeNull();
  });

  it('continues across intermediate versions by their crosswalks or equal codes', () => {
    expect(last([point(2023, 1, '7'), point(2025, 3, 'seven')])).toEqual({ comparability: 'YES', note: null });
    expect(last([point(2023, 1, '5'), point(2023, 1, '6'), point(2025, 3, '5-6')])?.comparability).toBe('WITH_CAVEAT');
    const draft = { ...second, status: 'DRAFT' as const };
    expect(last([point(2023, 1, '7'), point(2025, 3, 'seven')], [first, draft, third])?.comparability).toBeNull();
  });

  it('returns no comparison if the crosswalk is hidden', () => {
    const closed = { ...second, crosswalks: [{ ...walk, mappings: null }] };
    expect(last([point(2023, 1, '7'), point(2024, 2, 'seven')], [first, closed])).toEqual({
      comparability: 'NO',
      note: 'The crosswalk of "seven" of "age" to version 1 is not visible to you. The series breaks.',
    });
  });

  it('continues in an earlier version if its category was not merged with others', () => {
    expect(last([point(2023, 2, 'seven'), point(2024, 1, '7')])).toEqual({ comparability: 'YES', note: null });
    expect(last([point(2023, 2, '5-6'), point(2024, 1, '5')])).toEqual({
      comparability: 'NO',
      note: 'No category of version 2 corresponds only to "5" of "years". The series breaks.',
    });
  });

  it('continues under equal codes without a crosswalk, and breaks at a new code', () => {
    const [one, two] = [version(1, dimension('age', 'a')), version(2, dimension('age', 'a', 'b'))];
    const of = (year: number, number: number, category: string) =>
      point(year, number, category, { categories: [{ dimension: 'age', category }] });
    expect(last([of(2023, 1, 'a'), of(2024, 2, 'a')], [one, two])?.comparability).toBe('YES');
    expect(last([of(2023, 1, 'a'), of(2024, 2, 'b')], [one, two])?.comparability).toBe('NO');
  });
});

describe('the earlier categories of a category', () => {
  it('are returned as combinations over all dimensions', () => {
    const sex = dimension('sex', 'F', 'M');
    const categories = new SeriesCategories([
      { ...first, dimensions: [...first.dimensions, sex] },
      { ...second, dimensions: [...second.dimensions, sex] },
    ]);
    const asked = [
      { dimension: 'age', category: '5-6' },
      { dimension: 'sex', category: 'F' },
    ];
    expect(categories.takenUp(asked, { of: 2, from: 1 })?.combinations).toEqual(
      ['5', '6'].map((category) => [
        { dimension: 'years', category },
        { dimension: 'sex', category: 'F' },
      ]),
    );
  });

  it('include each mapped earlier category once, and are the same in both directions if there is only one', () => {
    const codes = ['a', 'b', 'c', 'd'];
    const code = fc.constantFrom(...codes);
    const some = fc.uniqueArray(fc.record({ earlier: code, category: code }), { selector: ({ earlier }) => earlier });
    fc.assert(
      fc.property(some, (list) => {
        const later = {
          ...version(2, dimension('n', ...codes)),
          crosswalks: [{ from: 1, dimension: 'n', earlierDimension: 'o', mappings: list }],
        };
        const categories = new SeriesCategories([version(1, dimension('o', ...codes)), later]);
        const taken = codes.map(
          (category) => categories.takenUp([{ dimension: 'n', category }], { of: 2, from: 1 })?.combinations ?? [],
        );
        const all = taken.flatMap((combinations) => combinations.flat().map(({ category }) => category));
        expect(all.toSorted()).toEqual(list.map(({ earlier }) => earlier).toSorted());
        for (const [at, combinations] of taken.entries()) {
          const [only] = combinations;
          if (combinations.length !== 1 || !only) continue;
          const forth = categories.takenUp(only, { of: 1, from: 2 });
          expect(forth?.combinations).toEqual([[{ dimension: 'n', category: codes[at] }]]);
        }
      }),
    );
  });
});
