import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sumDecimals } from '../../shared/numbers/decimal.ts';
import { unwrap } from '../../shared/outcome.ts';
import { fundingByMonth } from './funding-by-month.ts';

const functionOf = (code: string, label: string) => ({ scheme: 'backbone-function', code, label, uri: null });
const mobilizeFunding = functionOf('mobilize-funding', 'Mobilize funding');
const advancePolicy = functionOf('advance-policy', 'Advance policy');
const award = {
  id: 'award',
  awardId: null as string | null,
  amount: '1000',
  currency: 'USD',
  status: 'RECEIVED' as const,
  startsOn: '2024-01-01',
  endsOn: '2024-03-31',
  function: mobilizeFunding,
  recipientId: 'museum' as string | null,
};
const budget = { monthlyAmount: '400', currency: 'USD', startsOn: '2024-02-15', endsOn: null };

describe('funding by month', () => {
  it('spreads an award evenly over its months, which add up to its amount', () => {
    const months = unwrap(fundingByMonth({ funding: [award], budgets: [budget], from: '2024-01-20', months: 4 }));
    expect(months.map(({ from, through, totals }) => [from, through, totals])).toEqual([
      ['2024-01-01', '2024-01-31', [{ currency: 'USD', funding: '333.33', budget: null }]],
      // The budget is in effect on 15 of 29 days: 206.896…
      ['2024-02-01', '2024-02-29', [{ currency: 'USD', funding: '333.34', budget: '206.9' }]],
      ['2024-03-01', '2024-03-31', [{ currency: 'USD', funding: '333.33', budget: '400' }]],
      ['2024-04-01', '2024-04-30', [{ currency: 'USD', funding: '0', budget: '400' }]],
    ]);
  });

  it('assigns each part to its function and recipient', () => {
    const part = {
      ...award,
      id: 'part',
      awardId: 'award',
      amount: '300',
      function: null,
      recipientId: null,
      startsOn: '2024-02-01',
      endsOn: '2024-02-29',
    };
    const euros = { ...award, id: 'euros', currency: 'EUR', amount: '90', function: advancePolicy };
    const [january, february] = unwrap(
      fundingByMonth({ funding: [award, part, euros], budgets: [], from: '2024-01-01', months: 2 }),
    );
    // 700 of the award over three months: 233.33, 233.34, 233.33. The part: 300 in February.
    expect(january).toEqual({
      from: '2024-01-01',
      through: '2024-01-31',
      totals: [
        { currency: 'EUR', funding: '30', budget: null },
        { currency: 'USD', funding: '233.33', budget: null },
      ],
      byFunction: [
        { function: advancePolicy, amounts: [{ currency: 'EUR', amount: '30' }] },
        { function: mobilizeFunding, amounts: [{ currency: 'USD', amount: '233.33' }] },
      ],
      byRecipient: [
        {
          recipientId: 'museum',
          amounts: [
            { currency: 'EUR', amount: '30' },
            { currency: 'USD', amount: '233.33' },
          ],
        },
      ],
    });
    expect(february?.totals[1]).toEqual({ currency: 'USD', funding: '533.34', budget: null });
    expect(february?.byFunction.at(-1)).toEqual({ function: null, amounts: [{ currency: 'USD', amount: '300' }] });
    expect(february?.byRecipient.at(-1)).toEqual({ recipientId: null, amounts: [{ currency: 'USD', amount: '300' }] });
  });

  it('excludes funding that is not committed, and awards without a complete period', () => {
    const funding = [
      { ...award, id: 'requested', status: 'REQUESTED' as const },
      { ...award, id: 'endless', endsOn: null },
    ];
    expect(unwrap(fundingByMonth({ funding, budgets: [], from: '2024-01-01', months: 1 }))[0]?.totals).toEqual([]);
  });

  it('leaves the amount of a sub-award that is not committed with its award', () => {
    const whole = { ...award, amount: '3000' };
    const part = { ...whole, id: 'part', awardId: 'award', amount: '600', recipientId: 'bus' };
    const recipients = (status: 'REQUESTED' | 'COMMITTED') =>
      unwrap(fundingByMonth({ funding: [whole, { ...part, status }], budgets: [], from: '2024-01-01', months: 1 }))[0]
        ?.byRecipient;
    expect(recipients('REQUESTED')).toEqual([
      { recipientId: 'museum', amounts: [{ currency: 'USD', amount: '1000' }] },
    ]);
    expect(recipients('COMMITTED')).toEqual([
      { recipientId: 'bus', amounts: [{ currency: 'USD', amount: '200' }] },
      { recipientId: 'museum', amounts: [{ currency: 'USD', amount: '800' }] },
    ]);
  });

  it('adds up to the amount of every award', () => {
    const days = fc
      .integer({ min: 0, max: 700 })
      .map((later) => new Date(Date.UTC(2024, 0, 1 + later)).toISOString().slice(0, 10));
    fc.assert(
      fc.property(days, days, fc.integer({ min: 1, max: 10_000_000 }), (one, other, amount) => {
        const [startsOn, endsOn] = [one, other].sort() as [string, string];
        const exact = String(amount / 1000);
        const funding = [{ ...award, amount: exact, startsOn, endsOn }];
        const months = unwrap(fundingByMonth({ funding, budgets: [], from: '2024-01-01', months: 25 }));
        expect(sumDecimals(months.flatMap(({ totals }) => totals.map((total) => total.funding)))).toBe(exact);
      }),
    );
  });
});
