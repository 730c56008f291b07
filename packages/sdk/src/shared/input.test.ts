import { describe, expect, it } from 'vitest';
import {
  type Check,
  count,
  day,
  fields,
  flag,
  judgeInput,
  list,
  nullable,
  number,
  omissible,
  oneOf,
  optional,
  text,
} from './input.ts';
import { decimal } from './numbers/decimal-input.ts';

describe('input check', () => {
  const valid: [name: string, check: Check, value: unknown][] = [
    ['text', text, ''],
    ['day', day, '2024-02-29'],
    ['flag', flag, false],
    ['count', count, 0],
    ['number', number, -1.5],
    ['decimal', decimal, '-0.5'],
    ['oneOf', oneOf(['A', 'B']), 'B'],
    ['list', list(text), []],
    ['list', list(text), ['a']],
    ['fields', fields<{ id: string }>({ id: text }), { id: 'a', other: 1 }],
    ['nullable', nullable(text), null],
    ['optional', optional(text), undefined],
    ['optional', optional(text), null],
    ['omissible', omissible(text), undefined],
    ['omissible', omissible(text), 'a'],
  ];
  it.each(valid)('%s accepts %j', (_name, check, value) => {
    expect(check(value, ['at'])).toEqual([]);
  });

  const invalid: [name: string, check: Check, value: unknown, message: string][] = [
    ['text', text, 7, 'Expected a text, not 7.'],
    ['day', day, '2025-02-29', 'Expected a date such as 2025-08-31, not "2025-02-29".'],
    ['flag', flag, 'true', 'Expected true or false, not "true".'],
    ['count', count, -1, 'Expected a whole number of at least 0, not -1.'],
    ['number', number, '1', 'Expected a number, not "1".'],
    ['decimal', decimal, '12,5', 'Expected a decimal number in a string, such as "13.1825", not "12,5".'],
    ['oneOf', oneOf(['A', 'B']), 'C', 'Expected one of A, B, not "C".'],
    ['list', list(text), {}, 'Expected a list, not {}.'],
    ['fields', fields<{ id: string }>({ id: text }), [], 'Expected an object, not [].'],
    ['omissible', omissible(text), 7, 'Expected a text, not 7.'],
    ['omissible', omissible(text), null, 'Expected a value other than null. Omit the field if it has no value.'],
    ['text', text, ['x'.repeat(100)], `Expected a text, not ["${'x'.repeat(58)}….`],
  ];
  it.each(invalid)('%s rejects %3$j', (_name, check, value, message) => {
    expect(check(value, ['at'])).toEqual([{ code: 'INVALID', path: ['at'], message }]);
  });

  it.each([undefined, null])('rejects %s with a REQUIRED issue', (value) => {
    const message = 'This value is required. Expected a text.';
    expect(text(value, ['at'])).toEqual([{ code: 'REQUIRED', path: ['at'], message }]);
  });

  it('rejects undefined for a nullable value', () => {
    expect(nullable(text)(undefined, [])).toHaveLength(1);
  });

  it('returns the path of each issue, beginning with the parameter', () => {
    const checks = { goals: list(fields<{ id: string }>({ id: text })), on: day };
    const issues = judgeInput({ goals: [{ id: 'a' }, {}, 3], on: 'today' }, checks);
    expect(issues.map(({ path }) => path.join('.'))).toEqual(['goals.1.id', 'goals.2', 'on']);
  });
});
