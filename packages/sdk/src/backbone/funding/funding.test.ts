import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sumDecimals } from '../../shared/numbers/decimal.ts';
import { parseCommand } from '../../shared/parse.ts';
import { encodeTypeId } from '../../shared/type-id.ts';
import { funding } from './funding.ts';
import { type FundingStatus, fundingLife, fundingStatuses } from './funding-life-cycle.ts';
import { type AwardedFunding, judgeAward, judgeDecline, judgeSubAward } from './sub-award-rule.ts';

const issuesOf = (issues: { code: string; path: string[] }[]) => issues.map(({ code, path }) => `${code} ${path}`);
const award: AwardedFunding = {
  amount: '100',
  currency: 'USD',
  status: 'RECEIVED',
  startsOn: '2024-01-01',
  endsOn: '2024-12-31',
};

describe('the life cycle of funding', () => {
  it.each([
    { transition: 'commit', from: ['REQUESTED'], to: 'COMMITTED' },
    { transition: 'receive', from: ['COMMITTED'], to: 'RECEIVED' },
    { transition: 'decline', from: ['REQUESTED', 'COMMITTED'], to: 'DECLINED' },
  ] as const)('allows $transition from its initial statuses only', ({ transition, from, to }) => {
    for (const status of fundingStatuses) {
      const outcome = fundingLife.transition({ status }, transition);
      if ((from as readonly FundingStatus[]).includes(status))
        expect(outcome).toEqual({ ok: true, value: { status: to } });
      else expect(outcome).toMatchObject({ ok: false, issues: [{ code: 'ILLEGAL_TRANSITION', path: ['id'] }] });
    }
  });
});

describe('the record of funding', () => {
  const state = {
    title: 'Two years of a coordinator',
    funderId: 'a' as string | null,
    recipientId: 'b' as string | null,
    awardId: null,
    amount: '0.01',
    currency: 'USD',
    status: 'REQUESTED' as const,
    requestedOn: null as string | null,
    committedOn: null as string | null,
    receivedOn: null as string | null,
    declinedOn: null as string | null,
    startsOn: null as string | null,
    endsOn: null as string | null,
    function: null,
    strategyId: null,
  };

  it('requires an amount greater than 0', () => {
    expect(funding.judge(state)).toEqual([]);
    expect(issuesOf(funding.judge({ ...state, amount: '0' }))).toEqual(['OUT_OF_RANGE amount']);
    expect(issuesOf(funding.judge({ ...state, amount: '-5' }))).toEqual(['OUT_OF_RANGE amount']);
  });

  it('requires a funder or a recipient, which differ', () => {
    expect(funding.judge({ ...state, funderId: null })).toEqual([]);
    expect(issuesOf(funding.judge({ ...state, funderId: null, recipientId: null }))).toEqual(['REQUIRED funderId']);
    expect(issuesOf(funding.judge({ ...state, recipientId: 'a' }))).toEqual(['INVALID recipientId']);
  });

  it.each([
    [{ requestedOn: '2024-01-02', committedOn: '2024-01-01' }, ['DATES_OUT_OF_ORDER committedOn']],
    [{ committedOn: '2024-01-02', receivedOn: '2024-01-01' }, ['DATES_OUT_OF_ORDER receivedOn']],
    [{ requestedOn: '2024-01-02', receivedOn: '2024-01-01' }, ['DATES_OUT_OF_ORDER receivedOn']],
    [{ committedOn: '2024-01-02', declinedOn: '2024-01-01' }, ['DATES_OUT_OF_ORDER declinedOn']],
    [{ requestedOn: '2024-01-01', committedOn: '2024-01-01', receivedOn: '2024-01-01' }, []],
  ])('has its steps in order: %j', (dates, issues) => {
    expect(issuesOf(funding.judge({ ...state, ...dates }))).toEqual(issues);
  });

  it('cannot end before it starts', () => {
    const dates = { startsOn: '2024-02-01', endsOn: '2024-01-31' };
    expect(issuesOf(funding.judge({ ...state, ...dates }))).toEqual(['DATES_OUT_OF_ORDER endsOn']);
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
  ])('accepts currencies of ISO 4217 only: %s', (currency, expected) => {
    const outcome = parseCommand(funding.createSchema, {
      ecosystemId: encodeTypeId('ecosystem', '0190163d-8694-739b-aea5-966c26f8ad91'),
      title: 'Two years of a coordinator',
      amount: '10',
      currency,
    });
    expect(outcome.ok ? [] : issuesOf(outcome.issues)).toEqual(expected);
  });
});

