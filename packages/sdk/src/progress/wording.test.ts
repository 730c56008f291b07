import { describe, expect, it } from 'vitest';
import { amount, listed, outOf } from './wording.ts';

describe('a number with its noun', () => {
  it('is singular of one, and plural of none and several', () => {
    expect([0, 1, 2].map((count) => amount(count, 'goal'))).toEqual(['0 goals', '1 goal', '2 goals']);
    expect([1, 3].map((count) => amount(count, 'activity'))).toEqual(['1 activity', '3 activities']);
    const who = ['participating organization', 'participating organizations'] as const;
    expect([1, 2].map((count) => amount(count, who))).toEqual([`1 ${who[0]}`, `2 ${who[1]}`]);
  });
});

describe('how many of all', () => {
  it('has the noun of all, and the verb of those who do it', () => {
    const said = (value: number, total: number) => outOf({ value, total, noun: 'goal', does: ['has', 'have'] });
    expect([said(0, 3), said(1, 3), said(2, 3)]).toEqual([
      '0 of 3 goals have',
      '1 of 3 goals has',
      '2 of 3 goals have',
    ]);
    expect([said(0, 1), said(1, 1), said(0, 0)]).toEqual(['0 of 1 goal has', '1 of 1 goal has', '0 of 0 goals have']);
  });
});

describe('names', () => {
  it('are the first few, in one order', () => {
    expect(listed(['b', 'a'])).toBe('a, b');
    expect(listed(['f', 'e', 'd', 'c', 'b', 'a', 'g'])).toBe('a, b, c, d, e and 2 more');
  });
});
