import { describe, expect, it } from 'vitest';
import { unwrap } from '../shared/outcome.ts';
import type { ProgressFacts } from './progress-facts.ts';
import { targetProgress } from './target-progress.ts';

/** The disparity of a district: a charter school joined in SY2024-25. The straight path is at −18 then. */
const facts: ProgressFacts = {
  version: { direction: 'INCREASE', tolerance: null, frequency: 'SCHOOL_YEAR' },
  baseline: { period: 'SY2020-21', value: '-26' },
  target: { period: 'SY2028-29', value: '-10' },
  latest: { period: 'SY2024-25', value: '-16.71', interval: null, status: 'OBSERVED', reason: null, explanation: null },
  disparity: { measure: 'DIFFERENCE', suppressedCategories: 0 },
  turnover: {
    previousPeriod: 'SY2023-24',
    reporters: 2,
    previousValue: '-22.76',
    value: '-18.915',
    explanation: null,
  },
  on: '2025-12-31',
};
const explained = (more: Partial<ProgressFacts> = {}) => unwrap(targetProgress({ ...facts, ...more })).explanation;
const turnover = (more: object) => ({ ...facts.turnover, ...more }) as ProgressFacts['turnover'];

describe('a change of reporters', () => {
  it('is stated with the change among the reporters of both periods, and whether the result depends on it', () => {
    expect(unwrap(targetProgress(facts))).toMatchObject({ expectedOfLatest: '-18', onTrack: true });
    expect(explained()).toBe(
      'From -26 (SY2020-21) to -10 (SY2028-29) the straight path is at -18 at the end of SY2024-25, and the difference is -16.71: on track, the target not reached. The reporters changed since SY2023-24. Among the 2 reporters of both SY2023-24 and SY2024-25, the difference changed from -22.76 to -18.915: not on track. The result depends on the change of reporters.',
    );
  });

  it('is a change of places if the reporters are the same', () => {
    expect(explained({ turnover: turnover({ isOfPlaces: true }) })).toMatch(
      /The places of the reporters changed since SY2023-24[.] Among the 2 reporters of both SY2023-24 and SY2024-25 in the places of both, the difference changed from -22.76 to -18.915: not on track[.] The result depends on the change of places[.]$/,
    );
  });

  it('does not decide the result if the reporters of both periods have the same one', () => {
    expect(explained({ turnover: turnover({ reporters: 1, value: '-17' }) })).toMatch(
      /For the only reporter of both SY2023-24 and SY2024-25, the difference changed from -22.76 to -17: on track[.]$/,
    );
  });

  it('has a reason if there is no figure of these reporters alone', () => {
    const explanation = 'A figure is suppressed.';
    expect(explained({ turnover: turnover({ previousValue: null, value: null, explanation }) })).toMatch(
      /The reporters changed since SY2023-24[.] No difference can be computed for the reporters of both periods[.] A figure is suppressed[.]$/,
    );
  });

  it('is stated without a baseline, and not if the reporters are the same', () => {
    expect(explained({ baseline: null })).toMatch(/the difference changed from -22.76 to -18.915[.]$/);
    expect(explained({ turnover: null })).not.toContain('reporters changed');
  });
});
