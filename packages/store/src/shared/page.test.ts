import { InputError } from '@collective-impact/sdk';
import { describe, expect, it } from 'vitest';
import { limitPage } from './page.ts';

const limits = { default: 20, max: 100 };

describe('limitPage', () => {
  it('uses the default size for a page without a size', () => {
    expect(limitPage({ after: 'x', first: null }, limits)).toEqual({ after: 'x', first: 20 });
  });

  it.each([{ first: 0 }, { first: 100 }, { last: 0 }, { last: 100 }])('accepts %j', (page) => {
    expect(limitPage(page, limits)).toEqual(page);
  });

  it.each([
    [{ first: 101 }, '`first` must be between 0 and 100. You sent 101.'],
    [{ first: -1 }, '`first` must be between 0 and 100. You sent -1.'],
    [{ last: 101 }, '`last` must be between 0 and 100. You sent 101.'],
    [{ last: -1 }, '`last` must be between 0 and 100. You sent -1.'],
  ])('rejects %j', (page, message) => {
    expect(() => limitPage(page, limits)).toThrow(new InputError(message));
  });
});
