import { describe, expect, it } from 'vitest';
import {
  addExact,
  compareExact,
  divideExact,
  isExact,
  multiplyExact,
  negativeExact,
  roundExact,
  subtractExact,
  sumExact,
} from './exact.ts';

describe('exact numbers', () => {
  it('keep quotients in lowest terms, and as decimals where six decimals suffice', () => {
    expect(divideExact('10', '30')).toBe('1/3');
    expect(divideExact('-1', '-3')).toBe('1/3');
    expect(divideExact('1', '-3')).toBe('-1/3');
    expect(divideExact('10', '4')).toBe('2.5');
    expect(divideExact('0.5', '1.5')).toBe('1/3');
    expect(divideExact('0', '7')).toBe('0');
    expect(divideExact('1', '128')).toBe('1/128');
    expect(divideExact('1', '0')).toBeUndefined();
  });

  it('add, subtract and multiply without rounding', () => {
    expect(addExact('1/3', '1/6')).toBe('0.5');
    expect(subtractExact('2/3', '1/3')).toBe('1/3');
    expect(subtractExact('1', '1/3')).toBe('2/3');
    expect(subtractExact('1/3', '1/3')).toBe('0');
    expect(multiplyExact('1/3', '100')).toBe('100/3');
    expect(sumExact(['1/3', '1/3', '1/3'])).toBe('1');
    expect(sumExact([])).toBe('0');
    expect(addExact('0.1234567', '0.1')).toBe('0.2234567');
  });

  it('compare as numbers', () => {
    expect(compareExact('100/3', '33.333333')).toBe(1);
    expect(compareExact('-100/3', '-33.333333')).toBe(-1);
    expect(compareExact('1/128', '0.0078125')).toBe(0);
    expect(negativeExact('-1/3')).toBe('1/3');
    expect(negativeExact('0')).toBe('0');
  });

  it('round quotients to six decimals, and leave decimals unchanged', () => {
    expect(roundExact('200/3')).toBe('66.666667');
    expect(roundExact('200/3', 'DOWN')).toBe('66.666666');
    expect(roundExact('-1/3', 'DOWN')).toBe('-0.333334');
    expect(roundExact('1/128')).toBe('0.007813');
    expect(roundExact('0.1234567')).toBe('0.1234567');
  });

  it('are recognized by their text', () => {
    expect(['12', '-0.5', '100/3', '-1/3'].every(isExact)).toBe(true);
    expect(['1/0', '0/3', '1/-3', '1.5/3', '1/2/3', 'a', '', 5, null].some(isExact)).toBe(false);
  });
});
