import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sumDecimals } from '../shared/decimal.ts';
import { parseCommand } from '../shared/parse.ts';
import { encodeTypeId } from '../shared/type-id.ts';
import { funding } from './funding.ts';
import { type FundingStatus, fundingLife, fundingStatuses } from './funding-life-cycle.ts';
import { type AwardedFunding, judgeAward, judgeDecline, judgeSubAward } from './sub-award-rule.ts';

const issued = (issues: { code: string; path: string[] }[]) => issues.map(({ code, path }) => `${code} ${path}`);
const award: AwardedFunding = {
  amount: '100',
  currency: 'USD',
  status: 'RECEIVED',
  startsOn: '2024-01-01',
  endsOn: '2024-12-31',
};

describe('the life cycle of a funding commitment', () => {
  it.each([
    { step: 'commit', from: ['REQUESTED'], to: 'COMMITTED' },
    { step: 'receive', from: ['COMMITTED'], to: 'RECEIVED' },
    { step: 'decline', from: ['REQUESTED', 'COMMITTED'], to: 'DECLINED' },
  ] as const)('lets $step lead to $to, and from nowhere else', ({ step, from, to }) => {
    for (const status of fundingStatuses) {
      const outcome = fundingLife.transition({ status }, step);
      if ((from as readonly FundingStatus[]).includes(status))
        expect(outcome).toEqual({ ok: true, value: { status: to } });
      else expect(outcome).toMatchObject({ ok: false, issues: [{ code: 'ILLEGAL_TRANSITION', path: ['id'] }] });
    }
  });
});

describe('a funding commitment by itself', () => {
  const state = {
    title: 'Two years of a coordinator',
    funderId: 'a' as string | null,
    recipientId: 'b' as string | null,
    awardId: null,
    amount: '0.01',
    currency: 'USD',
    status: 'REQUESTED' as const,
    startsOn: null as string | null,
    endsOn: null as string | null,
    function: null,
    strategyId: null,
  };

  it('is of more than nothing', () => {
    expect(funding.judge(state)).toEqual([]);
    expect(issued(funding.judge({ ...state, amount: '0' }))).toEqual(['OUT_OF_RANGE amount']);
    expect(issued(funding.judge({ ...state, amount: '-5' }))).toEqual(['OUT_OF_RANGE amount']);
  });

  it('names one side at least, and two different ones', () => {
    expect(funding.judge({ ...state, funderId: null })).toEqual([]);
    expect(issued(funding.judge({ ...state, funderId: null, recipientId: null }))).toEqual(['REQUIRED funderId']);
    expect(issued(funding.judge({ ...state, recipientId: 'a' }))).toEqual(['INVALID recipientId']);
  });

  it('ends on the day it begins or later', () => {
    const dates = { startsOn: '2024-02-01', endsOn: '2024-01-31' };
    expect(issued(funding.judge({ ...state, ...dates }))).toEqual(['DATES_OUT_OF_ORDER endsOn']);
  });

  it.each([
    ['USD', []],
    ['EUR', []],
    ['XCG', []],
    ['usd', ['INVALID currency']],
    ['US', ['INVALID currency']],
    ['ZZZ', ['UNKNOWN_CODE currency']],
    ['XXX', ['UNKNOWN_CODE currency']],
    ['XTS', ['UNKNOWN_CODE currency']],
  ])('is in a currency that there is: %s', (currency, expected) => {
    const outcome = parseCommand(funding.createSchema, {
      ecosystemId: encodeTypeId('ecosystem', '0190163d-8694-739b-aea5-966c26f8ad91'),
      title: 'Two years of a coordinator',
      amount: '10',
      currency,
    });
    expect(outcome.ok ? [] : issued(outcome.issues)).toEqual(expected);
  });
});

