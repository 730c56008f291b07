import { describe, expect, it } from 'vitest';
import { count, decide, previousReleaseOf, publishedIn, ratio, report, share } from './decide-release.fixture.ts';

const notApplicable = { value: null, status: 'NOT_APPLICABLE' } as const;
const dimension = (code: string, categories: readonly string[]) => ({
  code,
  exclusive: true,
  exhaustive: true,
  categories: categories.map((each) => ({ code: each, parent: null })),
});
const g = dimension('g', ['a', 'b']);
const h = dimension('h', ['a', 'b', 'c']);

/** The breakdowns of two dimensions that a release lists, with or without a figure. */
const crossedIn = (published: Record<string, unknown>) => Object.keys(published).filter((name) => name.includes(','));

describe('decideRelease of cells of two dimensions', () => {
  it('lists no cell of two dimensions that is not applicable, because it would link both dimensions', () => {
    // Only a is in (a, a): h:a = g:a = 20, and h:c = 85 − 60 − 20 = 5.
    const decision = decide(
      [
        report('A', {
          '': '85',
          'g=a': '20',
          'g=b': '65',
          'h=a': '20',
          'h=b': '60',
          'h=c': '5',
          'g=a,h=a': '20',
          'g=a,h=b': notApplicable,
          'g=a,h=c': notApplicable,
          'g=b,h=a': notApplicable,
          'g=b,h=b': '60',
          'g=b,h=c': '5',
        }),
        report('B', { '': '99', 'g=a': '49', 'g=b': '50', 'h=a': '30', 'h=b': '35', 'h=c': '34' }),
        report('C', { '': '125', 'g=a': '60', 'g=b': '65', 'h=a': '40', 'h=b': '45', 'h=c': '40' }),
      ],
      { dimensions: [g, h] },
    );
    const published = publishedIn(decision);
    expect(published).toMatchObject({ 'A g=a': '20', 'A h=c': '*' });
    expect(crossedIn(published)).toEqual([]);
  });

  it('lists no cell of two dimensions that a ratio reports as not applicable', () => {
    const decision = decide(
      [
        report('A', {
          '': ratio('50', '85'),
          'g=a': ratio('10', '20'),
          'g=b': ratio('40', '65'),
          'g=a,h=b': { ...notApplicable, numerator: '0', denominator: '0' },
        }),
      ],
      { version: share, dimensions: [g, h] },
    );
    expect(crossedIn(publishedIn(decision))).toEqual([]);
  });

  it('lists no zero of two dimensions if the release cannot be protected', () => {
    const decision = decide([report('A', { '': '4.5', 'g=a': '4.5', 'g=a,h=b': '0', 'g=a,h=a': '4.5' })], {
      dimensions: [g, h],
    });
    expect(publishedIn(decision)).toEqual({ A: '*', 'A g=a': '*', sum: '*', 'sum g=a': '*' });
  });

  it('lists no cell of two dimensions of a report without other cells', () => {
    const decision = decide([report('A', { 'g=a,h=a': '4' })], { dimensions: [g, h] });
    expect(publishedIn(decision)).toEqual({});
    expect(decision.isOfPeople).toBe(true);
  });

  it('keeps a report whose cells of two dimensions alone were corrected, if the release suppresses none of it', () => {
    const rows = ['A', 'B'].map((name) => report(name, { '': '70', 'g=a,h=a': '4' }));
    const previous = previousReleaseOf(decide(rows, { dimensions: [g, h] }), ['A']);
    const corrected = [rows[0] ?? report('A', {}), report('B', { '': '70', 'g=a,h=a': '6' })];
    const next = decide(corrected, { dimensions: [g, h], previous });
    expect(next.rows.map(({ origin }) => origin)).toEqual(['KEPT', 'KEPT']);
    expect(publishedIn(next)).toEqual({ A: '70', B: '70', sum: '140' });
  });

  it('publishes cells of two dimensions that are not about people', () => {
    const version = { ...count, kind: 'AMOUNT', countingUnit: 'OTHER' } as const;
    const decision = decide([report('A', { '': '70', 'g=a,h=b': '3' })], { version, dimensions: [g, h] });
    expect(publishedIn(decision)).toMatchObject({ 'A g=a,h=b': '3', 'sum g=a,h=b': '3' });
  });
});
