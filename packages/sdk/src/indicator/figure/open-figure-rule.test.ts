import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countingUnits, indicatorKinds, observationStatuses } from '../vocabulary.ts';
import type { DimensionRules } from './breakdown.ts';
import { judgeRelease, type ReleasableCell, type ReleasableVersion } from './open-figure-rule.ts';

const people: ReleasableVersion = {
  kind: 'COUNT',
  countingUnit: 'PEOPLE',
  multiplier: '1',
  denominatorOverCategories: null,
};
const ratio: ReleasableVersion = {
  kind: 'RATIO',
  countingUnit: 'PEOPLE',
  multiplier: '100',
  denominatorOverCategories: 'SPLIT',
};
const age: DimensionRules = {
  code: 'age',
  exclusive: true,
  exhaustive: true,
  categories: [
    { code: '5-8', parent: null },
    { code: '9-12', parent: null },
    { code: '5-6', parent: '5-8' },
    { code: '7-8', parent: '5-8' },
  ],
};

describe('judgeRelease of counts of people', () => {
  it.each([
    ['0', 0],
    ['1', 1],
    ['9', 1],
    ['10', 0],
    ['11', 0],
  ])('counts small cells among a count of %s with a threshold of 10: %i', (value, expected) => {
    expect(smallCells([cell({ value })])).toBe(expected);
    expect(smallCells([cell({ value })], { ...people, countingUnit: 'PEOPLE_UNDUPLICATED' })).toBe(expected);
  });

  it('applies the threshold of the caller', () => {
    const issueCount = (threshold: number) =>
      judgeRelease({ version: people, cells: [cell({ value: '5' })], threshold }).length;
    expect([3, 5, 6, 10].map(issueCount)).toEqual([0, 0, 1, 1]);
  });

  it('compares figures as numbers, not as texts', () => {
    expect(smallCells([cell({ value: '100' }), cell({ value: '20' })])).toBe(0);
    expect(smallCells([cell({ value: '9.5' }), cell({ value: '0.5' })])).toBe(2);
  });

  it('reports the number of small cells, but not which cells are small', () => {
    const cells = ['40', '3', '0', '7', '12'].map((value, row) =>
      cell({ value, organizationId: `organization ${row}` }),
    );
    const issues = judgeRelease({ version: people, cells, threshold: 10 });
    expect(issues).toEqual([
      {
        code: 'SMALL_GROUP',
        path: ['cells'],
        message:
          '2 of 5 cells and 0 differences between cells describe at least 1 and fewer than 10 people. Omit these cells, or combine categories.',
      },
    ]);
    const other = [...cells.slice(0, 1), cell({ value: '4' }), ...cells.slice(2)];
    expect(judgeRelease({ version: people, cells: other, threshold: 10 })).toEqual(issues);
  });
});

describe('judgeRelease of amounts', () => {
  it.each([
    ['0', 0],
    ['0.003', 1],
    ['9.9', 1],
    ['10', 0],
    ['-3', 1],
    ['-10', 0],
  ])('counts small cells among an amount of %s of people with a threshold of 10: %i', (value, expected) => {
    expect(smallCells([cell({ value })], { ...people, kind: 'AMOUNT' })).toBe(expected);
    expect(smallCells([cell({ value })], { ...people, kind: 'AMOUNT', countingUnit: 'OTHER' })).toBe(0);
  });
});

describe('judgeRelease of figures that are not numbers of people', () => {
  it.each(countingUnits.filter((countingUnit) => !countingUnit.startsWith('PEOPLE')))(
    'accepts small figures whose counting unit is %s',
    (countingUnit) => {
      for (const kind of indicatorKinds) {
        const version = { ...people, kind, countingUnit };
        expect(smallCells([cell({ value: '3' }), cell({ numerator: '3', denominator: '5' })], version)).toBe(0);
      }
    },
  );

  it.each(['MEAN', 'MEDIAN', 'PERCENTILE', 'INDEX'] as const)('accepts a small value of a %s', (kind) => {
    expect(smallCells([cell({ value: '3' })], { ...people, kind })).toBe(0);
  });

  it.each(observationStatuses)('accepts a cell without a figure whose status is %s', (status) => {
    expect(smallCells([cell({ status })])).toBe(0);
  });
});

