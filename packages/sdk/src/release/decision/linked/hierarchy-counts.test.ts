import { describe, expect, it } from 'vitest';
import { HierarchyCounts } from './hierarchy-counts.ts';

const categories = [
  { code: '5-8', parent: null },
  { code: '9-12', parent: null },
  { code: '5', parent: '5-8' },
  { code: '6-8', parent: '5-8' },
];

/** Counts of a row that reports these categories; `n/a` if a category does not apply. */
function countsOf(reported: Record<string, number | 'n/a'>): HierarchyCounts {
  return new HierarchyCounts(categories, {
    countOf: (code) => (typeof reported[code] === 'number' ? reported[code] : null),
    isNotApplicable: (code) => reported[code] === 'n/a',
  });
}

describe('HierarchyCounts', () => {
  it('stores the residual of the child categories in the column of their parent', () => {
    const counts = countsOf({ '5-8': 40, '9-12': 20, '5': 15, '6-8': 22 });
    expect(counts.sum).toBe(60);
    expect(counts.columnCounts).toEqual([3, 20, 15, 22]);
    expect(counts.contents).toEqual(['RESIDUAL', 'CELL', 'CELL', 'CELL']);
  });

  it('leaves the column of a parent empty if its child categories add up to it', () => {
    const counts = countsOf({ '5-8': 37, '5': 15, '6-8': 22 });
    expect(counts.columnCounts).toEqual([0, 0, 15, 22]);
    expect(counts.contents).toEqual(['EMPTY', 'EMPTY', 'CELL', 'CELL']);
  });

  it('marks a parent whose reported child categories are all 0', () => {
    expect(countsOf({ '5-8': 4, '5': 0 }).contents).toEqual(['WHOLE_PARENT', 'EMPTY', 'CELL', 'EMPTY']);
  });

  it('adds up child categories of a parent that is not reported', () => {
    const counts = countsOf({ '5': 15, '6-8': 22, '9-12': 20 });
    expect(counts.sum).toBe(57);
    expect([...counts.reported]).toEqual(['5-8', '9-12', '5', '6-8']);
  });

  it('treats a category that does not apply as reported, and zeros in its child categories as empty', () => {
    const counts = countsOf({ '5-8': 'n/a', '5': 0, '9-12': 20 });
    expect(counts.contents).toEqual(['EMPTY', 'CELL', 'EMPTY', 'EMPTY']);
    expect([...counts.reported]).toEqual(['5-8', '9-12', '5']);
  });
});
