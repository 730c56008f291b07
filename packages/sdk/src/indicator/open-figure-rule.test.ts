import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DimensionRules } from './breakdown.ts';
import { judgeRelease, type ReleasableCell, type ReleasableVersion } from './open-figure-rule.ts';
import { countingUnits, indicatorKinds, observationStatuses } from './vocabulary.ts';

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

describe('a count of people', () => {
  it.each([
    ['0', 0],
    ['1', 1],
    ['9', 1],
    ['10', 0],
    ['11', 0],
  ])('of %s, with a threshold of 10, is of a small group: %i', (value, small) => {
    expect(smallCells([cell({ value })])).toBe(small);
    expect(smallCells([cell({ value })], { ...people, countingUnit: 'PEOPLE_UNDUPLICATED' })).toBe(small);
  });

  it('goes by the threshold', () => {
    const of = (threshold: number) =>
      judgeRelease({ version: people, cells: [cell({ value: '5' })], threshold }).length;
    expect([3, 5, 6, 10].map(of)).toEqual([0, 0, 1, 1]);
  });

  it('compares as numbers, not as texts', () => {
    expect(smallCells([cell({ value: '100' }), cell({ value: '20' })])).toBe(0);
    expect(smallCells([cell({ value: '9.5' }), cell({ value: '0.5' })])).toBe(2);
  });

  it('is refused by how many cells there are, and not by which', () => {
    const cells = ['40', '3', '0', '7', '12'].map((value, row) =>
      cell({ value, organizationId: `organization ${row}` }),
    );
    const issues = judgeRelease({ version: people, cells, threshold: 10 });
    expect(issues).toEqual([
      {
        code: 'SMALL_GROUP',
        path: ['cells'],
        message:
          '2 of 5 cells and 0 differences between cells are about more than 0 and fewer than 10 people. Omit these cells, or combine categories.',
      },
    ]);
    const other = [...cells.slice(0, 1), cell({ value: '4' }), ...cells.slice(2)];
    expect(judgeRelease({ version: people, cells: other, threshold: 10 })).toEqual(issues);
  });
});

describe('an amount of people', () => {
  it.each([
    ['0', 0],
    ['0.003', 1],
    ['9.9', 1],
    ['10', 0],
    ['-3', 1],
    ['-10', 0],
  ])('of %s, with a threshold of 10, is of a small group: %i', (value, small) => {
    expect(smallCells([cell({ value })], { ...people, kind: 'AMOUNT' })).toBe(small);
    expect(smallCells([cell({ value })], { ...people, kind: 'AMOUNT', countingUnit: 'OTHER' })).toBe(0);
  });
});

describe('what is not counted in people', () => {
  it.each(countingUnits.filter((countingUnit) => !countingUnit.startsWith('PEOPLE')))(
    'is released where it is %s',
    (countingUnit) => {
      for (const kind of indicatorKinds) {
        const version = { ...people, kind, countingUnit };
        expect(smallCells([cell({ value: '3' }), cell({ numerator: '3', denominator: '5' })], version)).toBe(0);
      }
    },
  );

  it.each(['MEAN', 'MEDIAN', 'PERCENTILE', 'INDEX'] as const)('is the value of a %s', (kind) => {
    expect(smallCells([cell({ value: '3' })], { ...people, kind })).toBe(0);
  });

  it.each(observationStatuses)('is a cell without a figure that is %s', (status) => {
    expect(smallCells([cell({ status })])).toBe(0);
  });
});

describe('the base', () => {
  it('is people, whatever is counted and of whatever kind the figure is', () => {
    for (const kind of indicatorKinds) {
      for (const countingUnit of countingUnits) {
        expect(smallCells([cell({ base: 4 })], { ...people, kind, countingUnit })).toBe(1);
        expect(smallCells([cell({ base: 40 }), cell({ base: 0 })], { ...people, kind, countingUnit })).toBe(0);
      }
    }
  });

  it('is split by categories, too', () => {
    const mean: ReleasableVersion = { ...people, kind: 'MEAN', countingUnit: 'OTHER' };
    const cells = (shown: number) => [
      cell({ value: '7', base: 45 }),
      cell({ value: '8', base: shown, categories: at('5-8') }),
    ];
    expect([cells(35), cells(36)].map((each) => remainders(each, { version: mean }))).toEqual([0, 1]);
    const shared: ReleasableVersion = { ...ratio, denominatorOverCategories: 'SHARED' };
    expect(remainders(cells(36), { version: shared })).toBe(0);
  });

  it('counts also where the source has suppressed the figure', () => {
    expect(smallCells([cell({ base: 4, status: 'SUPPRESSED_AT_SOURCE' })])).toBe(1);
  });
});