describe('judgeRelease of bases', () => {
  it('treats the base as a number of people for every kind and counting unit', () => {
    for (const kind of indicatorKinds) {
      for (const countingUnit of countingUnits) {
        expect(smallCells([cell({ base: 4 })], { ...people, kind, countingUnit })).toBe(1);
        expect(smallCells([cell({ base: 40 }), cell({ base: 0 })], { ...people, kind, countingUnit })).toBe(0);
      }
    }
  });

  it('rejects a difference between bases of categories unless the denominators are shared', () => {
    const mean: ReleasableVersion = { ...people, kind: 'MEAN', countingUnit: 'OTHER' };
    const cells = (categoryBase: number) => [
      cell({ value: '7', base: 45 }),
      cell({ value: '8', base: categoryBase, categories: at('5-8') }),
    ];
    expect([cells(35), cells(36)].map((each) => remainders(each, { version: mean }))).toEqual([0, 1]);
    const shared: ReleasableVersion = { ...ratio, denominatorOverCategories: 'SHARED' };
    expect(remainders(cells(36), { version: shared })).toBe(0);
  });

  it('rejects a small base of a figure that the source has suppressed', () => {
    expect(smallCells([cell({ base: 4, status: 'SUPPRESSED_AT_SOURCE' })])).toBe(1);
  });
});

describe('judgeRelease of ratios of people', () => {
  it.each([
    ['40', '80', 0],
    ['4', '80', 1],
    ['76', '80', 1],
    ['4', '8', 1],
    ['0', '80', 0],
    ['80', '80', 0],
    ['0', '8', 1],
    ['8', '8', 1],
    ['90', '80', 0],
  ])('counts small cells among a ratio of %s to %s: %i', (numerator, denominator, expected) => {
    expect(smallCells([cell({ numerator, denominator })], ratio)).toBe(expected);
  });

  it.each([
    ['50', 80, 0],
    ['1', 200, 1],
    ['99', 200, 1],
    ['0', 200, 0],
    ['100', 200, 0],
    ['5', 200, 0],
    ['4.9', 200, 1],
  ])('counts small cells among a ratio of %s percent with a base of %i: %i', (value, base, expected) => {
    expect(smallCells([cell({ value, base })], ratio)).toBe(expected);
  });

  it('uses the numerator if there is one, and accepts a percentage without numerator and base', () => {
    expect(smallCells([cell({ value: '1', base: 200, numerator: '100', denominator: '200' })], ratio)).toBe(0);
    expect(smallCells([cell({ value: '1' })], ratio)).toBe(0);
    expect(smallCells([cell({ value: '1', base: 200 })], { ...ratio, countingUnit: 'EVENTS' })).toBe(0);
    expect(smallCells([cell({ value: '1', base: 200 })], { ...ratio, kind: 'MEAN' })).toBe(0);
  });
});

describe('judgeRelease of means over people', () => {
  it('compares the denominator with the threshold, not the numerator', () => {
    const mean: ReleasableVersion = { ...people, kind: 'MEAN' };
    expect(smallCells([cell({ numerator: '3', denominator: '80' })], mean)).toBe(0);
    expect(smallCells([cell({ numerator: '79', denominator: '80' })], mean)).toBe(0);
    expect(smallCells([cell({ numerator: '300', denominator: '8' })], mean)).toBe(1);
  });
});