describe('a sub-award', () => {
  const part = { ...award, amount: '60' };

  it('comes with its siblings to no more than its award, those that were declined aside', () => {
    expect(judgeSubAward(part, { award, others: [{ ...award, amount: '40' }] })).toEqual([]);
    expect(issued(judgeSubAward(part, { award, others: [{ ...award, amount: '40.01' }] }))).toEqual([
      'OUT_OF_RANGE amount',
    ]);
    const declined = { ...award, amount: '90', status: 'DECLINED' as const };
    expect(judgeSubAward(part, { award, others: [declined] })).toEqual([]);
  });

  it('adds up exactly', () => {
    const tenths = { ...award, amount: '0.1' };
    const exact = { ...award, amount: '0.3' };
    expect(judgeSubAward(tenths, { award: exact, others: [tenths, tenths] })).toEqual([]);
  });

  it('has the currency of its award', () => {
    expect(issued(judgeSubAward({ ...part, currency: 'EUR' }, { award, others: [] }))).toEqual(['INVALID currency']);
  });

  it('lies within the days of its award, where they are known', () => {
    const outside = { ...part, startsOn: '2023-12-31', endsOn: '2025-01-01' };
    expect(issued(judgeSubAward(outside, { award, others: [] }))).toEqual([
      'DATES_OUT_OF_ORDER startsOn',
      'DATES_OUT_OF_ORDER endsOn',
    ]);
    const open = { ...award, startsOn: null, endsOn: null };
    expect(judgeSubAward(outside, { award: open, others: [] })).toEqual([]);
    expect(judgeSubAward({ ...part, startsOn: null, endsOn: null }, { award, others: [] })).toEqual([]);
  });

  it.each([
    { given: { startsOn: '2025-01-01' }, refused: ['startsOn'] },
    { given: { endsOn: '2023-12-31' }, refused: ['endsOn'] },
    { given: { startsOn: '2025-01-01', endsOn: '2025-02-01' }, refused: ['startsOn', 'endsOn'] },
    { given: { endsOn: '2023-12-31' }, of: { endsOn: null }, refused: ['endsOn'] },
    { given: { startsOn: '2025-01-01' }, of: { startsOn: null }, refused: ['startsOn'] },
    { given: { startsOn: '2025-01-01' }, of: { endsOn: null }, refused: [] },
    { given: { endsOn: '2023-12-31' }, of: { startsOn: null }, refused: [] },
    { given: { startsOn: '2024-12-31' }, refused: [] },
    { given: { endsOn: '2024-01-01' }, refused: [] },
  ])('has no day outside its award, whichever of them are known: $given of $of', ({ given, of = {}, refused }) => {
    const days = { startsOn: null, endsOn: null, ...given };
    const issues = judgeSubAward({ ...part, ...days }, { award: { ...award, ...of }, others: [] });
    expect(issued(issues)).toEqual(refused.map((field) => `DATES_OUT_OF_ORDER ${field}`));
  });

  it('is not made of an award that was declined', () => {
    const declined = { ...award, status: 'DECLINED' as const };
    expect(issued(judgeSubAward(part, { award: declined, others: [] }))).toEqual(['INVALID awardId']);
  });
});

