import { describe, expect, it } from 'vitest';
import { unwrap } from '../shared/outcome.ts';
import type { ProgressFacts } from './progress-facts.ts';
import { targetProgress } from './target-progress.ts';

const facts: ProgressFacts = {
  version: { direction: 'INCREASE', tolerance: null, frequency: 'YEAR' },
  baseline: { period: '2020', value: '50' },
  target: { period: '2030', value: '100' },
  latest: { period: '2024', value: '75', interval: null, status: 'OBSERVED', reason: null, explanation: null },
  on: '2025-06-30',
};
const progress = (more: Partial<ProgressFacts>) => unwrap(targetProgress({ ...facts, ...more }));
const latest = (more: object) => ({ ...facts.latest, ...more }) as ProgressFacts['latest'];

describe('later periods without a released figure', () => {
  it('are none until the next period ends', () => {
    expect(progress({ on: '2025-12-30' })).toMatchObject({ laterPeriodsWithoutFigure: 0, onTrack: true, reason: null });
    expect(progress({ on: '2025-12-30' }).explanation).not.toContain('Since');
  });

  it('are stated, and one does not prevent an assessment', () => {
    // The path from 50 to 100 is at 70 at the end of 2024.
    const assessed = progress({ on: '2026-12-30' });
    expect(assessed).toMatchObject({ laterPeriodsWithoutFigure: 1, onTrack: true, reached: false, reason: null });
    expect(assessed.explanation).toBe(
      'Since 2024, 1 period has ended by 2026-12-30 without a released figure. This assessment is for 2024. From 50 (2020) to 100 (2030) the straight path is at 70 at the end of 2024, and the figure is 75: on track, the target not reached.',
    );
  });

  it('lead the explanation before the last day of the target', () => {
    const figure = latest({ period: '2023', value: '14' });
    const target = { baseline: { period: '2020', value: '5' }, target: { period: '2025', value: '30' } };
    const board = progress({ ...target, latest: figure, on: '2025-12-30' });
    expect(board).toMatchObject({ laterPeriodsWithoutFigure: 1, onTrack: false, reason: null });
    expect(board.explanation.split('. ').slice(0, 2)).toEqual([
      'Since 2023, 1 period has ended by 2025-12-30 without a released figure',
      'This assessment is for 2023',
    ]);
    expect(progress({ ...target, latest: figure, on: '2025-12-31' })).toMatchObject({
      reason: 'OUTDATED',
      onTrack: null,
    });
  });

  it('make the figure outdated if there are two', () => {
    expect(progress({ on: '2026-12-31' })).toEqual({
      share: null,
      expected: '80',
      expectedOfLatest: null,
      onTrack: null,
      reached: null,
      reason: 'OUTDATED',
      laterPeriodsWithoutFigure: 2,
      explanation:
        'Progress is not assessed, because the newest figure, for 2024, is outdated. Since 2024, 2 periods have ended by 2026-12-31 without a released figure. Progress requires a figure for one of the last two periods that ended.',
    });
  });

  it('end with the period of the target', () => {
    expect(progress({ latest: latest({ period: '2029' }), on: '2040-01-01' })).toMatchObject({
      laterPeriodsWithoutFigure: 1,
      reason: null,
    });
    expect(progress({ latest: latest({ period: '2030' }), on: '2040-01-01' }).laterPeriodsWithoutFigure).toBe(0);
    expect(progress({ latest: latest({ period: '2028' }), on: '2040-01-01' })).toMatchObject({
      laterPeriodsWithoutFigure: 2,
      reason: 'OUTDATED',
    });
  });

  it('are counted by the frequency of the version, and by the calendar of the ecosystem', () => {
    expect(progress({ version: { ...facts.version, frequency: 'QUARTER' } })).toMatchObject({
      laterPeriodsWithoutFigure: 2,
      reason: 'OUTDATED',
    });
    const school: Partial<ProgressFacts> = {
      version: { ...facts.version, frequency: 'SCHOOL_YEAR' },
      baseline: { period: 'SY2020-21', value: '50' },
      target: { period: 'SY2030-31', value: '100' },
      latest: latest({ period: 'SY2023-24' }),
      on: '2025-07-31',
    };
    expect(progress({ ...school, years: { schoolYearStart: '08-01' } }).laterPeriodsWithoutFigure).toBe(1);
    expect(progress({ ...school, years: { schoolYearStart: '09-01' } }).laterPeriodsWithoutFigure).toBe(0);
  });

  it('are counted by the kind of the period if the frequency is unknown', () => {
    const version = { direction: 'INCREASE', tolerance: null } as const;
    expect(progress({ version, on: '2026-12-31' }).laterPeriodsWithoutFigure).toBe(2);
  });

  it('are counted for a suppressed figure too, and are null without a figure', () => {
    const suppressed = latest({ value: null, reason: 'SUPPRESSED', explanation: 'A figure is suppressed.' });
    expect(progress({ latest: suppressed, on: '2027-12-31' })).toMatchObject({
      laterPeriodsWithoutFigure: 3,
      reason: 'SUPPRESSED',
    });
    expect(progress({ latest: null })).toMatchObject({ laterPeriodsWithoutFigure: null, reason: 'NO_DATA' });
  });
});

describe('a figure of an earlier version', () => {
  it('has the limitation of its comparability in the explanation', () => {
    const comparabilityNote = 'Version 2 is comparable with version 1 with a caveat: Short events count too.';
    expect(progress({ comparabilityNote })).toMatchObject({ onTrack: true, reason: null });
    expect(progress({ comparabilityNote }).explanation).toMatch(
      /not reached[.] Version 2 .* Short events count too[.]$/,
    );
  });
});
