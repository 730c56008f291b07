import { describe, expect, it } from 'vitest';
import { unwrap } from '../shared/outcome.ts';
import { cadenceOverYear, type PlannedEvents } from './cadence-over-year.ts';

const on = '2024-12-31';
const keptWith = (planned: Partial<PlannedEvents>) => {
  const { intervals, intervalsMet } = unwrap(
    cadenceOverYear({ cadence: 'P1M', startedOn: null, days: [], on, ...planned }),
  );
  return `${intervalsMet} of ${intervals}`;
};

describe('cadenceOverYear', () => {
  it('counts intervals with an event, however many events an interval has', () => {
    expect(keptWith({ days: ['2024-02-01', '2024-02-29', '2024-11-15'] })).toBe('2 of 12');
    expect(keptWith({ cadence: 'P3M', days: ['2024-02-01', '2024-02-29', '2024-11-15'] })).toBe('2 of 4');
  });

  it('excludes events outside the twelve months', () => {
    expect(keptWith({ days: ['2023-12-31', '2025-01-01'] })).toBe('0 of 12');
    expect(keptWith({ days: ['2024-01-01', '2024-12-31'] })).toBe('2 of 12');
  });

  it('begins when the plan started, and excludes the interval that has not ended', () => {
    expect(keptWith({ startedOn: '2024-10-15', days: ['2024-11-14', '2024-11-15', '2024-12-20'] })).toBe('2 of 2');
    expect(keptWith({ startedOn: '2024-12-02', days: ['2024-12-05'] })).toBe('0 of 0');
    expect(keptWith({ startedOn: '2025-03-01' })).toBe('0 of 0');
  });

  it('counts a cadence longer than twelve months as one interval up to the date', () => {
    expect(keptWith({ cadence: 'P2Y', startedOn: '2020-01-01', days: ['2023-01-01'] })).toBe('1 of 1');
    expect(keptWith({ cadence: 'P2Y', startedOn: '2020-01-01', days: ['2022-12-31'] })).toBe('0 of 1');
    expect(keptWith({ cadence: 'P2Y', days: [] })).toBe('0 of 1');
    expect(keptWith({ cadence: 'P2Y', startedOn: '2023-06-01', days: ['2023-07-01'] })).toBe('0 of 0');
  });

  it('counts 52 weeks of a year that ends on February 29', () => {
    expect(keptWith({ cadence: 'P1W', on: '2024-02-29', days: ['2023-03-01'] })).toBe('1 of 52');
  });

  it('rejects a cadence that is not a duration', () => {
    expect(cadenceOverYear({ cadence: 'monthly', startedOn: null, days: [], on })).toMatchObject({
      ok: false,
      issues: [{ code: 'INVALID', path: ['cadence'] }],
    });
  });
});
