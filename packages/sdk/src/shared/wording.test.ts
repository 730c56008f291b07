import { describe, expect, it } from 'vitest';
import { amount, listed, outOf } from './wording.ts';

describe('amount', () => {
  it('uses the singular for one, and the plural for none or several', () => {
    expect([0, 1, 2].map((count) => amount(count, 'goal'))).toEqual(['0 goals', '1 goal', '2 goals']);
    expect([1, 3].map((count) => amount(count, 'activity'))).toEqual(['1 activity', '3 activities']);
    expect(['0', '1', '1.5'].map((count) => amount(count, ['person', 'people']))).toEqual([
      '0 people',
      '1 person',
      '1.5 people',
    ]);
    const noun = ['participating organization', 'participating organizations'] as const;
    expect([1, 2].map((count) => amount(count, noun))).toEqual([`1 ${noun[0]}`, `2 ${noun[1]}`]);
  });
});

describe('outOf', () => {
  it('uses the noun for the total, and the verb for the value', () => {
    const text = (value: number, total: number) => outOf({ value, total, noun: 'goal', verb: ['has', 'have'] });
    expect([text(0, 3), text(1, 3), text(2, 3)]).toEqual([
      '0 of 3 goals have',
      '1 of 3 goals has',
      '2 of 3 goals have',
    ]);
    expect([text(0, 1), text(1, 1), text(0, 0)]).toEqual(['0 of 1 goal has', '1 of 1 goal has', '0 of 0 goals have']);
  });
});

describe('listed', () => {
  it('sorts names, and lists the first five', () => {
    expect(listed(['b', 'a'])).toBe('a, b');
    expect(listed(['f', 'e', 'd', 'c', 'b', 'a', 'g'])).toBe('a, b, c, d, e and 2 more');
  });
});
