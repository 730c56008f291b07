import { expect, it } from 'vitest';
import { judgeDecidedAfterMeeting, judgeDecisionPlace, judgeMeeting } from './meeting-rule.ts';

const attended = (...ids: string[]) => ids.map((organizationId) => ({ organizationId }));

it('says who was there of a meeting that was held only', () => {
  expect(judgeMeeting({ heldOn: null, attendance: [] })).toEqual([]);
  expect(judgeMeeting({ heldOn: '2024-01-01', attendance: attended('a', 'b') })).toEqual([]);
  expect(judgeMeeting({ heldOn: null, attendance: attended('a') })).toMatchObject([
    { code: 'REQUIRED', path: ['heldOn'] },
  ]);
});

it('names each organization at a meeting once', () => {
  expect(judgeMeeting({ heldOn: '2024-01-01', attendance: attended('a', 'b', 'a') })).toMatchObject([
    { code: 'DUPLICATE', path: ['attendance', '2', 'organizationId'] },
  ]);
});

it('places a decision in one working group', () => {
  expect(judgeDecisionPlace({ workingGroupId: 'a', meetingGroupId: 'a' })).toEqual([]);
  expect(judgeDecisionPlace({ workingGroupId: null, meetingGroupId: 'a' })).toEqual([]);
  expect(judgeDecisionPlace({ workingGroupId: 'a', meetingGroupId: null })).toEqual([]);
  expect(judgeDecisionPlace({ workingGroupId: 'b', meetingGroupId: 'a' })).toMatchObject([
    { code: 'INVALID', path: ['workingGroupId'] },
  ]);
});

it('decides what came up in a meeting on its day or later, and not before', () => {
  const judged = (decidedOn: string | null, meetingHeldOn: string | null, path: 'decidedOn' | 'heldOn') =>
    judgeDecidedAfterMeeting({ decidedOn, meetingHeldOn, path });
  for (const path of ['decidedOn', 'heldOn'] as const) {
    for (const day of ['2024-05-03', '2024-06-01', null]) expect(judged(day, '2024-05-03', path)).toEqual([]);
    expect(judged('2023-05-03', null, path)).toEqual([]);
    expect(judged('2024-05-02', '2024-05-03', path)).toMatchObject([{ code: 'DATES_OUT_OF_ORDER', path: [path] }]);
  }
});
