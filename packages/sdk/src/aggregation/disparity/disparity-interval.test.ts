import { describe, expect, it } from 'vitest';
import { unwrap } from '../../shared/outcome.ts';
import type { FigureInterval } from '../roll-up/figure-result.ts';
import { disparitiesOf } from './disparities-of.ts';
import type { DisparityFigure } from './disparity.ts';
import { measureDisparity } from './disparity-measure.ts';

const groups = {
  code: 'group',
  exclusive: true,
  exhaustive: true,
  categories: ['A', 'B'].map((code) => ({ code, parent: null })),
};

/** A value, the bounds of a rounded ratio such as `[40, 42]`, or a suppressed figure with such bounds. */
type Given = string | [low: string | null, high: string | null] | { suppressed: FigureInterval };

/** Numbers before rounding, by their rounded text. */
const unrounded = new Map([
  ['33.333333', '100/3'],
  ['66.666667', '200/3'],
]);

function exactOf({ low, high }: FigureInterval): FigureInterval {
  return { low: low && (unrounded.get(low) ?? low), high: high && (unrounded.get(high) ?? high) };
}

function figure(category: string, given: Given): DisparityFigure {
  const [low = null, high = null] = Array.isArray(given) ? given : [];
  const isSuppressed = typeof given === 'object' && 'suppressed' in given;
  const interval = isSuppressed ? given.suppressed : Array.isArray(given) ? { low, high } : null;
  return {
    period: '2024',
    periodStart: '2024-01-01',
    periodEnd: '2024-12-31',
    versionId: 'v1',
    comparability: 'YES',
    caveats: [],
    organizationId: null,
    place: null,
    ecosystemId: 'e1',
    categories: [{ dimension: 'group', category }],
    value: typeof given === 'string' ? given : null,
    interval,
    exact: typeof given === 'string' ? exactOf({ low: given, high: given }) : interval && exactOf(interval),
    reason: typeof given === 'string' ? null : isSuppressed ? 'SUPPRESSED' : 'ROUNDED',
    explanation: null,
    coverage: { figuresIncluded: 3 },
  };
}

/** The disparity of B to A. */
function disparity(ofB: Given, ofA: Given) {
  const [comparison] = unwrap(
    disparitiesOf({
      dimension: 'group',
      reference: 'CATEGORY',
      referenceCategory: 'A',
      figures: [figure('A', ofA), figure('B', ofB)],
      versions: [{ id: 'v1', number: 1, kind: 'RATIO', direction: 'INCREASE', dimensions: [groups] }],
      compares: () => ({ comparability: 'YES', notes: [] }),
    }),
  );
  const found = comparison?.categories.find(({ category }) => category === 'B');
  if (!found) throw new Error('B has a figure.');
  return found;
}

describe('the interval of a disparity', () => {
  it('is null if both figures are exact', () => {
    expect(disparity('50', '60')).toMatchObject({ difference: '-10', interval: null });
  });

  it('goes from the lowest to the highest difference and ratio', () => {
    expect(disparity(['40', '42'], ['60', '80'])).toMatchObject({
      difference: null,
      ratio: null,
      reason: 'ROUNDED',
      interval: { difference: { low: '-40', high: '-18' }, ratio: { low: '0.5', high: '0.7' } },
      position: 'WORSE_OFF',
    });
  });

  it('rounds ratios outward', () => {
    // 50 / 70 is 0.7142857…, and 50 / 60 is 0.8333333….
    expect(disparity('50', ['60', '70']).interval?.ratio).toEqual({ low: '0.714285', high: '0.833334' });
  });

  it('is computed before the ends of the figures are rounded', () => {
    // From 200/3 − 80 to 200/3 − 100/3; from 200/3 / 80 to 200/3 / (100/3).
    const { interval, exact } = disparity('66.666667', ['33.333333', '80']);
    expect(interval).toEqual({
      difference: { low: '-13.333334', high: '33.333334' },
      ratio: { low: '0.833333', high: '2' },
    });
    expect(exact).toEqual({
      difference: { low: '-40/3', high: '100/3' },
      ratio: { low: '5/6', high: '2' },
    });
  });

  it('has no position if the differences have several', () => {
    expect(disparity(['50', '61'], '60')).toMatchObject({
      interval: { difference: { low: '-10', high: '1' } },
      position: null,
    });
  });

  it('has no end where a figure has none', () => {
    expect(disparity(['95', null], '50').interval).toEqual({
      difference: { low: '45', high: null },
      ratio: { low: '1.9', high: null },
    });
    expect(disparity('95', ['50', null]).interval).toEqual({
      difference: { low: null, high: '45' },
      ratio: { low: '0', high: '1.9' },
    });
    expect(disparity(['95', null], ['50', null]).interval).toEqual({
      difference: null,
      ratio: { low: '0', high: null },
    });
  });

  it('has no ratio if the reference can be 0, or the figure can be negative', () => {
    expect(disparity('5', ['0', '9']).interval).toEqual({ difference: { low: '-4', high: '5' }, ratio: null });
    expect(disparity(['-1', '5'], '9').interval).toEqual({ difference: { low: '-10', high: '-4' }, ratio: null });
  });

  it('is null if a figure is suppressed, also if its release shows bounds', () => {
    const suppressed = { suppressed: { low: '50', high: '60' } };
    for (const [one, other] of [
      [suppressed, '70'],
      ['70', suppressed],
      [['40', '42'], suppressed],
    ] as [Given, Given][])
      expect(disparity(one, other)).toMatchObject({ reason: 'SUPPRESSED', interval: null, position: null });
  });

  it('is that of the measure of a target', () => {
    const ofInterval = disparity(['40', '42'], ['60', '80']);
    expect(measureDisparity(ofInterval, 'DIFFERENCE').interval).toEqual({ low: '-40', high: '-18' });
    expect(measureDisparity(ofInterval, 'RATIO').interval).toEqual({ low: '0.5', high: '0.7' });
    expect(measureDisparity(disparity('50', '60'), 'RATIO').interval).toBeNull();
  });
});
