import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDecimals, multiplyDecimals } from '../shared/numbers/decimal.ts';
import { unwrap } from '../shared/outcome.ts';
import type { ProgressFacts } from './progress-facts.ts';
import { facts, figure } from './target-progress.fixture.ts';
import { targetProgress } from './target-progress.ts';

const withoutFigure = (more: object) => ({ ...facts.latest, value: null, ...more }) as ProgressFacts['latest'];

const verdict = (more: Partial<ProgressFacts>) => {
  const { share, onTrack, reached } = unwrap(targetProgress({ ...facts, ...more }));
  return { share, onTrack, reached };
};

describe('progress to a target', () => {
  it("has the share of the distance, and the straight path on the date and at the end of the figure's period", () => {
    expect(unwrap(targetProgress(facts))).toEqual({
      share: '0.5',
      expected: '70',
      expectedOfLatest: '70',
      onTrack: true,
      reached: false,
      reason: null,
      laterPeriodsWithoutFigure: 0,
      explanation:
        'From 50 (2020) to 100 (2030) the straight path is at 70 at the end of 2024, and the figure is 75: on track, the target not reached.',
    });
  });

  it('compares the figure with the path at the end of its period, whatever the date of the assessment', () => {
    expect(verdict({ latest: figure('70'), on: '2026-12-30' })).toMatchObject({ onTrack: true });
    expect(verdict({ latest: figure('69.999999') })).toMatchObject({ onTrack: false });
    expect(unwrap(targetProgress({ ...facts, on: '2035-01-01' })).expected).toBe('100');
  });

  it.each([
    ['INCREASE', '100', { share: '1', onTrack: true, reached: true }],
    ['INCREASE', '120', { share: '1.4', onTrack: true, reached: true }],
    ['INCREASE', '45', { share: '-0.1', onTrack: false, reached: false }],
  ] as const)('assesses the progress of a target to %s with a figure of %s', (direction, value, expected) => {
    expect(verdict({ version: { direction, tolerance: null }, latest: figure(value) })).toEqual(expected);
  });

  it.each([
    ['12', { share: '0.333333', onTrack: false, reached: false }],
    ['11', { share: '0.5', onTrack: true, reached: false }],
    ['8', { share: '1', onTrack: true, reached: true }],
    ['7', { share: '1.166667', onTrack: true, reached: true }],
    ['20', { share: '-1', onTrack: false, reached: false }],
  ])('assesses the progress of a target to DECREASE with a figure of %s', (value, expected) => {
    const down = { baseline: { period: '2020', value: '14' }, target: { period: '2030', value: '8' } };
    const version = { direction: 'DECREASE', tolerance: null } as const;
    expect(verdict({ ...down, version, latest: figure(value, '2025') })).toEqual(expected);
  });

  it.each([
    ['50', '2', { share: null, onTrack: true, reached: true }],
    ['52', '2', { share: null, onTrack: true, reached: true }],
    ['47.9', '2', { share: null, onTrack: false, reached: false }],
    ['50', null, { share: null, onTrack: true, reached: true }],
    ['50.1', null, { share: null, onTrack: false, reached: false }],
  ])('assesses a figure of %s against a MAINTAIN target of 50 with a tolerance of %s', (value, tolerance, expected) => {
    const target = { period: '2030', value: '50' };
    expect(verdict({ version: { direction: 'MAINTAIN', tolerance }, target, latest: figure(value) })).toEqual(expected);
  });

  it('states the tolerance of a MAINTAIN target', () => {
    const version = { direction: 'MAINTAIN', tolerance: '2' } as const;
    const target = { period: '2030', value: '50' };
    const { explanation } = unwrap(targetProgress({ ...facts, version, target, latest: figure('52') }));
    expect(explanation).toBe(
      'From 50 (2020) to 50 (2030) the straight path is at 50 at the end of 2024, and the figure is 52: on track, the target reached. The tolerance is 2 on either side. No share of the distance can be computed, because the baseline equals the target.',
    );
  });

  it('compares a MAINTAIN figure with the path to the target if the baseline differs from the target', () => {
    const version = { direction: 'MAINTAIN', tolerance: '1' } as const;
    const back = { version, baseline: { period: '2020', value: '60' }, target: { period: '2030', value: '50' } };
    expect(verdict({ ...back, latest: figure('56') })).toEqual({ share: '0.4', onTrack: true, reached: false });
    expect(verdict({ ...back, latest: figure('54.9') })).toEqual({ share: '0.51', onTrack: false, reached: false });
  });

  it.each([
    ['INCREASE', '50', true],
    ['INCREASE', '49', false],
    ['DECREASE', '50', true],
    ['DECREASE', '51', false],
  ] as const)('has no share if the baseline equals the target (%s, %s)', (direction, value, isGood) => {
    const progress = unwrap(
      targetProgress({
        ...facts,
        version: { direction, tolerance: null },
        target: { period: '2030', value: '50' },
        latest: figure(value),
      }),
    );
    expect(progress).toMatchObject({ share: null, expected: '50', onTrack: isGood, reached: isGood, reason: null });
    expect(progress.explanation).toContain(
      'No share of the distance can be computed, because the baseline equals the target.',
    );
  });

  it.each([
    ['INCREASE', '120', '100', '101', true],
    ['INCREASE', '120', '100', '99', false],
    ['DECREASE', '100', '120', '119', true],
    ['DECREASE', '100', '120', '121', false],
  ] as const)(
    'has no path of a target to %s from %s to %s, and compares %s with the target only',
    (direction, from, to, value, reached) => {
      const against = {
        ...facts,
        version: { direction, tolerance: null },
        baseline: { period: '2020', value: from },
        target: { period: '2030', value: to },
        latest: figure(value),
      };
      const nothing = { share: null, expected: null, expectedOfLatest: null, onTrack: null };
      const progress = unwrap(targetProgress(against));
      expect(progress).toMatchObject({ ...nothing, reached, reason: 'AGAINST_DIRECTION' });
      expect(progress.explanation).toBe(
        `The target contradicts the direction: ${to} (2030) is ${to < from ? 'below' : 'above'} the baseline of ${from} (2020), but the indicator should ${direction.toLowerCase()}. There is no path between the two. The figure for 2024 is ${value}: the target ${reached ? 'reached' : 'not reached'}.`,
      );
      const missing = unwrap(targetProgress({ ...against, latest: null }));
      expect(missing).toMatchObject({ ...nothing, reached: null, reason: 'NO_DATA' });
    },
  );

  it('never returns a target as reached but not on track', () => {
    const decimal = fc.integer({ min: -50, max: 50 }).map(String);
    fc.assert(
      fc.property(decimal, decimal, decimal, fc.constantFrom('INCREASE', 'DECREASE'), (from, to, value, direction) => {
        const { onTrack, reached } = verdict({
          version: { direction, tolerance: null },
          baseline: { period: '2020', value: from },
          target: { period: '2030', value: to },
          latest: figure(value),
        });
        expect([onTrack, reached]).not.toEqual([false, true]);
      }),
    );
  });

  it('states without a baseline only whether the target is reached', () => {
    const gap = { share: null, expected: null, expectedOfLatest: null, onTrack: null, reason: 'NO_DATA' };
    const without = unwrap(targetProgress({ ...facts, baseline: null }));
    expect(without).toMatchObject({ ...gap, reached: false });
    expect(without.explanation).toBe(
      'There is no baseline of the same categories before 2030. Create one to assess the progress to 100.',
    );
    expect(
      unwrap(targetProgress({ ...facts, baseline: { period: '2030', value: '1' }, latest: figure('100') })),
    ).toMatchObject({ ...gap, reached: true });
  });

  it.each([
    [
      'nothing released',
      null,
      'NO_DATA',
      'No release that was published by 2024-12-31 has a figure of these categories for a period that had ended.',
    ],
    [
      'a suppressed figure',
      withoutFigure({ reason: 'SUPPRESSED', explanation: 'A required figure is suppressed.' }),
      'SUPPRESSED',
      'for 2024, is suppressed. A required figure is suppressed.',
    ],
    [
      'one suppressed at its source',
      withoutFigure({ status: 'SUPPRESSED_AT_SOURCE', reason: 'NO_DATA' }),
      'SUPPRESSED',
      'suppressed by its source',
    ],
    [
      'a missing figure',
      withoutFigure({ status: 'MISSING', reason: 'NO_DATA', explanation: 'There is no figure: 2 missing.' }),
      'NO_DATA',
      'for 2024, has no figure of the ecosystem as a whole. There is no figure: 2 missing.',
    ],
    [
      'figures that do not add up',
      withoutFigure({
        reason: 'NOT_ADDITIVE',
        explanation: 'The definition of the indicator does not allow aggregation, and there are 2 figures.',
      }),
      'NOT_ADDITIVE',
      'for 2024, has no figure of the ecosystem as a whole. The definition of the indicator does not allow aggregation, and there are 2 figures.',
    ],
    [
      'figures that contradict each other',
      withoutFigure({
        reason: 'CONTRADICTORY',
        explanation:
          'The ecosystem itself reports 90, but the figures of its organizations allow from 150 to 300. One of them is wrong.',
      }),
      'CONTRADICTORY',
      'Progress for 2024 is not assessed, because figures contradict each other. The ecosystem itself reports 90, but the figures of its organizations allow from 150 to 300. One of them is wrong.',
    ],
    ['a figure before the baseline', figure('70', '2019'), 'NO_DATA', 'older than the baseline of 2020'],
  ])('explains why progress cannot be assessed: %s', (_what, latest, reason, sentence) => {
    const progress = unwrap(targetProgress({ ...facts, latest }));
    expect(progress).toMatchObject({ share: null, onTrack: null, reached: null, expected: '70', reason });
    expect(progress.explanation).toContain(sentence);
  });

  it('does not use a figure of a version that is not comparable', () => {
    const notComparable = 'Version 2 is not comparable with version 1: Shorter visits count too.';
    const progress = unwrap(targetProgress({ ...facts, notComparable }));
    expect(progress).toMatchObject({ reason: 'NOT_COMPARABLE', share: null, onTrack: null, reached: null });
    expect(progress.explanation).toContain(notComparable);
  });

  it('treats zero as a figure, not as missing', () => {
    expect(unwrap(targetProgress({ ...facts, latest: figure('0') }))).toMatchObject({ share: '-1', reason: null });
  });

  it('does not depend on the unit', () => {
    const decimal = fc.integer({ min: -10_000, max: 10_000 }).map((units) => multiplyDecimals(String(units), '0.01'));
    const scaled = (value: string, { by, plus }: { by: string; plus: string }) =>
      addDecimals(multiplyDecimals(value, by), plus);
    fc.assert(
      fc.property(
        decimal,
        decimal,
        decimal,
        fc.constantFrom('INCREASE' as const, 'DECREASE' as const, 'MAINTAIN' as const),
        fc.constantFrom('0.5', '3', '1000'),
        decimal,
        (from, to, value, direction, by, plus) => {
          const read = (change: { by: string; plus: string }) =>
            verdict({
              version: { direction, tolerance: multiplyDecimals('1.5', change.by) },
              baseline: { period: '2020', value: scaled(from, change) },
              target: { period: '2030', value: scaled(to, change) },
              latest: figure(scaled(value, change)),
            });
          expect(read({ by, plus })).toEqual(read({ by: '1', plus: '0' }));
        },
      ),
    );
  });

  it('is certain only if it is negative while a category is suppressed that can be the best one', () => {
    const progressOf = (value: string, suppressedCategories: number) =>
      unwrap(
        targetProgress({ ...facts, latest: figure(value), disparity: { measure: 'RATIO', suppressedCategories } }),
      );
    // The path is at 70 at the end of 2024, and the target at 100.
    expect(progressOf('100', 1)).toMatchObject({ onTrack: null, reached: null, reason: 'UNDECIDED' });
    expect(progressOf('75', 1)).toMatchObject({ onTrack: null, reached: false, reason: 'UNDECIDED' });
    expect(progressOf('65', 1)).toMatchObject({ onTrack: false, reached: false, reason: null });
    expect(progressOf('100', 0)).toMatchObject({ onTrack: true, reached: true, reason: null });
  });

  it('is certain only if it is negative while figures of a category that can be the best one contradict each other', () => {
    const progressOf = (value: string, contradictoryCategories: number) => {
      const disparity = { measure: 'RATIO', suppressedCategories: 0, contradictoryCategories } as const;
      return unwrap(targetProgress({ ...facts, latest: figure(value), disparity }));
    };
    expect(progressOf('100', 1)).toMatchObject({ onTrack: null, reached: null, reason: 'UNDECIDED' });
    expect(progressOf('100', 1).explanation).toContain(
      '1 category has no value, because figures contradict each other, and can be better than the reference.',
    );
    expect(progressOf('65', 1)).toMatchObject({ onTrack: false, reached: false, reason: null });
    expect(progressOf('100', 0)).toMatchObject({ onTrack: true, reached: true, reason: null });
  });

  it('names the measure of a disparity, and states how many categories are suppressed', () => {
    const explanation = (disparity: ProgressFacts['disparity'], more: Partial<ProgressFacts> = {}) =>
      unwrap(targetProgress({ ...facts, ...more, disparity })).explanation;
    expect(explanation({ measure: 'DIFFERENCE', suppressedCategories: 2 })).toBe(
      'From 50 (2020) to 100 (2030) the straight path is at 70 at the end of 2024, and the difference is 75: it cannot be decided whether this is on track, the target not reached. 2 categories are suppressed. Their values can be better than the reference.',
    );
    expect(
      explanation({ measure: 'RATIO', suppressedCategories: 0 }, { target: { period: '2030', value: '40' } }),
    ).toBe(
      'The target contradicts the direction: 40 (2030) is below the baseline of 50 (2020), but the indicator should increase. There is no path between the two. The ratio for 2024 is 75: the target reached.',
    );
  });
});
