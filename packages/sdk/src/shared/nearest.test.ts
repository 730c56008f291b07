import { describe, expect, it } from 'vitest';
import { didYouMean, knownWords, nearest } from './nearest.ts';

describe('nearest', () => {
  it('returns a word with two letters swapped', () => {
    expect(nearest('idnicators', ['dimensions', 'indicators'])).toBe('indicators');
  });

  it('returns a word whose capitals differ', () => {
    expect(nearest('ratio', ['COUNT', 'RATIO'])).toBe('RATIO');
  });

  it('returns the more similar of two words', () => {
    expect(nearest('colum', ['columns', 'column'])).toBe('column');
  });

  it('counts two adjacent letters in the wrong order as one difference', () => {
    expect(nearest('Yaer', ['Year'])).toBe('Year');
    expect(nearest('Yera', ['Year'])).toBe('Year');
    expect(nearest('eYra', ['Year'])).toBeUndefined();
  });

  it('does not compare words of more than 200 letters', () => {
    expect(nearest('x'.repeat(201), ['x'.repeat(201)])).toBeUndefined();
  });

  it('returns undefined if more than a third of the letters differ', () => {
    expect(nearest('Postcode', ['Value', 'Year'])).toBeUndefined();
  });
});

describe('didYouMean', () => {
  it('returns an empty text if no word is similar', () => {
    expect(didYouMean('Postcode', ['Year'])).toBe('');
  });

  it('returns a sentence that asks for the similar word', () => {
    expect(didYouMean('Yaer', ['Year'])).toBe(' Did you mean "Year"?');
  });
});

describe('knownWords', () => {
  it('lists the known values and asks for the most similar one', () => {
    expect(knownWords('Nomal', ['Normal', 'Missing'])).toBe(
      ' Known values: "Normal", "Missing". Did you mean "Normal"?',
    );
  });

  it('lists at most 30 values and the number of the others', () => {
    const many = Array.from({ length: 32 }, (_, index) => `word ${index}`);
    expect(knownWords('something else entirely', many)).toMatch(/"word 29", and 2 more\.$/);
  });

  it('returns an empty text if there are no known values', () => {
    expect(knownWords('Normal', [])).toBe('');
  });
});
