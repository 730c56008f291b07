import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countsOf,
  everyCell,
  linkedSets,
  patternOf,
  protectedSet,
  setOf,
  withRowStatus,
} from './linked-set.fixture.ts';
import type { LinkedSet } from './linked-set.ts';
import { addressesOf, denominatorsOf, listOf, sensitiveQuantitiesOf, statusesOf } from './linked-set-cells.fixture.ts';
import { protect } from './protect.ts';
import type { FeasibilityInterval } from './result.ts';
import { proofFaults } from './witness-check.fixture.ts';

/** One sensitive cell, with a count of 4, among large ones. */
const oneSensitive = setOf([
  [4, 30, 40],
  [50, 60, 70],
  [80, 90, 20],
  [33, 44, 55],
]);

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

describe('a feasibility interval', () => {
  const { intervals } = protectedSet(protect(oneSensitive));

  it('reaches from the lowest possible count to one less than the threshold', () => {
    expect(
      intervals.map(({ row, category, audience, lowest, highest }) => [row, category, audience, lowest, highest]),
    ).toEqual([
      ['row 0', 'age 0', null, 1, 9],
      ['row 0', 'age 0', 'organization 1', 1, 9],
    ]);
  });

  it('reaches further for a cell with a threshold of its own, and suppresses a count below it', () => {
    const [first, ...others] = oneSensitive.rows;
    const thresholds = { total: 10, parts: [[10, 31, 10]] };
    const rows = first ? [{ ...first, thresholds }, ...others] : [];
    const result = protectedSet(protect({ ...oneSensitive, rows }));
    expect(patternOf(result)[0]).toBe('-SS-');
    const ofCell = (category: string) => result.intervals.filter((each) => each.category === category);
    expect(endsOf(ofCell('age 0'))).toEqual(['1..9']);
    expect(endsOf(ofCell('age 1'))).toEqual(['1..30']);
  });

  it('is proven by tables that differ from the true one in suppressed cells only', () => {
    expect(intervals[0]?.lowestWitness.map(({ row, category, value }) => `${row} ${category} ${value}`).sort()).toEqual(
      ['row 0 age 0 1', 'row 0 age 1 33', 'row 1 age 0 53', 'row 1 age 1 57'],
    );
  });

  it('begins for a total at the number of its categories that are known to be nonzero', () => {
    const set = setOf([
      [2, 1, 3],
      [40, 50, 60],
      [70, 80, 90],
    ]);
    const total = protectedSet(protect(set)).intervals.find(
      ({ row, dimension }) => row === 'row 0' && dimension === null,
    );
    expect(total).toMatchObject({ lowest: 3, highest: 9 });
  });
});

