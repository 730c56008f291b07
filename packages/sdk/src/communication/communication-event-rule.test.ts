import { expect, it } from 'vitest';
import { judgeEventWithinPlan, judgePlanAroundEvents } from './communication-event-rule.ts';

const plan = { startsOn: '2024-02-01', endsOn: '2024-06-30' };

it('accepts an event between the first and the last day of its plan, inclusive, and rejects others', () => {
  const issues = (day: string) => judgeEventWithinPlan(day, plan);
  expect(['2024-02-01', '2024-06-30'].flatMap(issues)).toEqual([]);
  for (const day of ['2024-01-31', '2024-07-01']) {
    expect(issues(day)).toMatchObject([{ code: 'DATES_OUT_OF_ORDER', path: ['happenedOn'] }]);
    expect(judgeEventWithinPlan(day, { startsOn: null, endsOn: null })).toEqual([]);
  }
});

it('rejects dates of a plan that exclude one of its events', () => {
  const issues = (first: string | null, last: string | null) =>
    judgePlanAroundEvents(plan, { first, last }).map(({ code, path }) => `${code} ${path}`);
  expect(issues('2024-02-01', '2024-06-30')).toEqual([]);
  expect(issues(null, null)).toEqual([]);
  expect(issues('2024-01-31', '2024-07-01')).toEqual(['DATES_OUT_OF_ORDER startsOn', 'DATES_OUT_OF_ORDER endsOn']);
  expect(judgePlanAroundEvents({ startsOn: null, endsOn: null }, { first: '2000-01-01', last: '2000-01-01' })).toEqual(
    [],
  );
});
