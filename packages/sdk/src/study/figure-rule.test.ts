import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { divideDecimals } from '../shared/decimal.ts';
import { type FigureNumbers, judgeFigure } from './figure-rule.ts';

const figure: FigureNumbers = { n: 23, nOrigin: 'DERIVED', base: 26, share: '0.88', shareOrigin: 'STATED' };

const issuesOf = (changes: Partial<FigureNumbers>) =>
  judgeFigure({ ...figure, ...changes }).map(({ code, path }) => `${code} ${path.join('.')}`);

describe('a published figure', () => {
  it('can have a count, a base and a share', () => {
    expect(issuesOf({})).toEqual([]);
  });

  it('can have only a count, or only a share', () => {
    expect(issuesOf({ nOrigin: 'STATED', base: null, share: null, shareOrigin: null })).toEqual([]);
    expect(issuesOf({ n: null, nOrigin: null, base: null })).toEqual([]);
  });

  it('needs a count or a share', () => {
    expect(issuesOf({ n: null, nOrigin: null, share: null, shareOrigin: null })).toEqual(['REQUIRED n']);
  });

  it('needs an origin for each number, and no origin without a number', () => {
    expect(issuesOf({ nOrigin: null })).toEqual(['REQUIRED nOrigin']);
    expect(issuesOf({ shareOrigin: null })).toEqual(['REQUIRED shareOrigin']);
    expect(issuesOf({ n: null })).toEqual(['INVALID nOrigin']);
    expect(issuesOf({ share: null })).toEqual(['INVALID shareOrigin']);
  });

  it('cannot have a count above its base', () => {
    expect(issuesOf({ n: 27, nOrigin: 'STATED' })).toEqual(['OUT_OF_RANGE n']);
    expect(issuesOf({ n: 26, share: '1' })).toEqual([]);
  });

  it.each(['-0.01', '1.01', '88'])('cannot have the share %s, which is not between 0 and 1', (share) => {
    expect(issuesOf({ share })).toEqual(['OUT_OF_RANGE share']);
  });

  it('cannot have a derived number that is inconsistent with the others', () => {
    expect(issuesOf({ n: 22 })).toEqual(['INVALID n']);
    expect(issuesOf({ n: 24 })).toEqual(['INVALID n']);
    expect(issuesOf({ n: 22, nOrigin: 'STATED', shareOrigin: 'DERIVED' })).toEqual(['INVALID share']);
    expect(issuesOf({ base: null })).toEqual([]);
  });

  it('is accepted as stated, even if the source is inconsistent', () => {
    expect(issuesOf({ n: 22, nOrigin: 'STATED' })).toEqual([]);
  });

  it('can have a share in which a tie is rounded up or down', () => {
    expect(issuesOf({ n: 1, base: 8, share: '0.12' })).toEqual([]);
    expect(issuesOf({ n: 1, base: 8, share: '0.13' })).toEqual([]);
    expect(issuesOf({ n: 1, base: 8, share: '0.14' })).toEqual(['INVALID n']);
  });

  it('can have the derived share of any count and base, at any precision', () => {
    const count = fc.integer({ min: 1, max: 5000 }).chain((base) =>
      fc.record({
        base: fc.constant(base),
        n: fc.integer({ min: 0, max: base }),
        scale: fc.integer({ min: 0, max: 20 }),
      }),
    );
    fc.assert(
      fc.property(count, ({ n, base, scale }) => {
        const share = divideDecimals(String(n), { by: String(base), scale }) ?? null;
        expect(issuesOf({ n, base, share })).toEqual([]);
      }),
    );
  });
});