describe('a ratio of people', () => {
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
  ])('of %s in %s is of a small group: %i', (numerator, denominator, small) => {
    expect(smallCells([cell({ numerator, denominator })], ratio)).toBe(small);
  });

  it.each([
    ['50', 80, 0],
    ['1', 200, 1],
    ['99', 200, 1],
    ['0', 200, 0],
    ['100', 200, 0],
    ['5', 200, 0],
    ['4.9', 200, 1],
  ])('that is %s percent on a base of %i is of a small group: %i', (value, base, small) => {
    expect(smallCells([cell({ value, base })], ratio)).toBe(small);
  });

  it('goes by its numerator where it has one, and by nothing where only the percentage is known', () => {
    expect(smallCells([cell({ value: '1', base: 200, numerator: '100', denominator: '200' })], ratio)).toBe(0);
    expect(smallCells([cell({ value: '1' })], ratio)).toBe(0);
    expect(smallCells([cell({ value: '1', base: 200 })], { ...ratio, countingUnit: 'EVENTS' })).toBe(0);
    expect(smallCells([cell({ value: '1', base: 200 })], { ...ratio, kind: 'MEAN' })).toBe(0);
  });
});

describe('a mean over people', () => {
  it('is of as many as its denominator says', () => {
    const mean: ReleasableVersion = { ...people, kind: 'MEAN' };
    expect(smallCells([cell({ numerator: '3', denominator: '80' })], mean)).toBe(0);
    expect(smallCells([cell({ numerator: '79', denominator: '80' })], mean)).toBe(0);
    expect(smallCells([cell({ numerator: '300', denominator: '8' })], mean)).toBe(1);
  });
});

describe('what follows by subtraction', () => {
  const part = (category: string, value: string) => cell({ value, categories: at(category) });

  it.each([
    ['45', 0],
    ['44', 1],
    ['36', 1],
    ['35', 0],
    ['0', 0],
    ['46', 0],
  ])('%s of 45 leave a small group: %i', (shown, expected) => {
    expect(remainders([cell({ value: '45' }), part('5-8', shown)])).toBe(expected);
  });

  it('is not looked at where the dimensions are not given, or overlap, or no part is shown', () => {
    const cells = [cell({ value: '45' }), part('5-8', '40')];
    expect(judgeRelease({ version: people, cells, threshold: 10 })).toEqual([]);
    expect(remainders(cells, { dimensions: [{ ...age, exclusive: false }] })).toBe(0);
    expect(remainders(cells, { dimensions: [{ ...age, exhaustive: false }] })).toBe(1);
    expect(remainders([cell({ value: '45' })])).toBe(0);
    expect(remainders([part('5-8', '40')])).toBe(0);
  });

  it('tells a category that the source has suppressed', () => {
    const hidden = cell({ status: 'SUPPRESSED_AT_SOURCE', categories: at('9-12') });
    expect(remainders([cell({ value: '45' }), part('5-8', '40'), hidden])).toBe(1);
  });

  it('is nothing where all parts are shown', () => {
    expect(remainders([cell({ value: '45' }), part('5-8', '20'), part('9-12', '25')])).toBe(0);
  });

  it('is asked of categories and those within them, which are not counted twice', () => {
    const [whole, younger, older] = [cell({ value: '45' }), part('5-8', '20'), part('9-12', '25')];
    expect(remainders([whole, younger, older, part('5-6', '12')])).toBe(1);
    expect(remainders([whole, younger, older, part('5-6', '10')])).toBe(0);
    expect(remainders([whole, younger, older, part('5-6', '10'), part('7-8', '10')])).toBe(0);
    // The younger as a whole are not shown: what is shown within them stands for them.
    expect(remainders([whole, older, part('5-6', '10'), part('7-8', '10')])).toBe(0);
    expect(remainders([whole, older, part('5-6', '12')])).toBe(1);
  });

  it('is asked of each organization by itself', () => {
    const mine = { organizationId: 'organization_a' };
    const theirs = { organizationId: 'organization_b' };
    const cells = [
      { ...cell({ value: '45' }), ...mine },
      { ...part('5-8', '40'), ...theirs },
    ];
    expect(remainders(cells)).toBe(0);
    expect(remainders(cells.map((each) => ({ ...each, ...mine })))).toBe(1);
    expect(remainders([...cells, { ...part('5-8', '41'), ...mine }])).toBe(1);
  });

  it('of a ratio is asked of numerators, denominators and their differences', () => {
    const of = (numerator: string, denominator: string, category?: string) =>
      cell({ numerator, denominator, categories: category ? at(category) : [] });
    const younger = of('40', '80', '5-8');
    expect(remainders([of('60', '120'), younger], { version: ratio })).toBe(0);
    expect(remainders([of('45', '120'), younger], { version: ratio })).toBe(1);
    expect(remainders([of('75', '120'), younger], { version: ratio })).toBe(1);
    expect(remainders([of('44', '88'), younger], { version: ratio })).toBe(1);
    // One denominator for all: only the numerators are split up.
    const shared: ReleasableVersion = { ...ratio, denominatorOverCategories: 'SHARED' };
    expect(remainders([of('60', '85'), of('40', '80', '5-8')], { version: shared })).toBe(0);
    expect(remainders([of('45', '80'), of('40', '80', '5-8')], { version: shared })).toBe(1);
  });

  it('is told apart from the cells', () => {
    const cells = [cell({ value: '45' }), part('5-8', '40'), part('5-6', '2')];
    const [issue] = judgeRelease({ version: people, cells, threshold: 10, dimensions: [age] });
    expect(issue?.message).toContain('1 of 3 cells and 1 differences');
  });
});

