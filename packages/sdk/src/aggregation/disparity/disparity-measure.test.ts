import { describe, expect, it } from 'vitest';
import type { ObservationStatus } from '../../indicator/index.ts';
import { disparityStatus, measureDisparity } from './disparity-measure.ts';

describe('measureDisparity', () => {
  it('is the difference or the ratio', () => {
    const disparity = { difference: '-15', ratio: '0.75', interval: null, reason: null, explanation: null };
    const without = { interval: null, reason: null, explanation: null };
    const difference = { value: '-15', exact: { low: '-15', high: '-15' }, ...without };
    expect(measureDisparity(disparity, 'DIFFERENCE')).toEqual(difference);
    const ratio = { value: '0.75', exact: { low: '0.75', high: '0.75' }, ...without };
    expect(measureDisparity(disparity, 'RATIO')).toEqual(ratio);
  });

  it('keeps the disparity before rounding', () => {
    const exact = { difference: { low: '-15', high: '-15' }, ratio: { low: '1/3', high: '1/3' } };
    const third = { difference: '-15', ratio: '0.333333', exact, interval: null, reason: null, explanation: null };
    expect(measureDisparity(third, 'RATIO')).toMatchObject({ value: '0.333333', exact: { low: '1/3', high: '1/3' } });
  });

  it('has a difference and no ratio to a reference of 0', () => {
    const disparity = {
      difference: '15',
      ratio: null,
      interval: null,
      reason: 'NO_RATIO',
      explanation: 'The reference is 0.',
    } as const;
    expect(measureDisparity(disparity, 'DIFFERENCE')).toMatchObject({ value: '15', interval: null, reason: null });
    const without = { value: null, interval: null, exact: null };
    const expected = { ...without, reason: 'NO_DATA', explanation: 'The reference is 0.' };
    expect(measureDisparity(disparity, 'RATIO')).toEqual(expected);
  });

  it('keeps the reason of a suppressed figure', () => {
    const disparity = {
      difference: null,
      ratio: null,
      interval: null,
      reason: 'SUPPRESSED',
      explanation: 'It is suppressed.',
    } as const;
    for (const measure of ['DIFFERENCE', 'RATIO'] as const)
      expect(measureDisparity(disparity, measure)).toEqual({
        value: null,
        interval: null,
        exact: null,
        reason: 'SUPPRESSED',
        explanation: 'It is suppressed.',
      });
  });
});

describe('disparityStatus', () => {
  it.each<[ObservationStatus | null, ObservationStatus | null, ObservationStatus | null]>([
    ['OBSERVED', 'OBSERVED', 'OBSERVED'],
    ['OBSERVED', 'ESTIMATED', 'ESTIMATED'],
    ['PROVISIONAL', 'ESTIMATED', 'PROVISIONAL'],
    ['MISSING', 'PROVISIONAL', 'MISSING'],
    ['SUPPRESSED_AT_SOURCE', 'OBSERVED', 'SUPPRESSED_AT_SOURCE'],
    ['OBSERVED', null, null],
  ])('of %s and %s is %s', (one, other, expected) => {
    expect(disparityStatus([{ status: one }, { status: other }])).toBe(expected);
    expect(disparityStatus([{ status: other }, { status: one }])).toBe(expected);
  });
});