describe('judgeRelease of differences between categories', () => {
  const part = (category: string, value: string) => cell({ value, categories: at(category) });

  it.each([
    ['45', 0],
    ['44', 1],
    ['36', 1],
    ['35', 0],
    ['0', 0],
    ['46', 0],
  ])('counts small differences between a total of 45 and a category of %s: %i', (value, expected) => {
    expect(remainders([cell({ value: '45' }), part('5-8', value)])).toBe(expected);
  });

  it('ignores differences without dimensions, for overlapping categories, and without a total or category', () => {
    const cells = [cell({ value: '45' }), part('5-8', '40')];
    expect(judgeRelease({ version: people, cells, threshold: 10 })).toEqual([]);
    expect(remainders(cells, { dimensions: [{ ...age, exclusive: false }] })).toBe(0);
    expect(remainders(cells, { dimensions: [{ ...age, exhaustive: false }] })).toBe(1);
    expect(remainders([cell({ value: '45' })])).toBe(0);
    expect(remainders([part('5-8', '40')])).toBe(0);
  });

  it('rejects a difference that discloses a category suppressed by the source', () => {
    const hidden = cell({ status: 'SUPPRESSED_AT_SOURCE', categories: at('9-12') });
    expect(remainders([cell({ value: '45' }), part('5-8', '40'), hidden])).toBe(1);
  });

  it('accepts a total with all its categories', () => {
    expect(remainders([cell({ value: '45' }), part('5-8', '20'), part('9-12', '25')])).toBe(0);
  });

  it('checks differences at every level of a hierarchy of categories', () => {
    const [whole, younger, older] = [cell({ value: '45' }), part('5-8', '20'), part('9-12', '25')];
    expect(remainders([whole, younger, older, part('5-6', '12')])).toBe(1);
    expect(remainders([whole, younger, older, part('5-6', '10')])).toBe(0);
    expect(remainders([whole, younger, older, part('5-6', '10'), part('7-8', '10')])).toBe(0);
    // Without a cell for 5-8, the cells of its subcategories replace it.
    expect(remainders([whole, older, part('5-6', '10'), part('7-8', '10')])).toBe(0);
    expect(remainders([whole, older, part('5-6', '12')])).toBe(1);
  });

  it('checks each organization separately', () => {
    const first = { organizationId: 'organization_a' };
    const second = { organizationId: 'organization_b' };
    const cells = [
      { ...cell({ value: '45' }), ...first },
      { ...part('5-8', '40'), ...second },
    ];
    expect(remainders(cells)).toBe(0);
    expect(remainders(cells.map((each) => ({ ...each, ...first })))).toBe(1);
    expect(remainders([...cells, { ...part('5-8', '41'), ...first }])).toBe(1);
  });

  it('checks numerators, denominators and their differences in the categories of a ratio', () => {
    const share = (numerator: string, denominator: string, category?: string) =>
      cell({ numerator, denominator, categories: category ? at(category) : [] });
    const younger = share('40', '80', '5-8');
    expect(remainders([share('60', '120'), younger], { version: ratio })).toBe(0);
    expect(remainders([share('45', '120'), younger], { version: ratio })).toBe(1);
    expect(remainders([share('75', '120'), younger], { version: ratio })).toBe(1);
    expect(remainders([share('44', '88'), younger], { version: ratio })).toBe(1);
    // All categories share one denominator, so that only numerators are subtracted.
    const shared: ReleasableVersion = { ...ratio, denominatorOverCategories: 'SHARED' };
    expect(remainders([share('60', '85'), share('40', '80', '5-8')], { version: shared })).toBe(0);
    expect(remainders([share('45', '80'), share('40', '80', '5-8')], { version: shared })).toBe(1);
  });

  it('reports the number of small differences separately from the number of small cells', () => {
    const cells = [cell({ value: '45' }), part('5-8', '40'), part('5-6', '2')];
    const [issue] = judgeRelease({ version: people, cells, threshold: 10, dimensions: [age] });
    expect(issue?.message).toContain('1 of 3 cells and 1 difference between');
  });
});