describe('a sub-award', () => {
  const part = { ...award, amount: '60' };

  it('cannot exceed its award together with the other sub-awards that were not declined', () => {
    expect(judgeSubAward(part, { award, others: [{ ...award, amount: '40' }] })).toEqual([]);
    expect(issuesOf(judgeSubAward(part, { award, others: [{ ...award, amount: '40.01' }] }))).toEqual([
      'OUT_OF_RANGE amount',
    ]);
    const declined = { ...award, amount: '90', status: 'DECLINED' as const };
    expect(judgeSubAward(part, { award, others: [declined] })).toEqual([]);
  });

  it('is added to the other sub-awards with exact decimals', () => {
    const tenths = { ...award, amount: '0.1' };
    const exact = { ...award, amount: '0.3' };
    expect(judgeSubAward(tenths, { award: exact, others: [tenths, tenths] })).toEqual([]);
  });

  it('must have the currency of its award', () => {
    expect(issuesOf(judgeSubAward({ ...part, currency: 'EUR' }, { award, others: [] }))).toEqual(['INVALID currency']);
  });

  it('must be within the known dates of its award', () => {
    const outside = { ...part, startsOn: '2023-12-31', endsOn: '2025-01-01' };
    expect(issuesOf(judgeSubAward(outside, { award, others: [] }))).toEqual([
      'DATES_OUT_OF_ORDER startsOn',
      'DATES_OUT_OF_ORDER endsOn',
    ]);
    const open = { ...award, startsOn: null, endsOn: null };
    expect(judgeSubAward(outside, { award: open, others: [] })).toEqual([]);
    expect(judgeSubAward({ ...part, startsOn: null, endsOn: null }, { award, others: [] })).toEqual([]);
  });

  it.each([
    { dates: { startsOn: '2025-01-01' }, rejected: ['startsOn'] },
    { dates: { endsOn: '2023-12-31' }, rejected: ['endsOn'] },
    { dates: { startsOn: '2025-01-01', endsOn: '2025-02-01' }, rejected: ['startsOn', 'endsOn'] },
    { dates: { endsOn: '2023-12-31' }, awardDates: { endsOn: null }, rejected: ['endsOn'] },
    { dates: { startsOn: '2025-01-01' }, awardDates: { startsOn: null }, rejected: ['startsOn'] },
    { dates: { startsOn: '2025-01-01' }, awardDates: { endsOn: null }, rejected: [] },
    { dates: { endsOn: '2023-12-31' }, awardDates: { startsOn: null }, rejected: [] },
    { dates: { startsOn: '2024-12-31' }, rejected: [] },
    { dates: { endsOn: '2024-01-01' }, rejected: [] },
  ])(
    'with dates $dates and award dates $awardDates is rejected at $rejected',
    ({ dates, awardDates = {}, rejected }) => {
      const allDates = { startsOn: null, endsOn: null, ...dates };
      const issues = judgeSubAward({ ...part, ...allDates }, { award: { ...award, ...awardDates }, others: [] });
      expect(issuesOf(issues)).toEqual(rejected.map((field) => `DATES_OUT_OF_ORDER ${field}`));
    },
  );

  it('is rejected for a declined award', () => {
    const declined = { ...award, status: 'DECLINED' as const };
    expect(issuesOf(judgeSubAward(part, { award: declined, others: [] }))).toEqual(['INVALID awardId']);
  });
});

