import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countingUnits, indicatorKinds, observationStatuses } from '../vocabulary.ts';
import { at, cell, people, ratio, remainders } from './open-figure-rule.fixture.ts';
import { judgeRelease, type ReleasableCell, type ReleasableVersion } from './open-figure-rule.ts';

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

function smallCells(cells: ReleasableCell[], version = people): number {
  const [issue] = judgeRelease({ version, cells, threshold: 10 });
  return issue ? Number(/^(\d+) of/.exec(issue.message)?.[1]) : 0;
}
