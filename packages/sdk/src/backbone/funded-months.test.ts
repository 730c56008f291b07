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

describe('the funded months', () => {
  it('count a month once it ends on the day before the same day', () => {
    expect(months('2024-09-15', '2024-10-13')).toBe(0);
    expect(months('2024-09-15', '2024-10-14')).toBe(1);
    expect(months('2024-09-01', '2025-08-31')).toBe(12);
    expect(months('2024-09-01', '2025-08-30')).toBe(11);
  });

  it('count a shorter month once its last day is funded', () => {
    expect(months('2025-01-31', '2025-02-27')).toBe(1);
    expect(months('2025-01-31', '2025-02-26')).toBe(0);
    expect(months('2024-02-29', '2025-02-27')).toBe(12);
    expect(months('2025-01-31', '2025-03-30')).toBe(2);
  });

  it('continue through consecutive awards and end at the first gap', () => {
    const first = funding('2024-01-01', '2024-06-30');
    const next = funding('2024-07-01', '2024-09-30', { status: 'RECEIVED' });
    const late = funding('2024-10-02', '2025-12-31');
    const within = funding('2024-02-01', '2024-03-01');
    const expected = { months: 9, fundedThrough: '2024-09-30', awardsIncluded: 4, awardsWithoutEndDate: 0 };
    expect(unwrap(fundedMonths([late, next, within, first], '2024-01-01'))).toEqual(expected);
    expect(unwrap(fundedMonths([late], '2024-10-01'))).toMatchObject({ months: 0, fundedThrough: null });
    expect(unwrap(fundedMonths([first], '2024-07-01'))).toMatchObject({ months: 0, fundedThrough: null });
    expect(unwrap(fundedMonths([first], '2024-06-30'))).toMatchObject({ months: 0, fundedThrough: '2024-06-30' });
  });

  it('include committed and received awards, and count the awards without an end date', () => {
    const awards = [
      funding('2024-01-01', '2024-03-31', { status: 'REQUESTED' }),
      funding('2024-01-01', '2024-06-30', { status: 'DECLINED' }),
      funding('2024-01-01', null),
      funding('2024-01-01', '2024-01-31'),
    ];
    expect(unwrap(fundedMonths(awards, '2024-01-01'))).toEqual({
      months: 1,
      fundedThrough: '2024-01-31',
      awardsIncluded: 1,
      awardsWithoutEndDate: 1,
    });
  });

  it('exclude a sub-award whose award is in the list', () => {
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
