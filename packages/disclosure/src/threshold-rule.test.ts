import { describe, expect, it } from 'vitest';
import { isSensitiveCount } from './threshold-rule.ts';

describe('the threshold rule', () => {
  it.each([
    [0, false, false],
    [0, true, true],
    [1, false, true],
    [9, false, true],
    [9, true, true],
    [10, false, false],
    [10, true, false],
  ])('with the threshold 10, is a count of %i sensitive if `hideZeros` is %s: %s', (count, hideZeros, expected) => {
    expect(isSensitiveCount(count, { threshold: 10, hideZeros })).toBe(expected);
  });
});
