import { describe, expect, it } from 'vitest';
import { countsOf, everyCell, oneSensitive } from './linked-set.fixture.ts';
import type { LinkedSet } from './linked-set.ts';
import { protect } from './protect.ts';

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
      'The bounds of row "row 1" must be integers of at least 0, with the count 50 between them, not 51 and null',
    ],
    [
      withSecondRow({ bounds: { total: null, parts: [[{ lowest: 0, highest: 49 }, null, null]] } }),
      'The bounds of row "row 1" must be integers of at least 0, with the count 50 between them, not 0 and 49',
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
