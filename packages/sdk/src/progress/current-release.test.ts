import { describe, expect, it } from 'vitest';
import type { Frequency } from '../period/index.ts';
import { currentReleaseOn } from './current-release.ts';

const release = (frequency: Frequency, [periodStart, periodEnd]: [string, string], releasedOn = periodEnd) => ({
  id: `release_${releasedOn}`,
  indicatorVersionId: 'version',
  frequency,
  periodStart,
  periodEnd,
  releasedOn,
});
const versionIds = new Set(['version']);
const isCurrent = (each: ReturnType<typeof release>, on: string) =>
  currentReleaseOn([each], { versionIds, on }) !== undefined;

describe('the current release on a date', () => {
  it.each([
    // The period, and the last day of the second period after it.
    ['YEAR', '2022-01-01', '2022-12-31', '2024-12-31'],
    ['YEAR', '2023-01-01', '2023-12-31', '2025-12-31'],
    ['SCHOOL_YEAR', '2022-09-01', '2023-08-31', '2025-08-31'],
    ['FISCAL_YEAR', '2022-07-01', '2023-06-30', '2025-06-30'],
    ['HALF', '2024-07-01', '2024-12-31', '2025-12-31'],
    ['QUARTER', '2024-07-01', '2024-09-30', '2025-03-31'],
    ['MONTH', '2023-12-01', '2023-12-31', '2024-02-29'],
    ['MONTH', '2024-02-01', '2024-02-29', '2024-04-30'],
    ['WEEK', '2024-12-23', '2024-12-29', '2025-01-12'],
    ['DAY', '2024-02-28', '2024-02-28', '2024-03-01'],
    ['INTERVAL', '2024-01-15', '2024-02-03', '2024-03-14'],
  ] as const)('is of a %s from %s to %s until the second period after it is over', (frequency, start, end, second) => {
    const each = release(frequency, [start, end]);
    const before = new Date(Date.parse(second) - 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
    expect([end, before, second].map((on) => isCurrent(each, on))).toEqual([true, true, false]);
  });

  it('is none before the end of its period, or before it was published', () => {
    const year = ['2023-01-01', '2023-12-31'] as [string, string];
    expect(isCurrent(release('YEAR', year, '2023-11-01'), '2023-12-30')).toBe(false);
    expect(isCurrent(release('YEAR', year, '2024-05-02'), '2024-05-01')).toBe(false);
    expect(isCurrent(release('YEAR', year, '2024-05-02'), '2024-05-02')).toBe(true);
  });

  it('is of the latest period, and the one published last for it', () => {
    const later = ['2024-02-01', '2024-02-29'] as [string, string];
    const releases = [
      release('MONTH', later, '2024-03-10'),
      release('MONTH', later, '2024-03-20'),
      release('MONTH', ['2024-01-01', '2024-01-31'], '2024-03-25'),
    ];
    const on = (day: string) => currentReleaseOn(releases, { versionIds, on: day })?.releasedOn;
    expect(['2024-03-09', '2024-03-19', '2024-03-30'].map(on)).toEqual([undefined, '2024-03-10', '2024-03-20']);
  });

  it('is none if the one published last was withdrawn since, and an earlier one before that day', () => {
    const month = ['2024-02-01', '2024-02-29'] as [string, string];
    const withdrawn = { ...release('MONTH', month, '2024-03-20'), isWithdrawn: true };
    const earlier = release('MONTH', ['2024-01-01', '2024-01-31'], '2024-02-10');
    const on = (day: string, ...more: ReturnType<typeof release>[]) =>
      currentReleaseOn([release('MONTH', month, '2024-03-10'), withdrawn, ...more], { versionIds, on: day })
        ?.releasedOn;
    expect(['2024-03-19', '2024-03-20'].map((day) => on(day))).toEqual(['2024-03-10', undefined]);
    expect(on('2024-03-20', earlier)).toBe('2024-02-10');
    expect(on('2024-04-02', release('MONTH', month, '2024-04-01'))).toBe('2024-04-01');
  });

  it('is of one of the versions', () => {
    const each = release('YEAR', ['2023-01-01', '2023-12-31']);
    expect(currentReleaseOn([each], { versionIds: new Set(['other', null]), on: '2024-01-01' })).toBeUndefined();
  });
});
