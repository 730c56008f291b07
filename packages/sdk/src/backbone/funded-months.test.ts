import { describe, expect, it } from 'vitest';
import { unwrap } from '../shared/outcome.ts';
import { fundedMonths } from './funded-months.ts';
import type { FundingStatus } from './funding-life-cycle.ts';

const funding = (startsOn: string | null, endsOn: string | null, more: object = {}) => ({
  id: `${startsOn}/${endsOn}`,
  awardId: null as string | null,
  status: 'COMMITTED' as FundingStatus,
  startsOn,
  endsOn,
  ...more,
});
const months = (on: string, until: string) => unwrap(fundedMonths([funding(null, until)], on)).months;

describe('the months of funding ahead', () => {
  it('are whole months, from a day to the day before it', () => {
    expect(months('2024-09-15', '2024-10-13')).toBe(0);
    expect(months('2024-09-15', '2024-10-14')).toBe(1);
    expect(months('2024-09-01', '2025-08-31')).toBe(12);
    expect(months('2024-09-01', '2025-08-30')).toBe(11);
  });

  it('are full on the last day of a month that is too short', () => {
    expect(months('2025-01-31', '2025-02-27')).toBe(1);
    expect(months('2025-01-31', '2025-02-26')).toBe(0);
    expect(months('2024-02-29', '2025-02-27')).toBe(12);
    expect(months('2025-01-31', '2025-03-30')).toBe(2);
  });

  it('run on from one commitment to the next, and end at the first day without any', () => {
    const first = funding('2024-01-01', '2024-06-30');
    const next = funding('2024-07-01', '2024-09-30', { status: 'RECEIVED' });
    const late = funding('2024-10-02', '2025-12-31');
    const within = funding('2024-02-01', '2024-03-01');
    const answer = { months: 9, fundedThrough: '2024-09-30', awardsIncluded: 4, awardsWithoutEndDate: 0 };
    expect(unwrap(fundedMonths([late, next, within, first], '2024-01-01'))).toEqual(answer);
    expect(unwrap(fundedMonths([late], '2024-10-01'))).toMatchObject({ months: 0, fundedThrough: null });
    expect(unwrap(fundedMonths([first], '2024-07-01'))).toMatchObject({ months: 0, fundedThrough: null });
    expect(unwrap(fundedMonths([first], '2024-06-30'))).toMatchObject({ months: 0, fundedThrough: '2024-06-30' });
  });

  it('count what is committed or received, with its end, and tell what has none', () => {
    const all = [
      funding('2024-01-01', '2024-03-31', { status: 'REQUESTED' }),
      funding('2024-01-01', '2024-06-30', { status: 'DECLINED' }),
      funding('2024-01-01', null),
      funding('2024-01-01', '2024-01-31'),
    ];
    expect(unwrap(fundedMonths(all, '2024-01-01'))).toEqual({
      months: 1,
      fundedThrough: '2024-01-31',
      awardsIncluded: 1,
      awardsWithoutEndDate: 1,
    });
  });

  it('count a sub-award with its award', () => {
    const award = funding('2024-01-01', null, { id: 'award' });
    const part = funding('2024-01-01', '2024-12-31', { awardId: 'award' });
    expect(unwrap(fundedMonths([award, part], '2024-01-01'))).toEqual({
      months: 0,
      fundedThrough: null,
      awardsIncluded: 0,
      awardsWithoutEndDate: 1,
    });
    expect(unwrap(fundedMonths([part], '2024-01-01'))).toMatchObject({ months: 12, awardsIncluded: 1 });
  });
});
