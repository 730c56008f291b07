import { expect, it } from 'vitest';
import { judgeDecidedAfterMeeting, judgeDecisionPlace, judgeMeeting } from './meeting-rule.ts';

const attended = (...ids: string[]) => ids.map((organizationId) => ({ organizationId }));

it('rejects attendance of a meeting that was not held', () => {
  expect(judgeMeeting({ heldOn: null, attendance: [] })).toEqual([]);
  expect(judgeMeeting({ heldOn: '2024-01-01', attendance: attended('a', 'b') })).toEqual([]);
  expect(judgeMeeting({ heldOn: null, attendance: attended('a') })).toMatchObject([
    { code: 'REQUIRED', path: ['heldOn'] },
  ]);
});

it('rejects an organization that attends a meeting twice', () => {
  expect(judgeMeeting({ heldOn: '2024-01-01', attendance: attended('a', 'b', 'a') })).toMatchObject([
    { code: 'DUPLICATE', path: ['attendance', '2', 'organizationId'] },
  ]);
});

it('rejects a decision whose meeting belongs to another working group', () => {
  expect(judgeDecisionPlace({ workingGroupId: 'a', meetingGroupId: 'a' })).toEqual([]);
  expect(judgeDecisionPlace({ workingGroupId: null, meetingGroupId: 'a' })).toEqual([]);
  expect(judgeDecisionPlace({ workingGroupId: 'a', meetingGroupId: null })).toEqual([]);
  expect(judgeDecisionPlace({ workingGroupId: 'b', meetingGroupId: 'a' })).toMatchObject([
    { code: 'INVALID', path: ['workingGroupId'] },
  ]);
});

it('rejects a decision made before its meeting was held', () => {
  const issues = (decidedOn: string | null, meetingHeldOn: string | null, path: 'decidedOn' | 'heldOn') =>
    judgeDecidedAfterMeeting({ decidedOn, meetingHeldOn, path });
  for (const path of ['decidedOn', 'heldOn'] as const) {
    for (const day of ['2024-05-03', '2024-06-01', null]) expect(issues(day, '2024-05-03', path)).toEqual([]);
    expect(issues('2023-05-03', null, path)).toEqual([]);
    expect(issues('2024-05-02', '2024-05-03', path)).toMatchObject([{ code: 'DATES_OUT_OF_ORDER', path: [path] }]);
  }
});
