import { describe, expect, it } from 'vitest';
import { shown } from './shown.ts';

function containingItself(): object {
  const value: Record<string, unknown> = {};
  value.self = value;
  return value;
}

describe('shown', () => {
  it.each<[unknown, string]>([
    ['a "b"', '"a \\"b\\""'],
    [[1, null], '[1,null]'],
    [undefined, 'undefined'],
    [10n, '10'],
    [Symbol('s'), 'Symbol(s)'],
    [{ count: 10n }, 'an object'],
    [[10n], 'an object'],
    [containingItself(), 'an object'],
    ['x'.repeat(60), `"${'x'.repeat(59)}…`],
  ])('writes %s as %s', (value, text) => {
    expect(shown(value)).toBe(text);
  });
});
