import { describe, expect, it } from 'vitest';
import {
  countsOf,
  everyCell,
  oneSensitive,
  patternOf,
  protectedSet,
  setOf,
  withRowStatus,
} from './linked-set.fixture.ts';
import type { LinkedSet } from './linked-set.ts';
import { protect } from './protect.ts';
import type { FeasibilityInterval } from './result.ts';
import { proofFaults } from './witness-check.fixture.ts';

const endsOf = (intervals: readonly FeasibilityInterval[]) => [
  ...new Set(intervals.map(({ lowest, highest }) => `${lowest}..${highest}`)),
];

/** A set in which everyone knows bounds of some counts. */
function withBounds(
  set: LinkedSet,
  bounds: Record<number, NonNullable<LinkedSet['rows'][number]['bounds']>>,
): LinkedSet {
  return {
    ...set,
    rows: set.rows.map((row, index) => {
      const ofRow = bounds[index];
      return ofRow ? { ...row, bounds: ofRow } : row;
    }),
  };
}

describe('protect', () => {
  it('suppresses nothing if every count is 0 or at least the threshold', () => {
    const result = protectedSet(
      protect(
        setOf([
          [10, 30],
          [40, 0],
        ]),
      ),
    );
    expect(patternOf(result)).toEqual(['---', '---', '---']);
    expect(result.intervals).toEqual([]);
  });

  it('adds a second cycle of suppressed cells if a contributor knows the cells of the first one', () => {
    expect(patternOf(protect(oneSensitive))).toEqual(['-SC-', '-CC-', '-CC-', '----', '----']);
  });

  it('lets no count fall below the lowest one that everyone considers possible', () => {
    const zerosHidden = { ...setOf([[2, 1, 6, 20]], { hideZeros: true, hasTotalRow: false }) };
    expect(patternOf(protect(zerosHidden))).toEqual(['-SSS-']);
    const lowest = [{ total: 1, parts: [[1, 1, 1, 1]] }];
    const nonzero = { ...zerosHidden, rows: zerosHidden.rows.map((row) => ({ ...row, lowest })) };
    expect(patternOf(protect(nonzero))).toEqual(['-SSSC']);
  });

  it('never publishes a count of which everyone knows bounds, nor a total that includes it', () => {
    const rows = [
      [14, 30, 40],
      [50, 60, 70],
      [80, 90, 20],
    ];
    const bounds = { total: null, parts: [[{ lowest: 10, highest: 19 }, null, null]] };
    const set = withBounds(setOf(rows), { 0: bounds });
    const result = protectedSet(protect(set));
    // The count is at least 10 within its bounds, so nothing is sensitive.
    expect(patternOf(result)).toEqual(['-F--', '----', '----', '-F--']);
    expect(result.intervals).toEqual([]);
  });

  it('lets a count that can be small take each small value within its bounds', () => {
    const bounds = { total: null, parts: [[{ lowest: 0, highest: 6 }, null, null]] };
    const result = protectedSet(protect(withBounds(oneSensitive, { 0: bounds })));
    const ofCell = result.intervals.filter(({ row, category }) => row === 'row 0' && category === 'age 0');
    expect(endsOf(ofCell)).toEqual(['1..6']);
    // The total of the row would bound the count by the other two, and the total row includes it.
    expect(patternOf(result)).toEqual(['-FC-', '-CC-', '-CC-', '----', '-F--']);
  });

  it('suppresses cells of the total row if there are only two contributors', () => {
    const twoRows = setOf([
      [4, 30],
      [50, 60],
    ]);
    expect(patternOf(protect(twoRows))).toEqual(['-SC', '---', '-CC']);
  });

  it('suppresses cells of one row if the set has no total row', () => {
    expect(patternOf(protect({ ...oneSensitive, hasTotalRow: false }))).toEqual(['-SC-', '----', '----', '----']);
  });

  it('suppresses the totals of two other rows if there are no dimensions', () => {
    const rows = [4, 30, 40].map((total, index) => ({
      key: `row ${index}`,
      contributor: `organization ${index}`,
      tables: [{ total, parts: [] }],
    }));
    const result = protect({ threshold: 10, hideZeros: false, dimensions: [], rows, hasTotalRow: true });
    expect(patternOf(result)).toEqual(['S', 'C', 'C', '-']);
  });

  it('suppresses zeros only if `hideZeros` is set, with a feasibility interval from 0', () => {
    const withZero = setOf([
      [0, 30, 40],
      [50, 60, 70],
      [80, 90, 20],
    ]);
    expect(patternOf(protect(withZero))).toEqual(['----', '----', '----', '----']);
    const result = protectedSet(protect({ ...withZero, hideZeros: true }));
    expect(patternOf(result)).toEqual(['-SC-', '-CC-', '-CC-', '----']);
    expect(endsOf(result.intervals)).toEqual(['0..9']);
  });

  it('protects totals in every dimension that shares them', () => {
    const twoDimensions: LinkedSet = {
      ...setOf([]),
      dimensions: [
        { key: 'age', categories: ['young', 'old'] },
        { key: 'sex', categories: ['F', 'M'] },
      ],
      rows: [
        [4, 40, 24, 20],
        [6, 70, 36, 40],
        [0, 90, 50, 40],
      ].map(([young = 0, old = 0, female = 0, male = 0], index) => ({
        key: `row ${index}`,
        contributor: `organization ${index}`,
        tables: [
          {
            total: young + old,
            parts: [
              [young, old],
              [female, male],
            ],
          },
        ],
      })),
    };
    const result = protectedSet(protect(twoDimensions));
    expect(proofFaults(twoDimensions, result)).toEqual([]);
    expect(endsOf(result.intervals)).toEqual(['1..9']);
  });
});

