import { expect, it } from 'vitest';
import { reinforcement } from './reinforcement.ts';

const judged = (reinforcedId: string) => reinforcement.judge({ activityId: 'a', reinforcedId, how: null });

it('reinforces another activity, and not itself', () => {
  expect(judged('b')).toEqual([]);
  expect(judged('a')).toMatchObject([{ code: 'INVALID', path: ['reinforcedId'] }]);
});
