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
    plans: [],
    events: [],
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
    overdueGroups: [{ workingGroupId: 'a', lastMeetingOn: '2024-03-01', dueOn: '2024-04-01', daysOverdue: 30 }],
    // The months of January to April have ended. March has a meeting.
    groupCadences: [{ workingGroupId: 'a', intervals: 4, intervalsMet: 1 }],
    overduePlans: [],
    planCadences: [],
    openDecisions: 3,
    overdueDecisions: 1,
    openActionItems: 2,
    overdueActionItems: 2,
    meetingsHeld: 1,
  });
  expect(attendance.find(({ group }) => group.code === 'libraries')).toMatchObject({ meetings: 1, people: 2 });
});

it('compares working groups and communication plans with their cadence over twelve months', () => {
  const plan = { id: 'plan', cadence: 'P3M', startsOn: '2020-01-01', endsOn: null };
  const group = { id: 'group', cadence: 'P1M', startedOn: '2020-01-01', endedOn: null };
  const { groupCadences, overduePlans, planCadences } = unwrap(
    communicationIndicators(
      {
        groups: [{ ...group, id: 'regular', cadence: 'P6M' }, group, { ...group, id: 'ended', endedOn: '2024-12-30' }],
        meetings: ['2023-12-31', '2024-02-10', '2024-02-20', '2024-11-30', '2025-01-01'].flatMap((heldOn) =>
          ['group', 'regular'].map((workingGroupId) => ({ workingGroupId, heldOn, attendance: [] })),
        ),
        plans: [
          plan,
          { ...plan, id: 'new', startsOn: '2024-11-01' },
          { ...plan, id: 'ended', endsOn: '2024-12-30' },
          { ...plan, id: 'unplanned', cadence: null },
        ],
        events: [
          { communicationPlanId: 'plan', happenedOn: '2024-01-31' },
          { communicationPlanId: 'plan', happenedOn: '2024-09-30' },
          { communicationPlanId: 'plan', happenedOn: '2025-01-01' },
        ],
        decisions: [],
        actionItems: [],
        organizations: [],
      },
      '2024-12-31',
    ),
  );
  // Months with a meeting: February and November. Half-years: both.
  expect(groupCadences).toEqual([
    { workingGroupId: 'group', intervals: 12, intervalsMet: 2 },
    { workingGroupId: 'regular', intervals: 2, intervalsMet: 2 },
  ]);
  // Quarters with a communication: the first and the third. The new plan has no whole quarter.
  expect(planCadences).toEqual([
    { communicationPlanId: 'plan', intervals: 4, intervalsMet: 2 },
    { communicationPlanId: 'new', intervals: 0, intervalsMet: 0 },
  ]);
  // One cadence after September 30 is December 30.
  expect(overduePlans).toEqual([
    { communicationPlanId: 'plan', lastCommunicationOn: '2024-09-30', dueOn: '2024-12-30', daysOverdue: 1 },
  ]);
});

it('rejects a cadence that is not a duration', () => {
  const records = {
    groups: [],
    meetings: [],
    plans: [],
    events: [],
    decisions: [],
    actionItems: [],
    organizations: [],
  };
  const cadenced = { id: 'a', cadence: 'monthly', startsOn: null, endsOn: null, startedOn: null, endedOn: null };
  expect(communicationIndicators({ ...records, plans: [cadenced] }, '2024-12-31')).toMatchObject({
    ok: false,
    issues: [{ code: 'INVALID', path: ['records', 'plans', '0', 'cadence'] }],
  });
  expect(communicationIndicators({ ...records, groups: [cadenced] }, '2024-12-31')).toMatchObject({
    ok: false,
    issues: [{ code: 'INVALID', path: ['records', 'groups', '0', 'cadence'] }],
  });
});
