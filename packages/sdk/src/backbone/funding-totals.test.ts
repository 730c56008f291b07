import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sumDecimals } from '../shared/decimal.ts';
import { unwrap } from '../shared/outcome.ts';
import { type FundingStatus, fundingStatuses } from './funding-life-cycle.ts';
import { fundingByFunction, fundingByStrategyKind, fundingTotals } from './funding-totals.ts';

const served = (name: string) => ({ scheme: 'backbone-function', code: name, label: name, uri: null });
const award = {
  id: 'award',
  awardId: null as string | null,
  amount: '100',
  currency: 'USD',
  status: 'RECEIVED' as FundingStatus,
  function: served('mobilize-funding') as ReturnType<typeof served> | null,
  strategyId: null as string | null,
};
const part = {
  ...award,
  id: 'part',
  awardId: 'award',
  amount: '30',
  status: 'COMMITTED' as const,
  function: served('advance-policy'),
};

/** `USD RECEIVED 100`, for each total. */
const shown = (totals: { currency: string; status: string; amount: string }[]) =>
  totals.map(({ currency, status, amount }) => `${currency} ${status} ${amount}`);

describe('the totals of funding', () => {
  it('are one for each currency and status, never added up', () => {
    const euros = { ...award, id: 'euros', currency: 'EUR', amount: '7.50', status: 'REQUESTED' as const };
    const more = { ...award, id: 'more', amount: '0.1' };
    expect(unwrap(fundingTotals([award, euros, more]))).toEqual([
      { currency: 'EUR', status: 'REQUESTED', amount: '7.5', count: 1 },
      { currency: 'USD', status: 'RECEIVED', amount: '100.1', count: 2 },
    ]);
  });

  it('count a sub-award with its award, and by itself where the award is not among them', () => {
    expect(shown(unwrap(fundingTotals([part, award])))).toEqual(['USD RECEIVED 100']);
    expect(shown(unwrap(fundingTotals([part])))).toEqual(['USD COMMITTED 30']);
  });

  it('are none of no funding', () => expect(unwrap(fundingTotals([]))).toEqual([]));
});

describe('funding by function', () => {
  it('gives each part to its own function and the rest to that of the award, under the status of the award', () => {
    const answer = unwrap(fundingByFunction([award, part]));
    expect(
      answer.filter(({ totals }) => totals.length > 0).map(({ term, totals }) => [term?.code, shown(totals)]),
    ).toEqual([
      ['advance-policy', ['USD RECEIVED 30']],
      ['mobilize-funding', ['USD RECEIVED 70']],
    ]);
    expect(answer).toHaveLength(6);
  });

  it('leaves with the award what was declined of it, and with nothing what has no function', () => {
    const answer = unwrap(
      fundingByFunction([
        { ...award, function: null },
        { ...part, status: 'DECLINED' },
      ]),
    );
    expect(answer.at(-1)).toMatchObject({ term: null, totals: [{ amount: '100', status: 'RECEIVED' }] });
    expect(answer.slice(0, -1).flatMap(({ totals }) => totals)).toEqual([]);
  });

  it('comes to the totals, however awards are passed on', () => {
    const commitment = fc.record({
      parent: fc.nat(9),
      amount: fc.integer({ min: 1, max: 1000 }),
      status: fc.constantFrom(...fundingStatuses),
      function: fc.constantFrom(served('advance-policy'), served('own-one'), null),
    });
    fc.assert(
      fc.property(fc.array(commitment, { maxLength: 10 }), (drawn) => {
        // Each may be part of one drawn before it.
        const commitments = drawn.map((each, at) => ({
          ...each,
          id: String(at),
          awardId: each.parent < at ? String(each.parent) : null,
          amount: String(each.amount / 4),
          currency: 'USD',
        }));
        const parts = unwrap(fundingByFunction(commitments)).flatMap(({ totals }) => totals);
        for (const total of unwrap(fundingTotals(commitments))) {
          const same = parts.filter(({ status }) => status === total.status);
          expect(sumDecimals(same.map(({ amount }) => amount))).toBe(total.amount);
        }
      }),
    );
  });

  it('ends where records are parts of each other', () => {
    expect(unwrap(fundingByFunction([{ ...award, awardId: 'part' }, part])).flatMap(({ totals }) => totals)).toEqual(
      [],
    );
  });
});

describe('funding by kind of strategy', () => {
  it('is that of the strategies that commitments name', () => {
    const kind = { scheme: 'strategy-kind', code: 'policy', label: 'Policy', uri: null };
    const answer = unwrap(
      fundingByStrategyKind(
        [
          { ...award, strategyId: 's' },
          { ...part, strategyId: 'unknown' },
        ],
        [{ id: 's', kind }],
      ),
    );
    expect(
      answer.filter(({ totals }) => totals.length > 0).map(({ term, totals }) => [term?.code, shown(totals)]),
    ).toEqual([
      ['policy', ['USD RECEIVED 70']],
      [undefined, ['USD RECEIVED 30']],
    ]);
  });
});
