import { anonymous, operator, UnauthenticatedError } from '@collective-impact/sdk';
import { describe, expect, it } from 'vitest';
import { authenticateBy } from './authenticate.ts';

const key = 'ci_0123456789abcdef';

describe('the viewer', () => {
  it('is anonymous without a header', () => {
    expect(authenticateBy(key)(undefined)).toBe(anonymous);
    expect(authenticateBy(null)(undefined)).toBe(anonymous);
  });

  it.each([`Bearer ${key}`, `bearer ${key}`, `Bearer   ${key}`])('is the operator with "%s"', (header) => {
    expect(authenticateBy(key)(header)).toBe(operator);
  });

  it.each(['', 'Bearer', `Bearer ${key}x`, `Bearer ${key.slice(0, -1)}`, `Bearer ${key} x`, `Basic ${key}`, key])(
    'is rejected with "%s"',
    (header) => {
      expect(() => authenticateBy(key)(header)).toThrow(UnauthenticatedError);
    },
  );

  it('is never the operator if there is no operator key', () => {
    for (const wrongKey of ['null', 'undefined', '']) {
      expect(() => authenticateBy(null)(`Bearer ${wrongKey}`)).toThrow(UnauthenticatedError);
    }
  });

  it('is rejected with a message that does not contain the key', () => {
    expect(() => authenticateBy(key)('Bearer mistyped-secret')).toThrow(/^(?!.*(mistyped|ci_0123))/);
  });
});