describe('judgeRelease of differences between reporters and places', () => {
  const reported = (value: string, organizationId: string | null = null, fields: Partial<ReleasableCell> = {}) =>
    cell({ value, organizationId, ...fields });
  const north = { place: 'N' };
  const younger = { categories: at('5-8') };

  it.each([
    ['100', 0],
    ['97', 1],
    ['91', 1],
    ['90', 0],
    ['103', 0],
  ])('counts small differences between 100 of the ecosystem and %s of its organizations: %i', (value, expected) => {
    expect(remainders([reported('100'), reported(value, 'a')])).toBe(expected);
    const [one, other] = [reported('50', 'a'), reported(String(Number(value) - 50), 'b')];
    expect(remainders([one, reported('100'), other])).toBe(expected);
  });

  it('ignores differences if the ecosystem or the organizations do not report the figure', () => {
    expect(remainders([reported('100')])).toBe(0);
    expect(remainders([reported('100', 'a'), reported('97', 'b')])).toBe(0);
    expect(remainders([reported('100'), reported('97', 'a', younger)])).toBe(0);
  });

  it('subtracts figures of equal categories', () => {
    const cells = [reported('100'), reported('50', null, younger), reported('80', 'a'), reported('47', 'a', younger)];
    expect(remainders(cells)).toBe(1);
    expect(remainders([...cells, reported('19', 'b')])).toBe(2);
  });

  it('subtracts figures of equal places, and of all places together', () => {
    expect(remainders([reported('100', null, north), reported('97', 'a', north)])).toBe(1);
    expect(remainders([reported('100', null, north), reported('97', 'a', { place: 'S' })])).toBe(0);
    expect(remainders([reported('100'), reported('60', 'a', north), reported('37', 'a', { place: 'S' })])).toBe(1);
    // The figure of the organization for all places replaces its figures for single places.
    expect(
      remainders([
        reported('100'),
        reported('80', 'a'),
        reported('60', 'a', north),
        reported('20', 'a', { place: 'S' }),
      ]),
    ).toBe(0);
    expect(remainders([reported('100'), reported('97', 'a', north), reported('80', 'b')])).toBe(0);
  });

  it("rejects a small difference between one reporter's figure for all places and its figures for single places", () => {
    expect(remainders([reported('100', 'a'), reported('97', 'a', north)])).toBe(1);
    expect(remainders([reported('100'), reported('97', null, north)])).toBe(1);
    expect(remainders([reported('100', 'a'), reported('97', 'b', north)])).toBe(0);
    expect(remainders([reported('100', 'a'), reported('60', 'a', north), reported('40', 'a', { place: 'S' })])).toBe(0);
  });

  it('checks numerators, denominators and their differences in the ratios of several reporters', () => {
    const share = (numerator: string, denominator: string, organizationId: string | null = null) =>
      cell({ numerator, denominator, organizationId });
    expect(remainders([share('60', '120'), share('40', '80', 'a')], { version: ratio })).toBe(0);
    expect(remainders([share('60', '120'), share('57', '90', 'a')], { version: ratio })).toBe(1);
    expect(remainders([share('60', '120'), share('44', '100', 'a')], { version: ratio })).toBe(1);
  });

  it('subtracts bases whatever the counting unit', () => {
    const events: ReleasableVersion = { ...people, countingUnit: 'EVENTS' };
    const cells = (base: number) => [reported('5', null, { base: 100 }), reported('4', 'a', { base })];
    expect([cells(90), cells(97)].map((each) => remainders(each, { version: events }))).toEqual([0, 1]);
    expect(remainders([reported('100'), reported('97', 'a')], { version: events })).toBe(0);
  });
});

describe('judgeRelease of any cells', () => {
  it('accepts counts exactly if each is 0 or at least the threshold', () => {
    const values = fc.array(fc.nat(40), { maxLength: 6 });
    fc.assert(
      fc.property(values, fc.integer({ min: 3, max: 30 }), (numbers, threshold) => {
        const cells = numbers.map((number) => cell({ value: String(number) }));
        const issues = judgeRelease({ version: people, cells, threshold });
        const isSafe = numbers.every((number) => number === 0 || number >= threshold);
        expect(issues.length === 0).toBe(isSafe);
      }),
    );
  });

  it.each([0, 2, -1, 2.5, Number.NaN, Number.POSITIVE_INFINITY])(
    'throws a RangeError for the threshold %d',
    (threshold) => {
      expect(() => judgeRelease({ version: people, cells: [], threshold })).toThrow(RangeError);
    },
  );
});

function cell(fields: Partial<ReleasableCell>): ReleasableCell {
  return { categories: [], value: null, numerator: null, denominator: null, base: null, status: 'OBSERVED', ...fields };
}

function at(category: string): ReleasableCell['categories'] {
  return [{ dimension: 'age', category }];
}

function smallCells(cells: ReleasableCell[], version = people): number {
  const [issue] = judgeRelease({ version, cells, threshold: 10 });
  return issue ? Number(/^(\d+) of/.exec(issue.message)?.[1]) : 0;
}

function remainders(
  cells: ReleasableCell[],
  { dimensions = [age], version = people }: { dimensions?: DimensionRules[]; version?: ReleasableVersion } = {},
): number {
  const [issue] = judgeRelease({ version, cells, threshold: 10, dimensions });
  return issue ? Number(/ and (\d+) differences? /.exec(issue.message)?.[1]) : 0;
}
