import { expect, it } from 'vitest';
import { unwrap } from '../shared/outcome.ts';
import { communicationIndicators } from './communication-indicators.ts';

it('counts open items, overdue items, and the meetings held up to the date', () => {
  const records = {
    groups: [{ id: 'a', cadence: 'P1M', startedOn: '2024-01-01', endedOn: null }],
    meetings: [
      { workingGroupId: 'a', heldOn: '2024-03-01', attendance: [{ organizationId: 'x', people: 2 }] },
      { workingGroupId: 'a', heldOn: '2024-05-02', attendance: [{ organizationId: 'x', people: 9 }] },
      { workingGroupId: 'a', heldOn: null, attendance: [] },
    ],
    decisions: [
      { raisedOn: null, dueOn: '2024-04-30', settledOn: null },
      { raisedOn: '2024-05-01', dueOn: '2024-05-01', settledOn: '2024-05-02' },
      { raisedOn: '2024-03-01', dueOn: null, settledOn: null },
      { raisedOn: '2024-03-01', dueOn: '2024-04-01', settledOn: '2024-05-01' },
      { raisedOn: '2024-05-02', dueOn: '2024-04-01', settledOn: null },
    ],
    actionItems: [
      { raisedOn: null, dueOn: '2024-01-01', settledOn: '2024-06-01' },
      { raisedOn: null, dueOn: '2024-02-01', settledOn: null },
    ],
    organizations: [{ id: 'x', stakeholderGroups: [{ scheme: 'stakeholder-group', code: 'libraries' }] }],
  };
  const { attendance, ...counts } = unwrap(communicationIndicators(records, '2024-05-01'));
  expect(counts).toEqual({
    on: '2024-05-01',
    groupsBehind: [{ workingGroupId: 'a', lastHeldOn: '2024-03-01', dueOn: '2024-04-01', daysBehind: 30 }],
    openDecisions: 3,
    overdueDecisions: 1,
    openActionItems: 2,
    overdueActionItems: 2,
    meetingsHeld: 1,
  });
  expect(attendance.find(({ group }) => group.code === 'libraries')).toMatchObject({ meetings: 1, people: 2 });
});
