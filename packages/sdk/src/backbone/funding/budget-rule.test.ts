import { describe, expect, it } from 'vitest';
import { budget } from './budget.ts';
import { judgeBudget } from './budget-rule.ts';

const year = { monthlyAmount: '1000', currency: 'USD', startsOn: '2024-01-01', endsOn: '2024-12-31' as string | null };

describe('a budget', () => {
  it('cannot overlap another budget in its currency', () => {
    const codes = (changes: object) => judgeBudget([year], { ...year, ...changes }).map(({ path }) => path.join('.'));
    expect(codes({ startsOn: '2024-12-31', endsOn: null })).toEqual(['startsOn']);
    expect(codes({ startsOn: '2023-01-01', endsOn: '2024-01-01' })).toEqual(['endsOn']);
    expect(codes({ startsOn: '2025-01-01', endsOn: null })).toEqual([]);
    expect(codes({ startsOn: '2023-01-01', endsOn: '2023-12-31' })).toEqual([]);
    expect(codes({ currency: 'EUR' })).toEqual([]);
    expect(judgeBudget([{ ...year, endsOn: null }], { ...year, startsOn: '2030-01-01' })).toEqual([
      {
        code: 'DUPLICATE',
        path: ['startsOn'],
        message:
          'Another budget in USD is in effect from 2024-01-01, without an end. End that budget earlier, choose other dates, or update its `monthlyAmount`.',
      },
    ]);
  });

  it('has a positive amount and dates in order', () => {
    expect(budget.judge({ ...year, monthlyAmount: '0' })).toMatchObject([
      { code: 'OUT_OF_RANGE', path: ['monthlyAmount'] },
    ]);
    expect(budget.judge({ ...year, endsOn: '2023-12-31' })).toMatchObject([
      { code: 'DATES_OUT_OF_ORDER', path: ['endsOn'] },
    ]);
    expect(budget.judge(year)).toEqual([]);
  });
});
