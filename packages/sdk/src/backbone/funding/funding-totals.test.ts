import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sumDecimals } from '../../shared/numbers/decimal.ts';
import { unwrap } from '../../shared/outcome.ts';
import { type FundingStatus, fundingStatuses } from './funding-life-cycle.ts';
import { fundingByFunction, fundingByStrategyKind, fundingTotals } from './funding-totals.ts';

const functionOf = (name: string) => ({ scheme: 'backbone-function', code: name, label: name, uri: null });
const award = {
  id: 'award',
  awardId: null as string | null,
  amount: '100',
  currency: 'USD',
  status: 'RECEIVED' as FundingStatus,
  function: functionOf('mobilize-funding') as ReturnType<typeof functionOf> | null,
  strategyId: null as string | null,
};
const subAward = {
  ...award,
  id: 'subAward',
  awardId: 'award',
  amount: '30',
  status: 'COMMITTED' as const,
  function: functionOf('advance-policy'),
};

/** Each total as text, for example `USD RECEIVED 100`. */
const textOf = (totals: { currency: string; status: string; amount: string }[]) =>
  totals.map(({ currency, status, amount }) => `${currency} ${status} ${amount}`);

describe('the totals of funding', () => {
  it('are separate for each currency and status', () => {
    const euros = { ...award, id: 'euros', currency: 'EUR', amount: '7.50', status: 'REQUESTED' as const };
    const more = { ...award, id: 'more', amount: '0.1' };
    expect(unwrap(fundingTotals([award, euros, more]))).toEqual([
      { currency: 'EUR', status: 'REQUESTED', amount: '7.5', count: 1 },
      { currency: 'USD', status: 'RECEIVED', amount: '100.1', count: 2 },
    ]);
  });

  it('exclude a sub-award whose award is in the list, and include it otherwise', () => {
    expect(textOf(unwrap(fundingTotals([subAward, award])))).toEqual(['USD RECEIVED 100']);
    expect(textOf(unwrap(fundingTotals([subAward])))).toEqual(['USD COMMITTED 30']);
  });

  it('are empty without funding', () => expect(unwrap(fundingTotals([]))).toEqual([]));
});

describe('funding by function', () => {
  it('assigns a sub-award to its function and the rest to the function of the award, with the status of the award', () => {
    const groups = unwrap(fundingByFunction([award, subAward]));
    expect(
      groups.filter((group) => group.totals.length > 0).map(({ term, totals }) => [term?.code, textOf(totals)]),
    ).toEqual([
      ['advance-policy', ['USD RECEIVED 30']],
      ['mobilize-funding', ['USD RECEIVED 70']],
    ]);
    expect(groups).toHaveLength(6);
  });

  it('counts a declined sub-award for its award, and funding without a function separately', () => {
    const groups = unwrap(
      fundingByFunction([
        { ...award, function: null },
        { ...subAward, status: 'DECLINED' },
      ]),
    );
    expect(groups.at(-1)).toMatchObject({ term: null, totals: [{ amount: '100', status: 'RECEIVED' }] });
    expect(groups.slice(0, -1).flatMap(({ totals }) => totals)).toEqual([]);
  });

  it('adds up to the totals for every tree of awards', () => {
    const funding = fc.record({
      parent: fc.nat(9),
      amount: fc.integer({ min: 1, max: 1000 }),
      status: fc.constantFrom(...fundingStatuses),
      function: fc.constantFrom(functionOf('advance-policy'), functionOf('custom'), null),
    });
    fc.assert(
      fc.property(fc.array(funding, { maxLength: 10 }), (drawn) => {
        // Each record can be a sub-award of an earlier record.
        const records = drawn.map((each, at) => ({
          ...each,
          id: String(at),
          awardId: each.parent < at ? String(each.parent) : null,
          amount: String(each.amount / 4),
          currency: 'USD',
        }));
        const functionTotals = unwrap(fundingByFunction(records)).flatMap(({ totals }) => totals);
        for (const total of unwrap(fundingTotals(records))) {
          const sameStatus = functionTotals.filter(({ status }) => status === total.status);
          expect(sumDecimals(sameStatus.map(({ amount }) => amount))).toBe(total.amount);
        }
      }),
    );
  });

  it('returns no totals for records that are sub-awards of each other', () => {
    expect(
      unwrap(fundingByFunction([{ ...award, awardId: 'subAward' }, subAward])).flatMap(({ totals }) => totals),
    ).toEqual([]);
  });
});

describe('funding by kind of strategy', () => {
  it('assigns funding to the kind of its strategy, and funding with an unknown strategy to none', () => {
    const kind = { scheme: 'strategy-kind', code: 'policy', label: 'Policy', uri: null };
    const groups = unwrap(
      fundingByStrategyKind(
        [
          { ...award, strategyId: 's' },
          { ...subAward, strategyId: 'unknown' },
        ],
        [{ id: 's', kind }],
      ),
    );
    expect(
      groups.filter((group) => group.totals.length > 0).map(({ term, totals }) => [term?.code, textOf(totals)]),
    ).toEqual([
      ['policy', ['USD RECEIVED 70']],
      [undefined, ['USD RECEIVED 30']],
    ]);
  });
});
