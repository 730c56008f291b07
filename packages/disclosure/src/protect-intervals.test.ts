import { describe, expect, it } from 'vitest';
import { oneSensitive, patternOf, protectedSet, setOf } from './linked-set.fixture.ts';
import { protect } from './protect.ts';
import type { FeasibilityInterval } from './result.ts';

const endsOf = (intervals: readonly FeasibilityInterval[]) => [
  ...new Set(intervals.map(({ lowest, highest }) => `${lowest}..${highest}`)),
];

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