describe('an award with sub-awards', () => {
  const parts = [
    { ...award, amount: '60' },
    { ...award, amount: '30' },
  ];

  it('can change within the limits of its sub-awards, with an issue for each field beyond them', () => {
    expect(judgeAward({ ...award, amount: '90' }, parts)).toEqual([]);
    expect(issuesOf(judgeAward({ ...award, amount: '89.99' }, parts))).toEqual(['OUT_OF_RANGE amount']);
    expect(issuesOf(judgeAward({ ...award, currency: 'EUR' }, parts))).toEqual(['INVALID currency']);
    expect(issuesOf(judgeAward({ ...award, startsOn: '2024-01-02', endsOn: '2024-12-30' }, parts))).toEqual([
      'DATES_OUT_OF_ORDER startsOn',
      'DATES_OUT_OF_ORDER endsOn',
    ]);
  });

  it.each([
    { part: { startsOn: '2024-06-01' }, next: { endsOn: '2024-05-31' }, rejected: ['endsOn'] },
    { part: { endsOn: '2024-06-01' }, next: { startsOn: '2024-06-02' }, rejected: ['startsOn'] },
    { part: { endsOn: '2024-06-01' }, next: { startsOn: '2024-06-02', endsOn: null }, rejected: ['startsOn'] },
    { part: { startsOn: '2024-06-01' }, next: { endsOn: '2024-06-01' }, rejected: [] },
    { part: { endsOn: '2024-06-01' }, next: { startsOn: '2024-06-01' }, rejected: [] },
  ])('with a sub-award $part and new dates $next is rejected at $rejected', ({ part, next, rejected }) => {
    const subAward = { ...award, startsOn: null, endsOn: null, ...part };
    expect(issuesOf(judgeAward({ ...award, ...next }, [subAward]))).toEqual(
      rejected.map((field) => `DATES_OUT_OF_ORDER ${field}`),
    );
    expect(judgeAward({ ...award, ...next }, [{ ...subAward, status: 'DECLINED' }])).toEqual([]);
  });

  it('cannot be declined while it has a sub-award that is not declined', () => {
    expect(issuesOf(judgeDecline(parts))).toEqual(['ILLEGAL_TRANSITION id']);
    expect(judgeDecline(parts.map((each) => ({ ...each, status: 'DECLINED' as const })))).toEqual([]);
  });
});

describe('every sequence of commands on an award and its sub-awards', () => {
  const amount = fc.integer({ min: 1, max: 60 }).map(String);
  const command = fc.oneof(
    fc.record({ do: fc.constant('add a sub-award' as const), amount }),
    fc.record({ do: fc.constant('change the award' as const), amount }),
    fc.record({ do: fc.constant('change a sub-award' as const), amount, at: fc.nat(5) }),
    fc.record({ do: fc.constantFrom('commit' as const, 'receive' as const, 'decline' as const), at: fc.nat(5) }),
  );

  it('keeps the sub-awards within the award, and a declined award without sub-awards', () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 30 }), (commands) => {
        // The first record is the award, the others are its sub-awards.
        let records: AwardedFunding[] = [{ ...award, status: 'REQUESTED' }];
        for (const command of commands) records = afterCommand(records, command);
        const [first, ...parts] = records;
        const valid = parts.filter(({ status }) => status !== 'DECLINED');
        expect(Number(sumDecimals(valid.map((each) => each.amount)))).toBeLessThanOrEqual(Number(first?.amount));
        if (first?.status === 'DECLINED') expect(valid).toEqual([]);
      }),
    );
  });

  function afterCommand(
    records: AwardedFunding[],
    command: { do: string; amount?: string; at?: number },
  ): AwardedFunding[] {
    const [first, ...parts] = records as [AwardedFunding, ...AwardedFunding[]];
    const amount = command.amount ?? '1';
    if (command.do === 'add a sub-award') {
      const part: AwardedFunding = { ...award, status: 'REQUESTED', amount };
      return judgeSubAward(part, { award: first, others: parts }).length === 0 ? [...records, part] : records;
    }
    if (command.do === 'change the award') {
      const next = { ...first, amount };
      return judgeAward(next, parts).length === 0 ? [next, ...parts] : records;
    }
    const at = command.at ?? 0;
    const record = records[at];
    if (!record) return records;
    const others = parts.filter((part) => part !== record);
    if (command.do === 'change a sub-award') {
      const next = { ...record, amount };
      const allowed = at > 0 && judgeSubAward(next, { award: first, others }).length === 0;
      return allowed ? records.with(at, next) : records;
    }
    if (command.do === 'decline' && at === 0 && judgeDecline(parts).length > 0) return records;
    const outcome = fundingLife.transition(record, command.do as keyof typeof fundingLife.transitions);
    return outcome.ok ? records.with(at, { ...record, ...outcome.value }) : records;
  }
});
