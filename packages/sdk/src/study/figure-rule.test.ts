import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { divideDecimals } from '../shared/decimal.ts';
import { type FigureNumbers, judgeFigure } from './figure-rule.ts';

const figure: FigureNumbers = { n: 23, nOrigin: 'DERIVED', base: 26, share: '0.88', shareOrigin: 'STATED' };

const judged = (changes: Partial<FigureNumbers>) =>
  judgeFigure({ ...figure, ...changes }).map(({ code, path }) => `${code} ${path.join('.')}`);

describe('a published figure', () => {
  it('may have a count, a base and a share', () => {
    expect(judged({})).toEqual([]);
  });

  it('may have only a count, or only a share', () => {
    expect(judged({ nOrigin: 'STATED', base: null, share: null, shareOrigin: null })).toEqual([]);
    expect(judged({ n: null, nOrigin: null, base: null })).toEqual([]);
  });

  it('needs a count or a share', () => {
    expect(judged({ n: null, nOrigin: null, share: null, shareOrigin: null })).toEqual(['REQUIRED n']);
  });

  it('needs an origin for each number, and no origin without a number', () => {
    expect(judged({ nOrigin: null })).toEqual(['REQUIRED nOrigin']);
    expect(judged({ shareOrigin: null })).toEqual(['REQUIRED shareOrigin']);
    expect(judged({ n: null })).toEqual(['INVALID nOrigin']);
    expect(judged({ share: null })).toEqual(['INVALID shareOrigin']);
  });

  it('has a count of at most its base', () => {
    expect(judged({ n: 27, nOrigin: 'STATED' })).toEqual(['OUT_OF_RANGE n']);
    expect(judged({ n: 26, share: '1' })).toEqual([]);
  });

  it.each(['-0.01', '1.01', '88'])('has a share from 0 to 1, not %s', (share) => {
    expect(judged({ share })).toEqual(['OUT_OF_RANGE share']);
  });

  it('has derived numbers that follow from the others', () => {
    expect(judged({ n: 22 })).toEqual(['INVALID n']);
    expect(judged({ n: 24 })).toEqual(['INVALID n']);
    expect(judged({ n: 22, nOrigin: 'STATED', shareOrigin: 'DERIVED' })).toEqual(['INVALID share']);
    expect(judged({ base: null })).toEqual([]);
  });

  it('is accepted as stated, even if the source is inconsistent', () => {
    expect(judged({ n: 22, nOrigin: 'STATED' })).toEqual([]);
  });

  it('may round a tie up or down', () => {
    expect(judged({ n: 1, base: 8, share: '0.12' })).toEqual([]);
    expect(judged({ n: 1, base: 8, share: '0.13' })).toEqual([]);
    expect(judged({ n: 1, base: 8, share: '0.14' })).toEqual(['INVALID n']);
  });

  it('accepts the derived share of any count and base, at any precision', () => {
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
        expect(judged({ n, base, share })).toEqual([]);
      }),
    );
  });
});