describe('protect of ratios', () => {
  const numerators = [
    [20, 30, 40],
    [30, 40, 50],
    [20, 10, 60],
  ];
  const differences = [
    [3, 30, 20],
    [30, 40, 0],
    [20, 10, 20],
  ];

  it('suppresses a cell of two tables if its count in one of them is below the threshold', () => {
    const set = setOf(numerators);
    const rows = set.rows.map((row, index) => ({
      ...row,
      tables: [...row.tables, countsOf(differences[index] ?? [])],
    }));
    const result = protectedSet(protect({ ...set, rows }));
    expect(patternOf(result)).toEqual(['-SC-', '-CC-', '-CC-', '----']);
    expect(new Set(result.intervals.map(({ table }) => table))).toEqual(new Set([1]));
    expect(endsOf(result.intervals)).toEqual(['0..9']);
  });

  it('suppresses a cell whose public denominator minus count is below the threshold', () => {
    const set = setOf(numerators);
    const rows = set.rows.map((row, index) => {
      const denominators = (numerators[index] ?? []).map((count, category) => {
        return count + (differences[index]?.[category] ?? 0);
      });
      return { ...row, publicDenominators: countsOf(denominators) };
    });
    const result = protectedSet(protect({ ...set, rows }));
    expect(patternOf(result)).toEqual(['-SC-', '-CC-', '-CC-', '----']);
    expect(new Set(result.intervals.map(({ quantity }) => quantity))).toEqual(new Set(['DIFFERENCE']));
    expect(endsOf(result.intervals)).toEqual(['1..9']);
  });
});

describe('protect of cells with a status', () => {
  it('moves complementary suppression to other cells if cells are PUBLISHED', () => {
    const result = protect(withRowStatus(oneSensitive, { 1: 'PUBLISHED', 2: 'PUBLISHED' }));
    expect(patternOf(result)).toEqual(['-SC-', '----', '----', '----', '-CC-']);
  });

  it('reduces new suppressions if cells are SUPPRESSED', () => {
    const result = protect(withRowStatus(oneSensitive, { 2: 'SUPPRESSED', 3: 'SUPPRESSED' }));
    expect(patternOf(result)).toEqual(['-SC-', '----', 'FFFF', 'FFFF', '----']);
  });

  it('allows the residual of a stated total to be 0, and protects it like a row, if its cells are NEVER_PUBLISHED', () => {
    const set = withRowStatus(
      setOf([
        [40, 50],
        [60, 70],
        [0, 3],
      ]),
      { 2: 'NEVER_PUBLISHED' },
    );
    const rows = set.rows.map((row, index) => (index === 2 ? { ...row, contributor: null } : row));
    const result = protectedSet(protect({ ...set, rows }));
    expect(proofFaults({ ...set, rows }, result)).toEqual([]);
    expect(endsOf(result.intervals.filter(({ row }) => row === 'row 2'))).toEqual(['0..9']);
    expect(patternOf(result)).toEqual(['C-C', 'C-C', 'FFF', '---']);
  });

  it('names the disclosed cell if all other cells are PUBLISHED', () => {
    const set = withRowStatus(oneSensitive, { 1: 'PUBLISHED', 2: 'PUBLISHED', 3: 'PUBLISHED' });
    expect(protect({ ...set, totalRowStatus: everyCell('PUBLISHED', set) })).toEqual({
      safe: false,
      cells: [{ row: 'row 0', dimension: 'age', category: 'age 0' }],
    });
  });

  it('suppresses nothing if the only cell below the threshold is PUBLISHED', () => {
    expect(patternOf(protect(withRowStatus(oneSensitive, { 0: 'PUBLISHED' })))).toEqual([
      '----',
      '----',
      '----',
      '----',
      '----',
    ]);
  });
});
