import { expect, it } from 'vitest';
import { judgeEventWithinPlan, judgePlanAroundEvents } from './communication-event-rule.ts';

const plan = { startsOn: '2024-02-01', endsOn: '2024-06-30' };

it('carries a plan out on its days, both included, and on any day where they are open', () => {
  const judged = (day: string) => judgeEventWithinPlan(day, plan);
  expect(['2024-02-01', '2024-06-30'].flatMap(judged)).toEqual([]);
  for (const day of ['2024-01-31', '2024-07-01']) {
    expect(judged(day)).toMatchObject([{ code: 'DATES_OUT_OF_ORDER', path: ['happenedOn'] }]);
    expect(judgeEventWithinPlan(day, { startsOn: null, endsOn: null })).toEqual([]);
  }
});

it('plans no days that leave out what was carried out', () => {
  const judged = (first: string | null, last: string | null) =>
    judgePlanAroundEvents(plan, { first, last }).map(({ code, path }) => `${code} ${path}`);
  expect(judged('2024-02-01', '2024-06-30')).toEqual([]);
  expect(judged(null, null)).toEqual([]);
  expect(judged('2024-01-31', '2024-07-01')).toEqual(['DATES_OUT_OF_ORDER startsOn', 'DATES_OUT_OF_ORDER endsOn']);
  expect(judgePlanAroundEvents({ startsOn: null, endsOn: null }, { first: '2000-01-01', last: '2000-01-01' })).toEqual(
    [],
  );
});
