import { describe, expect, it } from 'vitest';
import { commitmentsOfStakeholders, mutuallyReinforcingActivities } from './activity-criteria.ts';
import { inForce, judged, scoreOf, term } from './criterion.fixture.ts';

describe('mutually reinforcing activities', () => {
  const activity = (id: string, more: object = {}) => ({
    id,
    status: 'ACTIVE' as const,
    strategyIds: [],
    startsOn: '2025-01-01',
    ...more,
  });
  const goalContribution = (activityId: string) => ({
    id: `goal_contribution_${activityId}`,
    activityId,
    goalId: 'goal_1',
  });
  const reinforcement = { id: 'reinforcement', activityId: 'a', reinforcedId: 'b' };
  const joined = {
    ...inForce(1),
    goalContributions: ['a', 'b', 'c'].map(goalContribution),
    reinforcements: [reinforcement],
  };

  it('has no result without goals of an agenda in force, or without an activity of the day', () => {
    expect(judged(mutuallyReinforcingActivities, { activities: [activity('a')] })).toMatchObject({
      met: null,
      explanation: 'No common agenda is in force whose goals activities could serve.',
    });
    const over = activity('a', { status: 'COMPLETED', endsOn: '2025-08-30' });
    expect(judged(mutuallyReinforcingActivities, { ...joined, activities: [over] })).toMatchObject({
      met: null,
      explanation: 'No activity is recorded for 2025-08-31.',
    });
  });

  it('are those that have begun: what is planned is no activity of the day', () => {
    const planned = ['c', 'd'].map((id) => activity(id, { status: 'PLANNED' }));
    expect(
      scoreOf(mutuallyReinforcingActivities, { ...joined, activities: [activity('a'), activity('b'), ...planned] }),
    ).toEqual([true, '2 of 2']);
    expect(judged(mutuallyReinforcingActivities, { ...joined, activities: planned })).toMatchObject({ met: null });
  });

  it('is met if more than half serve a goal and are linked with another', () => {
    const with_ = (...ids: string[]) =>
      judged(mutuallyReinforcingActivities, { ...joined, activities: ids.map((id) => activity(id)) });
    expect(with_('a', 'b', 'c')).toMatchObject({
      met: true,
      value: 2,
      threshold: 2,
      evidence: ['a', 'b', 'reinforcement'],
    });
    expect(with_('a', 'b', 'c', 'd')).toMatchObject({ met: false, value: 2, threshold: 3 });
  });

  it('need both the goal and the link, with an activity of the day', () => {
    const activities = [activity('a'), activity('b')];
    expect(scoreOf(mutuallyReinforcingActivities, { ...joined, activities, reinforcements: [] })).toEqual([
      false,
      '0 of 2',
    ]);
    expect(scoreOf(mutuallyReinforcingActivities, { ...joined, activities, goalContributions: [] })).toEqual([
      false,
      '0 of 2',
    ]);
    const strategies = [{ id: 'strategy', goalId: 'goal_1', status: 'ACTIVE' }];
    const serving = activities.map((each) => ({ ...each, strategyIds: ['strategy'] }));
    expect(
      scoreOf(mutuallyReinforcingActivities, { ...joined, strategies, activities: serving, goalContributions: [] }),
    ).toEqual([true, '2 of 2']);
    const withOneOver = [activity('a'), activity('b', { status: 'CANCELLED', endsOn: '2025-06-01' })];
    expect(judged(mutuallyReinforcingActivities, { ...joined, activities: withOneOver })).toMatchObject({
      met: false,
      value: 0,
      threshold: 1,
      evidence: [],
    });
  });
});

describe('commitments', () => {
  const organization = (id: string, engagement: string | null, more: object = {}) => ({
    id,
    stakeholderGroups: [],
    engagement: engagement === null ? null : term('engagement', engagement),
    ...more,
  });
  const commitment = (organizationId: string, more: object = {}) => ({
    id: `commitment_${organizationId}`,
    organizationId,
    status: 'AGREED' as const,
    agreedOn: '2025-08-31',
    ...more,
  });
  const organizations = [
    organization('leading', 'leading'),
    organization('unsaid', null),
    organization('informed', 'informed'),
  ];

  it('has no result if none is recorded, or nobody takes an active part', () => {
    expect(scoreOf(commitmentsOfStakeholders, { organizations })[0]).toBe(null);
    for (const looking of [organization('a', 'consulted'), organization('a', 'leading', { leftOn: '2025-08-31' })]) {
      const records = { organizations: [looking], commitments: [commitment('a')] };
      expect(judged(commitmentsOfStakeholders, records)).toMatchObject({
        met: null,
        explanation: 'No actively participating organization is recorded.',
      });
    }
  });

  it('are asked of everyone who takes an active part', () => {
    const commitments = [commitment('leading'), commitment('unsaid')];
    expect(judged(commitmentsOfStakeholders, { organizations, commitments })).toMatchObject({
      met: true,
      value: 2,
      threshold: 2,
      evidence: ['commitment_leading', 'commitment_unsaid'],
    });
    expect(scoreOf(commitmentsOfStakeholders, { organizations, commitments: commitments.slice(1) })).toEqual([
      false,
      '1 of 2',
    ]);
    const bySite = { ...organization('site', null), engagement: term('site', 'informed') };
    expect(scoreOf(commitmentsOfStakeholders, { organizations: [...organizations, bySite], commitments })).toEqual([
      false,
      '2 of 3',
    ]);
  });

  it('count once agreed, also where they were missed, until they are withdrawn', () => {
    const having = (more: object) =>
      scoreOf(commitmentsOfStakeholders, {
        organizations: organizations.slice(0, 1),
        commitments: [commitment('leading', more)],
      })[0];
    expect(having({ status: 'PROPOSED', agreedOn: null })).toBe(false);
    expect(having({ agreedOn: '2025-09-01' })).toBe(false);
    expect(having({ status: 'MISSED', closedOn: '2025-08-31' })).toBe(true);
    expect(having({ status: 'FULFILLED', closedOn: '2025-08-31' })).toBe(true);
    expect(having({ status: 'WITHDRAWN', closedOn: '2025-09-01' })).toBe(true);
    expect(having({ status: 'WITHDRAWN', closedOn: '2025-08-31' })).toBe(false);
    expect(having({ status: 'WITHDRAWN', agreedOn: null, closedOn: '2025-09-01' })).toBe(false);
  });
});
