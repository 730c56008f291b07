import { describe, expect, it } from 'vitest';
import { unwrap } from '../../shared/outcome.ts';
import { fundedMonths } from './funded-months.ts';
import type { FundingStatus } from './funding-life-cycle.ts';

const budget = { monthlyAmount: '1000', currency: 'USD', startsOn: '2023-01-01', endsOn: null as string | null };
const award = {
  id: 'award',
  awardId: null as string | null,
  amount: '12000',
  currency: 'USD',
  status: 'COMMITTED' as FundingStatus,
  startsOn: '2024-01-01' as string | null,
  endsOn: '2024-12-31' as string | null,
};
type Award = typeof award & { committedOn?: string; declinedOn?: string };
const funded = (funding: Award[], on: string, budgets = [budget]) => unwrap(fundedMonths({ funding, budgets, on }));

describe('the funded months', () => {
  it('are null without a budget on the date', () => {
    expect(funded([award], '2024-01-01', [])).toBeNull();
    expect(funded([award], '2022-12-31')).toBeNull();
    expect(funded([award], '2024-01-01', [{ ...budget, endsOn: '2023-12-31' }])).toBeNull();
  });

  it('count the full months in which funding covers the budget', () => {
    expect(funded([award], '2024-01-01')).toEqual({
      months: 12,
      fundedThrough: '2024-12-31',
      shortfalls: [{ currency: 'USD', budget: '1000', funding: '0' }],
      awardsIncluded: 1,
      awardsWithoutPeriod: 0,
    });
    expect(funded([{ ...award, amount: '11999.99' }], '2024-01-01')).toMatchObject({
      months: 0,
      fundedThrough: null,
      shortfalls: [{ currency: 'USD', budget: '1000', funding: '999.999167' }],
    });
    expect(funded([award], '2023-12-31')).toMatchObject({ months: 0 });
  });

  it('are not increased by a small award with a long period', () => {
    const half = { ...award, amount: '6000', endsOn: '2024-06-30' };
    const gift = { ...award, id: 'gift', amount: '1', endsOn: '2033-12-31' };
    expect(funded([half], '2024-01-01')?.months).toBe(6);
    expect(funded([half, gift], '2024-01-01')).toMatchObject({
      months: 6,
      // 1 of 120 months: 0.008333.
      shortfalls: [{ budget: '1000', funding: '0.008333' }],
    });
  });

  it('begin on any day of a month, and end on the day before the same day', () => {
    // 15 September to 14 December. The next month is funded until 31 December: 17 of 31 days.
    expect(funded([award], '2024-09-15')).toMatchObject({
      months: 3,
      fundedThrough: '2024-12-14',
      shortfalls: [{ budget: '1000', funding: '548.387097' }],
    });
    // From the last day of January: to 28 February, then to 30 March, then to 29 April.
    const short = { ...award, amount: '4000', endsOn: '2024-04-30' };
    expect(funded([short], '2024-01-31')).toMatchObject({ months: 3, fundedThrough: '2024-04-29' });
  });

  it('compare exact amounts', () => {
    const thirds = [1, 2, 3].map((id) => ({ ...award, id: String(id), amount: '4000' }));
    expect(funded(thirds, '2024-01-01')?.months).toBe(12);
    // 1,000 over 7 months is 142.857142… a month. Seven such awards are 1,000 a month.
    const sevenths = [1, 2, 3, 4, 5, 6, 7].map((id) => ({
      ...award,
      id: `s${id}`,
      amount: '1000',
      endsOn: '2024-07-31',
    }));
    expect(funded(sevenths, '2024-01-01')?.months).toBe(7);
    expect(funded(sevenths, '2024-01-01', [{ ...budget, monthlyAmount: '1000.00000000000000000001' }])?.months).toBe(0);
  });

  it('do not carry money over to later months', () => {
    expect(funded([{ ...award, amount: '120000' }], '2024-01-01')?.months).toBe(12);
  });

  it('require the budget of every currency in its currency', () => {
    const euros = { ...budget, currency: 'EUR', monthlyAmount: '50', startsOn: '2024-03-01' };
    expect(funded([award], '2024-01-01', [budget, euros])).toMatchObject({
      months: 2,
      shortfalls: [{ currency: 'EUR', budget: '50', funding: '0' }],
    });
    const inEuros = { ...award, id: 'euros', currency: 'EUR', amount: '600' };
    expect(funded([award, inEuros], '2024-01-01', [budget, euros])?.months).toBe(12);
  });

  it('follow a budget that changes, and end on a day without a budget', () => {
    const changed = [
      { ...budget, endsOn: '2024-03-31' },
      { ...budget, startsOn: '2024-04-01', monthlyAmount: '1000.01' },
    ];
    expect(funded([award], '2024-01-01', changed)).toMatchObject({ months: 3, shortfalls: [{ budget: '1000.01' }] });
    expect(funded([award], '2024-01-01', [{ ...budget, endsOn: '2024-03-30' }])).toMatchObject({
      months: 2,
      fundedThrough: '2024-02-29',
      shortfalls: [],
    });
  });

  it('include funding that was committed or received by the date', () => {
    const months = (changes: object) => funded([{ ...award, ...changes }], '2024-01-01')?.months;
    expect(months({ status: 'RECEIVED' })).toBe(12);
    expect(months({ status: 'REQUESTED' })).toBe(0);
    expect(months({ status: 'DECLINED' })).toBe(0);
    expect(months({ committedOn: '2024-01-01' })).toBe(12);
    expect(months({ committedOn: '2024-01-02' })).toBe(0);
    expect(months({ status: 'DECLINED', committedOn: '2023-12-01', declinedOn: '2024-01-02' })).toBe(12);
  });

  it('exclude and count awards without a complete period', () => {
    expect(funded([{ ...award, endsOn: null }], '2024-01-01')).toMatchObject({
      months: 0,
      awardsIncluded: 0,
      awardsWithoutPeriod: 1,
    });
    expect(funded([{ ...award, startsOn: null }], '2024-01-01')?.awardsWithoutPeriod).toBe(1);
  });

  it('spread a sub-award over its own period, and the rest of its award over the period of the award', () => {
    const part = { ...award, id: 'part', awardId: 'award', amount: '6000', startsOn: '2024-07-01' };
    // The rest is 500 a month for 12 months; the part is 1,000 a month from July.
    expect(funded([award, part], '2024-01-01')).toMatchObject({ months: 0, shortfalls: [{ funding: '500' }] });
    expect(funded([award, part], '2024-07-01')).toMatchObject({ months: 6, awardsIncluded: 1 });
    // A sub-award without dates has the period of its award.
    expect(funded([award, { ...part, startsOn: null, endsOn: null }], '2024-01-01')?.months).toBe(12);
  });

  describe('of an award that is passed on later', () => {
    // The example ecosystem: 240,000 for 18 months is 13,333.33 a month. The budget is 10,000 a month.
    const ofExample = {
      ...award,
      amount: '240000',
      startsOn: '2024-09-01',
      endsOn: '2026-02-28',
      committedOn: '2024-06-24',
    };
    const visits = {
      ...ofExample,
      id: 'visits',
      awardId: 'award',
      amount: '60000',
      startsOn: '2024-10-01',
      endsOn: '2025-09-30',
      committedOn: '2024-09-16',
    };
    const budgets = [{ ...budget, monthlyAmount: '10000' }];

    it('include the amounts of sub-awards that were not committed by the date with their award', () => {
      // The 18th month has 14 of 28 days of February: 6,666.67. Its budget is 5,000 and 14 of 31 days of March: 4,516.13.
      expect(funded([ofExample, visits], '2024-09-15', budgets)).toEqual({
        months: 17,
        fundedThrough: '2026-02-14',
        shortfalls: [{ currency: 'USD', budget: '9516.129032', funding: '6666.666667' }],
        awardsIncluded: 1,
        awardsWithoutPeriod: 0,
      });
    });

    it('subtract sub-awards from the day of their commitment', () => {
      // The rest is 10,000 a month. The 18th month has 13 of 28 days of February: 4,642.86, and 15 of 31 days of March.
      expect(funded([ofExample, visits], '2024-09-16', budgets)).toMatchObject({
        months: 17,
        shortfalls: [{ budget: '9481.56682', funding: '4642.857143' }],
      });
    });

    it('exclude the parts of sub-awards that were not committed, and include sub-awards that were declined later', () => {
      const bus = { ...visits, id: 'bus', awardId: 'visits', amount: '30000', committedOn: '2024-09-01' };
      expect(funded([ofExample, visits, bus], '2024-09-15', budgets)?.shortfalls).toEqual([
        { currency: 'USD', budget: '9516.129032', funding: '6666.666667' },
      ]);
      const declined = { ...visits, status: 'DECLINED' as const, declinedOn: '2024-09-17' };
      expect(funded([ofExample, declined], '2024-09-16', budgets)?.shortfalls[0]?.funding).toBe('4642.857143');
      // 12 of 28 days of 13,333.33.
      expect(funded([ofExample, declined], '2024-09-17', budgets)?.shortfalls[0]?.funding).toBe('5714.285714');
    });
  });
});
