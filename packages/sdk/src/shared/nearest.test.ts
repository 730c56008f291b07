import { describe, expect, it } from 'vitest';
import { didYouMean, knownWords, nearest } from './nearest.ts';

describe('nearest', () => {
  it('finds a word with two letters swapped', () => {
    expect(nearest('idnicators', ['dimensions', 'indicators'])).toBe('indicators');
  });

  it('finds a word whose capitals differ', () => {
    expect(nearest('ratio', ['COUNT', 'RATIO'])).toBe('RATIO');
  });

  it('prefers the nearer of two', () => {
    expect(nearest('colum', ['columns', 'column'])).toBe('column');
  });

  it('counts two adjacent letters in the wrong order as one difference', () => {
    expect(nearest('Yaer', ['Year'])).toBe('Year');
    expect(nearest('Yera', ['Year'])).toBe('Year');
    expect(nearest('eYra', ['Year'])).toBeUndefined();
  });

  it('compares no word of more than 200 letters', () => {
    expect(nearest('x'.repeat(201), ['x'.repeat(201)])).toBeUndefined();
  });

  it('finds nothing where more than a third of the letters differ', () => {
    expect(nearest('Postcode', ['Value', 'Year'])).toBeUndefined();
  });
});

describe('didYouMean', () => {
  it('says nothing where no word is near', () => {
    expect(didYouMean('Postcode', ['Year'])).toBe('');
  });

  it('asks for the near word', () => {
    expect(didYouMean('Yaer', ['Year'])).toBe('; did you mean "Year"?');
  });
});

describe('knownWords', () => {
  it('lists what is known and what was probably meant', () => {
    expect(knownWords('Nomal', ['Normal', 'Missing'])).toBe('; known: "Normal", "Missing"; did you mean "Normal"?');
  });

  it('stops listing after thirty', () => {
    const many = Array.from({ length: 32 }, (_, index) => `word ${index}`);
    expect(knownWords('something else entirely', many)).toMatch(/"word 29", and 2 more$/);
  });
});
