import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { everywhere, linkedSets, picture, published, setOf, sumUp, withRowsSettled } from './linked-set.fixture.ts';
import { type LinkedSet, protect } from './protect.ts';
import { ceilingsOf, listOf, placesOf, secretsOf, statesOf } from './set-reading.fixture.ts';
import { objections } from './witness-check.fixture.ts';

/** One small cell, of 4 people, among large ones. */
const oneSmall = setOf([
  [4, 30, 40],
  [50, 60, 70],
  [80, 90, 20],
  [33, 44, 55],
]);

describe('what is withheld', () => {
  it('is nothing, where nothing is small: zeros and the threshold itself are not', () => {
    const decision = published(
      protect(
        setOf([
          [10, 30],
          [40, 0],
        ]),
      ),
    );
    expect(picture(decision)).toEqual(['---', '---', '---']);
    expect(decision.protections).toEqual([]);
  });

  it('is a small cell, and others in its row and column by two ways, as one contributor knows one of them', () => {
    expect(picture(protect(oneSmall))).toEqual(['-SC-', '-CC-', '-CC-', '----', '----']);
  });

  it('is the row of totals, where the only other contributor would know the way', () => {
    const two = setOf([
      [4, 30],
      [50, 60],
    ]);
    expect(picture(protect(two))).toEqual(['-SC', '---', '-CC']);
  });

  it('is of one row only, where rows do not add up', () => {
    expect(picture(protect({ ...oneSmall, totals: false }))).toEqual(['-SC-', '----', '----', '----']);
  });

  it('is a total, and others by which it cannot be told, where there are no dimensions', () => {
    const rows = [4, 30, 40].map((total, at) => ({
      key: `row ${at}`,
      contributor: `organization ${at}`,
      tables: [{ total, parts: [] }],
    }));
    const decision = protect({ threshold: 10, hideZeros: false, dimensions: [], rows, totals: true });
    expect(picture(decision)).toEqual(['S', 'C', 'C', '-']);
  });

  it('includes zeros, if they are hidden: they can be anything from 0', () => {
    const withZero = setOf([
      [0, 30, 40],
      [50, 60, 70],
      [80, 90, 20],
    ]);
    expect(picture(protect(withZero))).toEqual(['----', '----', '----', '----']);
    const decision = published(protect({ ...withZero, hideZeros: true }));
    expect(picture(decision)).toEqual(['-SC-', '-CC-', '-CC-', '----']);
    expect(decision.protections[0]).toMatchObject({ lowest: 0, highest: 9 });
  });

  it('follows a shared total through all dimensions', () => {
    const twice: LinkedSet = {
      ...setOf([]),
      dimensions: [
        { key: 'age', categories: ['young', 'old'] },
        { key: 'sex', categories: ['F', 'M'] },
      ],
      rows: [
        [4, 40, 24, 20],
        [6, 70, 36, 40],
        [0, 90, 50, 40],
      ].map(([young = 0, old = 0, female = 0, male = 0], at) => ({
        key: `row ${at}`,
        contributor: `organization ${at}`,
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
    const decision = published(protect(twice));
    expect(objections(twice, decision)).toEqual([]);
    expect(new Set(decision.protections.map(({ lowest, highest }) => `${lowest} ${highest}`))).toEqual(
      new Set(['1 9']),
    );
  });
});

describe('a proof', () => {
  const { protections } = published(protect(oneSmall));

  it('has the lowest number that there can be, and one less than the threshold', () => {
    expect(
      protections.map(({ row, category, from, lowest, highest }) => [row, category, from, lowest, highest]),
    ).toEqual([
      ['row 0', 'age 0', null, 1, 9],
      ['row 0', 'age 0', 'organization 1', 1, 9],
    ]);
  });

  it('is a table that differs from the truth in withheld cells only', () => {
    expect(protections[0]?.low.map(({ row, category, value }) => `${row} ${category} ${value}`).sort()).toEqual([
      'row 0 age 0 1',
      'row 0 age 1 33',
      'row 1 age 0 53',
      'row 1 age 1 57',
    ]);
  });

  it('lets a total be no less than the categories that are known to have somebody', () => {
    const set = setOf([
      [2, 1, 3],
      [40, 50, 60],
      [70, 80, 90],
    ]);
    const total = published(protect(set)).protections.find(
      ({ row, dimension }) => row === 'row 0' && dimension === null,
    );
    expect(total).toMatchObject({ lowest: 3, highest: 9 });
  });
});

describe('who cannot be kept from knowing', () => {
  it('is the only contributor of a category, about its total', () => {
    const decision = published(
      protect(
        setOf([
          [4, 30],
          [0, 60],
          [0, 70],
        ]),
      ),
    );
    expect(decision.unprotected).toEqual([
      { row: null, dimension: 'age', category: 'age 0', table: 0, of: 'COUNT', from: 'organization 0' },
    ]);
  });

  it('is nobody about the rows of others: two rows of one contributor are both known to it', () => {
    const rows = oneSmall.rows.map((row, at) => ({ ...row, contributor: at === 0 ? 'one' : 'the others' }));
    const decision = published(protect({ ...oneSmall, rows }));
    expect(decision.unprotected).toEqual([]);
    expect(picture(decision).at(-1)).toBe('-CC-');
  });
});

describe('a ratio', () => {
  const numerators = [
    [20, 30, 40],
    [30, 40, 50],
    [20, 10, 60],
  ];
  const others = [
    [3, 30, 20],
    [30, 40, 0],
    [20, 10, 20],
  ];

  it('of two tables is withheld in both, where one of them is small', () => {
    const set = setOf(numerators);
    const rows = set.rows.map((row, at) => ({ ...row, tables: [...row.tables, sumUp(others[at] ?? [])] }));
    const decision = published(protect({ ...set, rows }));
    expect(picture(decision)).toEqual(['-SC-', '-CC-', '-CC-', '----']);
    expect(new Set(decision.protections.map(({ table, lowest, highest }) => `${table} ${lowest} ${highest}`))).toEqual(
      new Set(['1 0 9']),
    );
  });

  it('of public denominators is withheld, where little is left of one', () => {
    const set = setOf(numerators);
    const rows = set.rows.map((row, at) => {
      const ceiling = sumUp((numerators[at] ?? []).map((count, category) => count + (others[at]?.[category] ?? 0)));
      return { ...row, ceiling };
    });
    const decision = published(protect({ ...set, rows }));
    expect(picture(decision)).toEqual(['-SC-', '-CC-', '-CC-', '----']);
    expect(new Set(decision.protections.map(({ of, lowest, highest }) => `${of} ${lowest} ${highest}`))).toEqual(
      new Set(['REMAINDER 1 9']),
    );
  });
});

describe('what is settled', () => {
  it('is shown already, and others take its place', () => {
    const decision = protect(withRowsSettled(oneSmall, { 1: 'SHOWN', 2: 'SHOWN' }));
    expect(picture(decision)).toEqual(['-SC-', '----', '----', '----', '-CC-']);
  });

  it('is withheld already, and so costs nothing', () => {
    const decision = protect(withRowsSettled(oneSmall, { 2: 'WITHHELD', 3: 'WITHHELD' }));
    expect(picture(decision)).toEqual(['-SC-', '----', 'FFFF', 'FFFF', '----']);
  });

  it('is never shown: what is left of a stated total can be nobody, and is protected like a row', () => {
    const set = withRowsSettled(
      setOf([
        [40, 50],
        [60, 70],
        [0, 3],
      ]),
      { 2: 'HIDDEN' },
    );
    const rows = set.rows.map((row, at) => (at === 2 ? { ...row, contributor: null } : row));
    const decision = published(protect({ ...set, rows }));
    expect(objections({ ...set, rows }, decision)).toEqual([]);
    expect(
      decision.protections.filter(({ row }) => row === 'row 2').map(({ lowest, highest }) => [lowest, highest]),
    ).toEqual(expect.arrayContaining([[0, 9]]));
    expect(picture(decision).join('')).toMatch(/C/);
  });

  it('can leave nothing to publish: then it is said for which cells', () => {
    const all = withRowsSettled(oneSmall, { 1: 'SHOWN', 2: 'SHOWN', 3: 'SHOWN' });
    expect(protect({ ...all, fixedTotals: everywhere('SHOWN', all) })).toEqual({
      safe: false,
      cells: [{ row: 'row 0', dimension: 'age', category: 'age 0' }],
    });
  });

  it('small and shown already is no secret any more', () => {
    expect(picture(protect(withRowsSettled(oneSmall, { 0: 'SHOWN' })))).toEqual([
      '----',
      '----',
      '----',
      '----',
      '----',
    ]);
  });
});

describe('a decision about any set', () => {
  it('withholds and proves every secret, keeps to what is settled, and invents nothing', () => {
    fc.assert(
      fc.property(linkedSets, (set) => {
        const decision = protect(set);
        if (!decision.safe) {
          const hasSmallCeiling = ceilingsOf(set).some((most) => most > 0 && most < set.threshold);
          expect(hasSmallCeiling || statesOf(set).includes('SHOWN')).toBe(true);
          expect(decision.cells.length).toBeGreaterThan(0);
          return;
        }
        expect(objections(set, decision)).toEqual([]);
        const proven = decision.protections
          .filter(({ from }) => from === null)
          .map(
            ({ row, dimension, category, table, of }) =>
              `${JSON.stringify({ row, dimension, category })} ${table} ${of}`,
          );
        expect(proven.sort()).toEqual(secretsOf(set).sort());
        const reasons = listOf(decision.withheld);
        statesOf(set).forEach((state, at) => {
          if (state === 'SHOWN') expect(reasons[at]).toBeNull();
          if (state === 'WITHHELD' || state === 'HIDDEN') expect(reasons[at]).toBe('FIXED');
        });
        if (secretsOf(set).length === 0)
          expect(reasons.filter((reason) => reason !== 'FIXED' && reason !== null)).toEqual([]);
        expect(decision.unprotected.every(({ row }) => row === null)).toBe(true);
      }),
    );
  });

  it('does not depend on the order of rows, dimensions and categories, nor on the time', () => {
    const withOrder = linkedSets.chain((set) =>
      fc.record({ set: fc.constant(set), order: fc.array(fc.nat(), { minLength: 40, maxLength: 40 }) }),
    );
    fc.assert(
      fc.property(withOrder, ({ set, order }) => {
        const other = reordered(set, order);
        const told = (each: LinkedSet) => {
          const decision = protect(each);
          if (!decision.safe) return new Set(decision.cells.map((cell) => JSON.stringify(cell)));
          const places = placesOf(each).map((place) => JSON.stringify(place));
          return new Map(listOf(decision.withheld).map((reason, at) => [places[at], reason]));
        };
        expect(told(other)).toEqual(told(set));
        expect(protect(set)).toEqual(protect(set));
      }),
    );
  });
});

/** The same set, with rows, dimensions and categories in another order. */
function reordered(set: LinkedSet, order: readonly number[]): LinkedSet {
  const shuffle = <T>(list: readonly T[]): T[] =>
    list
      .map((each, at) => ({ each, at: order[at] ?? 0 }))
      .sort((left, right) => left.at - right.at)
      .map(({ each }) => each);
  const inOrder = <T>({ total, parts }: { total: T; parts: T[][] }) => ({ total, parts: shuffle(parts.map(shuffle)) });
  return {
    ...set,
    dimensions: shuffle(set.dimensions.map((each) => ({ ...each, categories: shuffle(each.categories) }))),
    rows: shuffle(
      set.rows.map((row) => ({
        ...row,
        tables: row.tables.map(inOrder),
        ...(row.ceiling && { ceiling: inOrder(row.ceiling) }),
        ...(row.fixed && { fixed: inOrder(row.fixed) }),
      })),
    ),
    ...(set.fixedTotals && { fixedTotals: inOrder(set.fixedTotals) }),
  };
}

describe('a set that is not as it should be', () => {
  const changed = (change: object) => ({
    ...oneSmall,
    rows: oneSmall.rows.map((row, at) => (at === 1 ? { ...row, ...change } : row)),
  });

  it.each<[LinkedSet, RegExp]>([
    [{ ...oneSmall, threshold: 2 }, /a threshold from 3 is expected, not 2/],
    [{ ...oneSmall, threshold: 4.5 }, /a threshold from 3/],
    [{ ...oneSmall, dimensions: [...oneSmall.dimensions, ...oneSmall.dimensions] }, /dimensions: "age" is there twice/],
    [{ ...oneSmall, dimensions: [{ key: 'age', categories: [] }] }, /"age" has no categories/],
    [{ ...oneSmall, dimensions: [{ key: 'age', categories: ['a', 'b', 'a'] }] }, /dimension "age": "a" is there twice/],
    [changed({ key: 'row 0' }), /rows: "row 0" is there twice/],
    [changed({ tables: [] }), /one or two tables/],
    [changed({ tables: [sumUp([1, 2, 3]), sumUp([1, 2, 3])] }), /all rows have as many tables/],
    [changed({ tables: [sumUp([1, 2])] }), /one entry for each category/],
    [
      changed({ tables: [{ total: 7, parts: [[1, 2, 3]] }] }),
      /row "row 1": the categories of "age" add up to 6, not to 7/,
    ],
    [changed({ tables: [sumUp([1, -2, 3])] }), /a whole number from 0 is expected, not -2/],
    [changed({ tables: [sumUp([1, 2.5, 3])] }), /a whole number from 0 is expected, not 6.5/],
    [changed({ ceiling: sumUp([99, 99, 99]) }), /either all rows have ceilings or none/],
    [changed({ fixed: { total: 'LOST', parts: [['FREE', 'FREE', 'FREE']] } }), /"LOST" is none of FREE, SHOWN/],
    [changed({ fixed: { total: 'FREE', parts: [] } }), /one entry for each category/],
    [{ ...oneSmall, totals: false, fixedTotals: everywhere('SHOWN', oneSmall) }, /no row of totals/],
    [
      { ...oneSmall, rows: oneSmall.rows.map((row) => ({ ...row, ceiling: sumUp([100, 40, 100]) })) },
      /a ceiling of at least 60/,
    ],
    [
      { ...oneSmall, rows: oneSmall.rows.map((row) => ({ ...row, ceiling: { total: 400, parts: [[99, 99, 99]] } })) },
      /the ceilings of "age" add up to 297, not to 400/,
    ],
    [
      {
        ...oneSmall,
        rows: oneSmall.rows.map((row) => ({
          ...row,
          tables: [...row.tables, ...row.tables],
          ceiling: sumUp([99, 99, 99]),
        })),
      },
      /only a single table has ceilings/,
    ],
    [
      { ...oneSmall, rows: oneSmall.rows.map((row) => ({ ...row, tables: [sumUp([Number.MAX_SAFE_INTEGER, 0, 0])] })) },
      /totals of at most/,
    ],
  ])('is refused %#', (set, message) => {
    expect(() => protect(set)).toThrow(RangeError);
    expect(() => protect(set)).toThrow(message);
  });
});
