import { expect, it } from 'vitest';
import { reinforcement } from './reinforcement.ts';

const judged = (reinforcedId: string) => reinforcement.judge({ activityId: 'a', reinforcedId, mechanism: null });

it('accepts a reinforcement of another activity, and rejects one of the activity itself', () => {
  expect(judged('b')).toEqual([]);
  expect(judged('a')).toMatchObject([{ code: 'INVALID', path: ['reinforcedId'] }]);
});