describe('what follows from the figures of several reporters', () => {
  const of = (value: string, organizationId: string | null = null, more: Partial<ReleasableCell> = {}) =>
    cell({ value, organizationId, ...more });
  const north = { place: 'N' };
  const younger = { categories: at('5-8') };

  it.each([
    ['100', 0],
    ['97', 1],
    ['91', 1],
    ['90', 0],
    ['103', 0],
  ])("is what %s of organizations leave of the ecosystem's own 100: %i", (shown, expected) => {
    expect(remainders([of('100'), of(shown, 'a')])).toBe(expected);
    const [one, other] = [of('50', 'a'), of(String(Number(shown) - 50), 'b')];
    expect(remainders([one, of('100'), other])).toBe(expected);
  });

  it('is nothing where one of the two does not report', () => {
    expect(remainders([of('100')])).toBe(0);
    expect(remainders([of('100', 'a'), of('97', 'b')])).toBe(0);
    expect(remainders([of('100'), of('97', 'a', younger)])).toBe(0);
  });

  it('is asked of equal categories', () => {
    const cells = [of('100'), of('50', null, younger), of('80', 'a'), of('47', 'a', younger)];
    expect(remainders(cells)).toBe(1);
    expect(remainders([...cells, of('19', 'b')])).toBe(2);
  });

  it('is asked of equal places, and of all places together', () => {
    expect(remainders([of('100', null, north), of('97', 'a', north)])).toBe(1);
    expect(remainders([of('100', null, north), of('97', 'a', { place: 'S' })])).toBe(0);
    expect(remainders([of('100'), of('60', 'a', north), of('37', 'a', { place: 'S' })])).toBe(1);
    // What the organization says of all places stands for each of them.
    expect(remainders([of('100'), of('80', 'a'), of('60', 'a', north), of('20', 'a', { place: 'S' })])).toBe(0);
    expect(remainders([of('100'), of('97', 'a', north), of('80', 'b')])).toBe(0);
  });

  it("is what places leave of one reporter's figure of all", () => {
    expect(remainders([of('100', 'a'), of('97', 'a', north)])).toBe(1);
    expect(remainders([of('100'), of('97', null, north)])).toBe(1);
    expect(remainders([of('100', 'a'), of('97', 'b', north)])).toBe(0);
    expect(remainders([of('100', 'a'), of('60', 'a', north), of('40', 'a', { place: 'S' })])).toBe(0);
  });

  it('of a ratio is asked of numerators, denominators and their differences', () => {
    const share = (numerator: string, denominator: string, organizationId: string | null = null) =>
      cell({ numerator, denominator, organizationId });
    expect(remainders([share('60', '120'), share('40', '80', 'a')], { version: ratio })).toBe(0);
    expect(remainders([share('60', '120'), share('57', '90', 'a')], { version: ratio })).toBe(1);
    expect(remainders([share('60', '120'), share('44', '100', 'a')], { version: ratio })).toBe(1);
  });

  it('is asked of the people behind a figure, whatever is counted', () => {
    const events: ReleasableVersion = { ...people, countingUnit: 'EVENTS' };
    const cells = (base: number) => [of('5', null, { base: 100 }), of('4', 'a', { base })];
    expect([cells(90), cells(97)].map((each) => remainders(each, { version: events }))).toEqual([0, 1]);
    expect(remainders([of('100'), of('97', 'a')], { version: events })).toBe(0);
  });
});

describe('judgeRelease', () => {
  it('releases nothing but zeros and numbers from the threshold', () => {
    const values = fc.array(fc.nat(40), { maxLength: 6 });
    fc.assert(
      fc.property(values, fc.integer({ min: 3, max: 30 }), (numbers, threshold) => {
        const cells = numbers.map((number) => cell({ value: String(number) }));
        const issues = judgeRelease({ version: people, cells, threshold });
        const safe = numbers.every((number) => number === 0 || number >= threshold);
        expect(issues.length === 0).toBe(safe);
      }),
    );
  });

  it.each([0, 2, -1, 2.5, Number.NaN, Number.POSITIVE_INFINITY])('throws on the threshold %d', (threshold) => {
    expect(() => judgeRelease({ version: people, cells: [], threshold })).toThrow(RangeError);
  });
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
  return issue ? Number(/ and (\d+) differences/.exec(issue.message)?.[1]) : 0;
}
