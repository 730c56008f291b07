import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { divideDecimals } from '../shared/numbers/decimal.ts';
import { type FigureNumbers, judgeFigure } from './figure-rule.ts';

const figure: FigureNumbers = { count: 23, countOrigin: 'DERIVED', base: 26, share: '0.88', shareOrigin: 'STATED' };

const issuesOf = (changes: Partial<FigureNumbers>) =>
  judgeFigure({ ...figure, ...changes }).map(({ code, path }) => `${code} ${path.join('.')}`);

describe('a published figure', () => {
  it('can have a count, a base and a share', () => {
    expect(issuesOf({})).toEqual([]);
  });

  it('can have only a count, or only a share', () => {
    expect(issuesOf({ countOrigin: 'STATED', base: null, share: null, shareOrigin: null })).toEqual([]);
    expect(issuesOf({ count: null, countOrigin: null, base: null })).toEqual([]);
  });

  it('needs a count or a share', () => {
    expect(issuesOf({ count: null, countOrigin: null, share: null, shareOrigin: null })).toEqual(['REQUIRED count']);
  });

  it('needs an origin for each number, and no origin without a number', () => {
    expect(issuesOf({ countOrigin: null })).toEqual(['REQUIRED countOrigin']);
    expect(issuesOf({ shareOrigin: null })).toEqual(['REQUIRED shareOrigin']);
    expect(issuesOf({ count: null })).toEqual(['INVALID countOrigin']);
    expect(issuesOf({ share: null })).toEqual(['INVALID shareOrigin']);
  });

  it('cannot have a count above its base', () => {
    expect(issuesOf({ count: 27, countOrigin: 'STATED' })).toEqual(['OUT_OF_RANGE count']);
    expect(issuesOf({ count: 26, share: '1' })).toEqual([]);
  });

  it.each(['-0.01', '1.01', '88'])('cannot have the share %s, which is not between 0 and 1', (share) => {
    expect(issuesOf({ share })).toEqual(['OUT_OF_RANGE share']);
  });

  it('cannot have a derived number that is inconsistent with the others', () => {
    expect(issuesOf({ count: 22 })).toEqual(['INVALID count']);
    expect(issuesOf({ count: 24 })).toEqual(['INVALID count']);
    expect(issuesOf({ count: 22, countOrigin: 'STATED', shareOrigin: 'DERIVED' })).toEqual(['INVALID share']);
    expect(issuesOf({ base: null })).toEqual([]);
  });

  it('is accepted as stated, even if the source is inconsistent', () => {
    expect(issuesOf({ count: 22, countOrigin: 'STATED' })).toEqual([]);
  });

  it('can have a share in which a tie is rounded up or down', () => {
    expect(issuesOf({ count: 1, base: 8, share: '0.12' })).toEqual([]);
    expect(issuesOf({ count: 1, base: 8, share: '0.13' })).toEqual([]);
    expect(issuesOf({ count: 1, base: 8, share: '0.14' })).toEqual(['INVALID count']);
  });

  it('can have the derived share of any count and base, at any precision', () => {
    const counts = fc.integer({ min: 1, max: 5000 }).chain((base) =>
      fc.record({
        base: fc.constant(base),
        count: fc.integer({ min: 0, max: base }),
        scale: fc.integer({ min: 0, max: 20 }),
      }),
    );
    fc.assert(
      fc.property(counts, ({ count, base, scale }) => {
        const share = divideDecimals(String(count), { by: String(base), scale }) ?? null;
        expect(issuesOf({ count, base, share })).toEqual([]);
      }),
    );
  });
});