describe('an award with sub-awards', () => {
  const parts = [
    { ...award, amount: '60' },
    { ...award, amount: '30' },
  ];

  it('changes as far as they allow, and says which of its fields they do not', () => {
    expect(judgeAward({ ...award, amount: '90' }, parts)).toEqual([]);
    expect(issued(judgeAward({ ...award, amount: '89.99' }, parts))).toEqual(['OUT_OF_RANGE amount']);
    expect(issued(judgeAward({ ...award, currency: 'EUR' }, parts))).toEqual(['INVALID currency']);
    expect(issued(judgeAward({ ...award, startsOn: '2024-01-02', endsOn: '2024-12-30' }, parts))).toEqual([
      'DATES_OUT_OF_ORDER startsOn',
      'DATES_OUT_OF_ORDER endsOn',
    ]);
  });

  it.each([
    { part: { startsOn: '2024-06-01' }, next: { endsOn: '2024-05-31' }, refused: ['endsOn'] },
    { part: { endsOn: '2024-06-01' }, next: { startsOn: '2024-06-02' }, refused: ['startsOn'] },
    { part: { endsOn: '2024-06-01' }, next: { startsOn: '2024-06-02', endsOn: null }, refused: ['startsOn'] },
    { part: { startsOn: '2024-06-01' }, next: { endsOn: '2024-06-01' }, refused: [] },
    { part: { endsOn: '2024-06-01' }, next: { startsOn: '2024-06-01' }, refused: [] },
  ])('keeps every known day of them within its own: $part when $next', ({ part, next, refused }) => {
    const passedOn = { ...award, startsOn: null, endsOn: null, ...part };
    expect(issued(judgeAward({ ...award, ...next }, [passedOn]))).toEqual(
      refused.map((field) => `DATES_OUT_OF_ORDER ${field}`),
    );
    expect(judgeAward({ ...award, ...next }, [{ ...passedOn, status: 'DECLINED' }])).toEqual([]);
  });

  it('is not declined while one of them stands', () => {
    expect(issued(judgeDecline(parts))).toEqual(['ILLEGAL_TRANSITION id']);
    expect(judgeDecline(parts.map((each) => ({ ...each, status: 'DECLINED' as const })))).toEqual([]);
  });
});

describe('any sequence of commands on an award and its parts', () => {
  const amount = fc.integer({ min: 1, max: 60 }).map(String);
  const command = fc.oneof(
    fc.record({ do: fc.constant('pass on' as const), amount }),
    fc.record({ do: fc.constant('change the award' as const), amount }),
    fc.record({ do: fc.constant('change a part' as const), amount, at: fc.nat(5) }),
    fc.record({ do: fc.constantFrom('commit' as const, 'receive' as const, 'decline' as const), at: fc.nat(5) }),
  );

  it('keeps the parts that stand within the award, and none of a declined one', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 30 }), (commands) => {
        // The award comes first, then its parts.
        let held: AwardedFunding[] = [{ ...award, status: 'REQUESTED' }];
        for (const given of commands) held = carriedOut(held, given);
        const [whole, ...parts] = held;
        const standing = parts.filter(({ status }) => status !== 'DECLINED');
        expect(Number(sumDecimals(standing.map((each) => each.amount)))).toBeLessThanOrEqual(Number(whole?.amount));
        if (whole?.status === 'DECLINED') expect(standing).toEqual([]);
      }),
    );
  });

  function carriedOut(held: AwardedFunding[], given: { do: string; amount?: string; at?: number }): AwardedFunding[] {
    const [whole, ...parts] = held as [AwardedFunding, ...AwardedFunding[]];
    const changed = given.amount ?? '1';
    if (given.do === 'pass on') {
      const part: AwardedFunding = { ...award, status: 'REQUESTED', amount: changed };
      return judgeSubAward(part, { award: whole, others: parts }).length === 0 ? [...held, part] : held;
    }
    if (given.do === 'change the award') {
      const next = { ...whole, amount: changed };
      return judgeAward(next, parts).length === 0 ? [next, ...parts] : held;
    }
    const at = given.at ?? 0;
    const one = held[at];
    if (!one) return held;
    const others = parts.filter((part) => part !== one);
    if (given.do === 'change a part') {
      const next = { ...one, amount: changed };
      const allowed = at > 0 && judgeSubAward(next, { award: whole, others }).length === 0;
      return allowed ? held.with(at, next) : held;
    }
    if (given.do === 'decline' && at === 0 && judgeDecline(parts).length > 0) return held;
    const stepped = fundingLife.transition(one, given.do as keyof typeof fundingLife.transitions);
    return stepped.ok ? held.with(at, { ...one, ...stepped.value }) : held;
  }
});