describe('the unprotected quantities of a result', () => {
  it('include the total of a category to which only this contributor contributes', () => {
    const result = protectedSet(
      protect(
        setOf([
          [4, 30],
          [0, 60],
          [0, 70],
        ]),
      ),
    );
    expect(result.unprotected).toEqual([
      {
        row: null,
        dimension: 'age',
        category: 'age 0',
        table: 0,
        quantity: 'COUNT',
        audience: 'organization 0',
      },
    ]);
  });

  it('never include another row, even if all other rows have the same contributor', () => {
    const rows = oneSensitive.rows.map((row, index) => ({ ...row, contributor: index === 0 ? 'one' : 'the others' }));
    const result = protectedSet(protect({ ...oneSensitive, rows }));
    expect(result.unprotected).toEqual([]);
    expect(patternOf(result).at(-1)).toBe('-CC-');
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

describe('protect of random sets', () => {
  it('suppresses and proves sensitive quantities, respects every status, and suppresses nothing without need', () => {
    fc.assert(
      fc.property(linkedSets, (set) => {
        const result = protect(set);
        if (!result.safe) {
          const hasSmallDenominator = denominatorsOf(set).some((each) => each > 0 && each < set.threshold);
          expect(hasSmallDenominator || statusesOf(set).includes('PUBLISHED')).toBe(true);
          // A random set can have several cells that cannot be protected.
          expect(result.cells).not.toEqual([]);
          return;
        }
        expect(proofFaults(set, result)).toEqual([]);
        const proven = result.intervals
          .filter(({ audience }) => audience === null)
          .map(
            ({ row, dimension, category, table, quantity }) =>
              `${JSON.stringify({ row, dimension, category })} ${table} ${quantity}`,
          );
        const sensitive = sensitiveQuantitiesOf(set);
        expect(proven.sort()).toEqual(sensitive.sort());
        const suppressions = listOf(result.suppressions);
        statusesOf(set).forEach((status, index) => {
          if (status === 'PUBLISHED') expect(suppressions[index]).toBeNull();
          if (status === 'SUPPRESSED' || status === 'NEVER_PUBLISHED') expect(suppressions[index]).toBe('FIXED');
        });
        if (sensitive.length === 0)
          expect(suppressions.filter((each) => each !== 'FIXED' && each !== null)).toEqual([]);
        expect(result.unprotected.every(({ row }) => row === null)).toBe(true);
      }),
    );
  });

  it('returns a result that does not depend on the order of rows, dimensions and categories', () => {
    const withOrder = linkedSets.chain((set) =>
      fc.record({ set: fc.constant(set), order: fc.array(fc.nat(), { minLength: 40, maxLength: 40 }) }),
    );
    fc.assert(
      fc.property(withOrder, ({ set, order }) => {
        expect(suppressionByAddress(reordered(set, order))).toEqual(suppressionByAddress(set));
      }),
    );
  });

  it('returns the same result every time', () => {
    fc.assert(
      fc.property(linkedSets, (set) => {
        expect(protect(set)).toEqual(protect(set));
      }),
    );
  });
});

function suppressionByAddress(set: LinkedSet): Map<string, unknown> {
  const result = protect(set);
  if (!result.safe) return new Map(result.cells.map((cell) => [JSON.stringify(cell), 'DISCLOSED']));
  const addresses = addressesOf(set).map((address) => JSON.stringify(address));
  return new Map(listOf(result.suppressions).map((suppression, index) => [addresses[index] ?? '', suppression]));
}

/** The same set with rows, dimensions and categories in another order. */
function reordered(set: LinkedSet, order: readonly number[]): LinkedSet {
  const shuffle = <T>(list: readonly T[]): T[] =>
    list
      .map((each, index) => ({ each, rank: order[index] ?? 0 }))
      .sort((left, right) => left.rank - right.rank)
      .map(({ each }) => each);
  const inOrder = <T>({ total, parts }: { total: T; parts: T[][] }) => ({ total, parts: shuffle(parts.map(shuffle)) });
  return {
    ...set,
    dimensions: shuffle(set.dimensions.map((each) => ({ ...each, categories: shuffle(each.categories) }))),
    rows: shuffle(
      set.rows.map((row) => ({
        ...row,
        tables: row.tables.map(inOrder),
        ...(row.lowest && { lowest: row.lowest.map(inOrder) }),
        ...(row.publicDenominators && { publicDenominators: inOrder(row.publicDenominators) }),
        ...(row.status && { status: inOrder(row.status) }),
      })),
    ),
    ...(set.totalRowStatus && { totalRowStatus: inOrder(set.totalRowStatus) }),
  };
}

describe('a malformed linked set', () => {
  const withSecondRow = (change: object) => ({
    ...oneSensitive,
    rows: oneSensitive.rows.map((row, index) => (index === 1 ? { ...row, ...change } : row)),
  });
  const withEveryRow = (change: object) => ({
    ...oneSensitive,
    rows: oneSensitive.rows.map((row) => ({ ...row, ...change })),
  });

  it.each<[LinkedSet, string]>([
    [{ ...oneSensitive, threshold: 2 }, '`threshold` must be an integer of at least 3, not 2'],
    [{ ...oneSensitive, threshold: 4.5 }, '`threshold` must be an integer of at least 3, not 4.5'],
    [
      { ...oneSensitive, dimensions: [...oneSensitive.dimensions, ...oneSensitive.dimensions] },
      '`dimensions` must not contain the key "age" twice. Rename or remove one of the two',
    ],
    [
      { ...oneSensitive, dimensions: [{ key: 'age', categories: [] }] },
      'Dimension "age" has no categories. Add at least one',
    ],
    [
      { ...oneSensitive, dimensions: [{ key: 'age', categories: ['a', 'b', 'a'] }] },
      'Dimension "age" must not contain the key "a" twice. Rename or remove one of the two',
    ],
    [withSecondRow({ key: 'row 0' }), '`rows` must not contain the key "row 0" twice. Rename or remove one of the two'],
    [withSecondRow({ tables: [] }), '`tables` of row "row 1" must have 1 or 2 entries, not 0'],
    [
      withSecondRow({ tables: [countsOf([1, 2, 3]), countsOf([1, 2, 3])] }),
      '`tables` of row "row 1" must have as many entries as those of the first row, 1, not 2',
    ],
    [
      withSecondRow({ tables: [countsOf([1, 2])] }),
      '`parts` of row "row 1" must have one list per dimension, with one entry per category',
    ],
    [
      withSecondRow({ tables: [{ total: 7, parts: [[1, 2, 3]] }] }),
      'The categories of "age" in row "row 1" must add up to the total 7, not to 6',
    ],
    [
      withSecondRow({ tables: [countsOf([1, -2, 3])] }),
      'The counts of row "row 1" must be integers of at least 0, not -2',
    ],
    [
      withSecondRow({ tables: [countsOf([1, 2.5, 3])] }),
      'The counts of row "row 1" must be integers of at least 0, not 6.5',
    ],
    [
      withSecondRow({ publicDenominators: countsOf([99, 99, 99]) }),
      'Either all rows or no rows must have `publicDenominators`. The first row and row "row 1" differ',
    ],
    [
      withSecondRow({ status: { total: 'LOST', parts: [['UNDECIDED', 'UNDECIDED', 'UNDECIDED']] } }),
      '"LOST" is not a status of a cell of row "row 1". Use UNDECIDED, PUBLISHED, SUPPRESSED, NEVER_PUBLISHED',
    ],
    [
      withSecondRow({ status: { total: 'UNDECIDED', parts: [] } }),
      '`parts` of row "row 1" must have one list per dimension, with one entry per category',
    ],
    [
      { ...oneSensitive, hasTotalRow: false, totalRowStatus: everyCell('PUBLISHED', oneSensitive) },
      '`totalRowStatus` requires `hasTotalRow: true`. Set `hasTotalRow`, or omit `totalRowStatus`',
    ],
    [
      withEveryRow({ publicDenominators: countsOf([100, 40, 100]) }),
      'A denominator of row "row 1" must be an integer of at least its count 60, not 40',
    ],
    [
      withEveryRow({ publicDenominators: { total: 400, parts: [[99, 99, 99]] } }),
      'The denominators of "age" in row "row 0" must add up to the total 400, not to 297',
    ],
    [
      withEveryRow({ tables: [countsOf([1, 2, 3]), countsOf([1, 2, 3])], publicDenominators: countsOf([99, 99, 99]) }),
      '`publicDenominators` of row "row 0" require a single table. Omit them, or the second table',
    ],
    [{ ...oneSensitive, scale: 0 }, '`scale` must be an integer of at least 1, not 0'],
    [
      { ...oneSensitive, scale: 5 },
      '`scores` of row "row 0" and `scale` of the set require each other. Set both, or neither',
    ],
    [
      { ...withEveryRow({ scores: countsOf([4, 30, 41]) }), scale: 1 },
      'The scores of row "row 0" must add up to at most 74 in a cell, not to 75',
    ],
    [withSecondRow({ lowest: [] }), '`lowest` of row "row 1" must have as many entries as `tables`, 1'],
    [
      withSecondRow({ lowest: [{ total: 1, parts: [[51, 0, 0]] }] }),
      'The lowest counts of row "row 1" must be integers from 0 to the count, 50, not 51',
    ],
    [
      withSecondRow({ bounds: { total: null, parts: [[{ lowest: 51, highest: null }, null, null]] } }),
      'The bounds of row "row 1" must be integers from 0 on around the count, 50, not 51 and null',
    ],
    [
      withSecondRow({ bounds: { total: null, parts: [[{ lowest: 0, highest: 49 }, null, null]] } }),
      'The bounds of row "row 1" must be integers from 0 on around the count, 50, not 0 and 49',
    ],
    [
      withEveryRow({
        tables: [countsOf([1, 2, 3]), countsOf([1, 2, 3])],
        bounds: { total: null, parts: [[null, null, null]] },
      }),
      '`bounds` of row "row 0" require a single table and no `scale`. Omit them, or the second table',
    ],
    [
      withEveryRow({ tables: [countsOf([Number.MAX_SAFE_INTEGER, 0, 0])] }),
      'Column totals must not exceed 9007199254740991',
    ],
  ])('makes `protect` throw a RangeError that names the fault (case %#)', (set, message) => {
    expect(() => protect(set)).toThrow(new RangeError(`${message}.`));
  });
});
