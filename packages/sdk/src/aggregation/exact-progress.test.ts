import { describe, expect, it } from 'vitest';
import { unwrap } from '../shared/outcome.ts';
import type { LatestFigure, ProgressFacts } from './progress-facts.ts';
import { targetProgress } from './target-progress.ts';

const facts: ProgressFacts = {
  version: { direction: 'INCREASE', tolerance: null },
  baseline: { period: '2022', value: '0' },
  target: { period: '2025', value: '100' },
  latest: null,
  on: '2023-12-31',
};
const decrease = { version: { direction: 'DECREASE', tolerance: null } } as const;

/** A figure of 2023 that is shown as `value` and is exactly `exact`. */
function figure(value: string, exact: string): LatestFigure {
  const ends = { low: exact, high: exact };
  return { period: '2023', value, exact: ends, interval: null, status: 'OBSERVED', reason: null, explanation: null };
}

function progress(more: Partial<ProgressFacts>) {
  return unwrap(targetProgress({ ...facts, ...more }));
}

describe('progress of a figure that is rounded for output', () => {
  it('is on track if the exact figure is on the straight path', () => {
    expect(progress({ latest: figure('33.333333', '100/3') })).toMatchObject({
      onTrack: true,
      reached: false,
      share: '0.333333',
      expectedOfLatest: '33.333333',
      explanation:
        'From 0 (2022) to 100 (2025) the straight path is at 33.333333 at the end of 2023, and the figure is 33.333333: on track, the target not reached.',
    });
    // The ends of a figure that is stated with six decimals are these decimals.
    expect(progress({ latest: figure('33.333333', '33.333333') })).toMatchObject({ onTrack: false });
  });

  it('is on track by a decrease, where the rounded figure is above the path', () => {
    const down = { baseline: { period: '2022', value: '100' }, target: { period: '2025', value: '0' }, ...decrease };
    expect(progress({ ...down, latest: figure('66.666667', '200/3') })).toMatchObject({ onTrack: true });
  });

  it('reaches a target that the rounded figure misses', () => {
    const down = { baseline: { period: '2022', value: '100' }, target: { period: '2025', value: '66.6666668' } };
    const latest = figure('66.666667', '200/3');
    expect(progress({ ...down, ...decrease, latest })).toMatchObject({ reached: true, share: '1' });
  });

  it('has the share of the exact figure', () => {
    // The ratio is 403/540, from 0.72 to 0.95.
    const ratio = { baseline: { period: '2022', value: '0.72' }, target: { period: '2025', value: '0.95' } };
    const latest = figure('0.746296', '403/540');
    expect(progress({ ...ratio, latest, disparity: { measure: 'RATIO', suppressedCategories: 0 } })).toMatchObject({
      share: '0.114332',
    });
  });

  it('has a verdict for an interval whose exact end is on the path', () => {
    const interval = { low: '33.333333', high: '50' };
    const latest = { ...figure('', ''), value: null, interval, exact: { low: '100/3', high: '50' } };
    expect(progress({ latest })).toMatchObject({ onTrack: true, reached: false, reason: null });
    expect(progress({ latest: { ...latest, exact: interval } })).toMatchObject({ onTrack: null });
  });

  it('assesses the exact figure of the reporters of both periods', () => {
    const turnover = {
      previousPeriod: '2022',
      reporters: 2,
      previousValue: '20',
      value: '33.333333',
      explanation: null,
    };
    const latest = figure('40', '40');
    expect(progress({ latest, turnover: { ...turnover, exactValue: '100/3' } }).explanation).toContain(
      'the figure changed from 20 to 33.333333: on track.',
    );
    expect(progress({ latest, turnover }).explanation).toContain('The result depends on the change of reporters.');
  });

  it('rejects numbers that are neither decimals nor quotients', () => {
    const issues = targetProgress({ ...facts, latest: figure('1', '1/0') });
    expect(issues).toMatchObject({ ok: false, issues: [{ path: ['latest', 'exact', 'low'] }, {}] });
  });
});
