import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unwrap } from '../shared/outcome.ts';
import type { ProgressFacts } from './progress-facts.ts';
import { facts, figure } from './target-progress.fixture.ts';
import { targetProgress } from './target-progress.ts';

describe('progress to a target', () => {
  describe('of an interval', () => {
    // The straight path is at 70 at the end of 2024, and the target is 100.
    const between = (low: string | null, high: string | null) =>
      ({ ...facts.latest, value: null, interval: { low, high }, reason: 'NOT_ADDITIVE' }) as ProgressFacts['latest'];

    it.each([
      ['INCREASE', '70', '90', true, false, null],
      ['INCREASE', '60', '69', false, false, null],
      ['INCREASE', '60', '80', null, false, 'UNDECIDED'],
      ['INCREASE', '80', '100', true, null, 'UNDECIDED'],
      ['INCREASE', '80', null, true, null, 'UNDECIDED'],
      ['INCREASE', '100', null, true, true, null],
      ['INCREASE', '50', null, null, null, 'UNDECIDED'],
      ['INCREASE', null, '69', false, false, null],
      ['INCREASE', null, '99', null, false, 'UNDECIDED'],
      ['INCREASE', null, '100', null, null, 'UNDECIDED'],
    ] as const)(
      '%s: is assessed from %s to %s if both ends agree',
      (direction, low, high, onTrack, reached, reason) => {
        const version = { direction, tolerance: null };
        const progress = unwrap(targetProgress({ ...facts, version, latest: between(low, high) }));
        expect(progress).toMatchObject({ share: null, expectedOfLatest: '70', onTrack, reached, reason });
      },
    );

    it.each([
      // From 100 to 50, the straight path is at 80 at the end of 2024.
      ['DECREASE', '60', '80', true, false, null],
      ['DECREASE', '81', null, false, false, null],
      ['DECREASE', '60', null, null, false, 'UNDECIDED'],
      ['DECREASE', '40', '60', true, null, 'UNDECIDED'],
      ['MAINTAIN', '78', '82', true, false, null],
      ['MAINTAIN', '70', '90', null, false, 'UNDECIDED'],
      ['MAINTAIN', '83', null, false, false, null],
      ['DECREASE', null, '50', true, true, null],
      ['DECREASE', null, '80', true, null, 'UNDECIDED'],
      ['DECREASE', null, '81', null, null, 'UNDECIDED'],
      ['MAINTAIN', null, '47', false, false, null],
      ['MAINTAIN', null, '60', false, null, 'UNDECIDED'],
      ['MAINTAIN', '40', '60', false, null, 'UNDECIDED'],
    ] as const)(
      '%s: is assessed from %s to %s on a decreasing path',
      (direction, low, high, onTrack, reached, reason) => {
        const version = { direction, tolerance: '2' };
        const down = { baseline: { period: '2020', value: '100' }, target: { period: '2030', value: '50' } };
        const progress = unwrap(targetProgress({ ...facts, ...down, version, latest: between(low, high) }));
        expect(progress).toMatchObject({ onTrack, reached, reason });
      },
    );

    it('states the ends in the explanation', () => {
      expect(unwrap(targetProgress({ ...facts, latest: between('60', '80') })).explanation).toBe(
        'From 50 (2020) to 100 (2030) the straight path is at 70 at the end of 2024, and the figure is between 60 and 80: it cannot be decided whether this is on track, the target not reached. The ends of the interval lead to different results.',
      );
      expect(unwrap(targetProgress({ ...facts, latest: between('80', null) })).explanation).toContain(
        'the figure is at least 80: on track, it cannot be decided whether the target is reached. The interval has no upper end, and the result depends on it.',
      );
      expect(unwrap(targetProgress({ ...facts, latest: between(null, '80') })).explanation).toContain(
        'the figure is at most 80: it cannot be decided whether this is on track, the target not reached. The interval has no lower end, and the result depends on it.',
      );
    });

    it('is decided by the end that it has: at most 150 of a path at 200 to 400', () => {
      const rising = { baseline: { period: '2020', value: '67' }, target: { period: '2030', value: '400' } };
      expect(unwrap(targetProgress({ ...facts, ...rising, latest: between(null, '150') }))).toMatchObject({
        onTrack: false,
        reached: false,
        expectedOfLatest: '200.2',
        reason: null,
      });
    });

    it('is refused without any end', () => {
      const outcome = targetProgress({ ...facts, latest: between(null, null) });
      expect(outcome.ok ? [] : outcome.issues).toMatchObject([{ path: ['latest', 'interval'] }]);
    });

    it('has a result only if every figure in it has the same result', () => {
      const value = fc.integer({ min: 0, max: 150 });
      const direction = fc.constantFrom('INCREASE' as const, 'DECREASE' as const, 'MAINTAIN' as const);
      fc.assert(
        fc.property(value, value, fc.nat(40), direction, (low, other, at, way) => {
          const [least, most] = [Math.min(low, other), Math.max(low, other)];
          const version = { direction: way, tolerance: '5' };
          const whole = unwrap(targetProgress({ ...facts, version, latest: between(String(least), String(most)) }));
          const one = unwrap(targetProgress({ ...facts, version, latest: figure(String(Math.min(most, least + at))) }));
          if (whole.onTrack !== null) expect(one.onTrack).toBe(whole.onTrack);
          if (whole.reached !== null) expect(one.reached).toBe(whole.reached);
        }),
      );
    });
  });

  describe('with coverage', () => {
    const coverage = { reporters: 1, expected: 3, otherReporters: 0, ecosystems: 0, expectedEcosystems: 0 };

    it('states how many of the expected reporters the figure includes', () => {
      const progress = unwrap(targetProgress({ ...facts, coverage }));
      expect(progress).toMatchObject({ onTrack: true, reason: null });
      expect(progress.explanation).toMatch(/ The figure includes 1 of 3 expected organizations\.$/);
      const network = { reporters: 4, expected: 4, otherReporters: 2, ecosystems: 1, expectedEcosystems: 2 };
      expect(unwrap(targetProgress({ ...facts, coverage: network })).explanation).toMatch(
        / The figure includes 1 of 2 expected ecosystems, and 4 of 4 expected organizations, and 2 organizations that did not agree to report\.$/,
      );
    });

    it.each([
      ['0.333', null],
      ['0.34', 'LOW_COVERAGE'],
      ['1', 'LOW_COVERAGE'],
      [null, null],
    ])('of 1 in 3 and a minimum of %s has the reason %s', (minimumCoverage, reason) => {
      const progress = unwrap(targetProgress({ ...facts, coverage, minimumCoverage }));
      expect(progress).toMatchObject(
        reason ? { reason, share: null, onTrack: null, reached: null } : { onTrack: true },
      );
    });

    it('below the minimum states the coverage and the minimum', () => {
      expect(unwrap(targetProgress({ ...facts, coverage, minimumCoverage: '0.8' })).explanation).toBe(
        'Progress for 2024 is not assessed. The figure includes 1 of 3 expected organizations. The target requires at least 0.8 of them.',
      );
    });

    it('is unknown if nobody agreed to report, and complete if the ecosystem itself reported', () => {
      const nobody = { ...coverage, reporters: 0, expected: 0 };
      const minimumCoverage = '0.8';
      const unknown = { ...nobody, otherReporters: 2 };
      expect(unwrap(targetProgress({ ...facts, coverage: unknown, minimumCoverage })).reason).toBe('LOW_COVERAGE');
      expect(unwrap(targetProgress({ ...facts, coverage: nobody, minimumCoverage })).reason).toBeNull();
    });
  });
});
