import { describe, expect, it } from 'vitest';
import type { ObservationStatus } from '../../indicator/index.ts';
import { disparityStatus, measureDisparity } from './disparity-measure.ts';

describe('measureDisparity', () => {
  it('is the difference or the ratio', () => {
    const disparity = { difference: '-15', ratio: '0.75', interval: null, reason: null, explanation: null };
    expect(measureDisparity(disparity, 'DIFFERENCE')).toEqual({
      value: '-15',
      interval: null,
      reason: null,
      explanation: null,
    });
    expect(measureDisparity(disparity, 'RATIO')).toEqual({
      value: '0.75',
      interval: null,
      reason: null,
      explanation: null,
    });
  });

  it('has a difference and no ratio to a reference of 0', () => {
    const disparity = {
      difference: '15',
      ratio: null,
      interval: null,
      reason: 'NO_RATIO',
      explanation: 'The reference is 0.',
    } as const;
    expect(measureDisparity(disparity, 'DIFFERENCE')).toEqual({
      value: '15',
      interval: null,
      reason: null,
      explanation: null,
    });
    const expected = { value: null, interval: null, reason: 'NO_DATA', explanation: 'The reference is 0.' };
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
