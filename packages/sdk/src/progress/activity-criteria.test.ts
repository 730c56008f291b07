import { describe, expect, it } from 'vitest';
import { alignment } from '../activity/index.ts';
import { unwrap } from '../shared/outcome.ts';
import { commitmentsOfStakeholders, mutuallyReinforcingActivities } from './activity-criteria.ts';
import { followedBy, inForce, judgmentOf, scoreOf, term } from './criterion.fixture.ts';

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
  const alignedRecords = {
    ...inForce(1),
    goalContributions: ['a', 'b', 'c'].map(goalContribution),
    reinforcements: [reinforcement],
  };

  it('have no result without goals of an agenda in force, or without an activity on the date', () => {
    expect(judgmentOf(mutuallyReinforcingActivities, { activities: [activity('a')] })).toMatchObject({
      met: null,
      explanation: 'No common agenda with goals is in force.',
    });
    const completed = activity('a', { status: 'COMPLETED', endsOn: '2025-08-30' });
    expect(judgmentOf(mutuallyReinforcingActivities, { ...alignedRecords, activities: [completed] })).toMatchObject({
      met: null,
      explanation: 'No activity is recorded for 2025-08-31.',
    });
  });

  it('exclude planned activities', () => {
    const planned = ['c', 'd'].map((id) => activity(id, { status: 'PLANNED' }));
    expect(
      scoreOf(mutuallyReinforcingActivities, {
        ...alignedRecords,
        activities: [activity('a'), activity('b'), ...planned],
      }),
    ).toEqual([true, '2 of 2']);
    expect(judgmentOf(mutuallyReinforcingActivities, { ...alignedRecords, activities: planned })).toMatchObject({
      met: null,
    });
  });

  it('are met if more than half of the activities serve a goal and are linked with another activity', () => {
    const resultWith = (...ids: string[]) =>
      judgmentOf(mutuallyReinforcingActivities, { ...alignedRecords, activities: ids.map((id) => activity(id)) });
    expect(resultWith('a', 'b', 'c')).toMatchObject({
      met: true,
      value: 2,
      threshold: 2,
      evidence: ['a', 'b', 'reinforcement'],
    });
    expect(resultWith('a', 'b', 'c', 'd')).toMatchObject({ met: false, value: 2, threshold: 3 });
  });

  it('serve a goal that a goal of a later, ratified version continues', () => {
    const activities = [activity('a'), activity('b')];
    const goalContributions = ['a', 'b'].map((id) => ({ ...goalContribution(id), goalId: 'goal_later' }));
    const scoreWith = (later: { status: string; ratifiedOn?: string }) =>
      scoreOf(mutuallyReinforcingActivities, {
        ...alignedRecords,
        ...followedBy(later),
        activities,
        goalContributions,
      });
    expect(scoreWith({ status: 'RATIFIED', ratifiedOn: '2025-09-01' })).toEqual([true, '2 of 2']);
    expect(scoreWith({ status: 'DRAFT' })).toEqual([false, '0 of 2']);
  });

  it('require both a goal and a link with an activity on the date', () => {
    const activities = [activity('a'), activity('b')];
    expect(scoreOf(mutuallyReinforcingActivities, { ...alignedRecords, activities, reinforcements: [] })).toEqual([
      false,
      '0 of 2',
    ]);
    expect(scoreOf(mutuallyReinforcingActivities, { ...alignedRecords, activities, goalContributions: [] })).toEqual([
      false,
      '0 of 2',
    ]);
    const strategies = [{ id: 'strategy', goalId: 'goal_1', status: 'ACTIVE' }];
    const serving = activities.map((each) => ({ ...each, strategyIds: ['strategy'] }));
    expect(
      scoreOf(mutuallyReinforcingActivities, {
        ...alignedRecords,
        strategies,
        activities: serving,
        goalContributions: [],
      }),
    ).toEqual([true, '2 of 2']);
    const canceled = { status: 'CANCELLED', canceledOn: '2025-06-01', canceledFrom: 'ACTIVE' };
    const withOneCanceled = [activity('a'), activity('b', canceled)];
    const before = { ...alignedRecords, on: '2025-05-31', activities: withOneCanceled };
    expect(scoreOf(mutuallyReinforcingActivities, before)).toEqual([true, '2 of 2']);
    expect(judgmentOf(mutuallyReinforcingActivities, { ...alignedRecords, activities: withOneCanceled })).toMatchObject(
      {
        met: false,
        value: 0,
        threshold: 1,
        evidence: [],
      },
    );
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
    goalId: 'goal_1',
    status: 'AGREED' as const,
    agreedOn: '2025-08-31',
    ...more,
  });
  const organizations = [
    organization('leading', 'leading'),
    organization('unrated', null),
    organization('informed', 'informed'),
  ];

  it('have no result if no commitment is recorded, or no organization actively participates', () => {
    expect(scoreOf(commitmentsOfStakeholders, { organizations })[0]).toBe(null);
    for (const passive of [organization('a', 'consulted'), organization('a', 'leading', { leftOn: '2025-08-31' })]) {
      const records = { ...inForce(1), organizations: [passive], commitments: [commitment('a')] };
      expect(judgmentOf(commitmentsOfStakeholders, records)).toMatchObject({
        met: null,
        explanation:
          'No participating organization is recorded, except those with the engagement "informed" or "consulted".',
      });
    }
  });

  it('are required of every actively participating organization', () => {
    const commitments = [commitment('leading'), commitment('unrated')];
    expect(judgmentOf(commitmentsOfStakeholders, { ...inForce(1), organizations, commitments })).toMatchObject({
      met: true,
      value: 2,
      threshold: 2,
      evidence: ['commitment_leading', 'commitment_unrated'],
    });
    expect(
      scoreOf(commitmentsOfStakeholders, { ...inForce(1), organizations, commitments: commitments.slice(1) }),
    ).toEqual([false, '1 of 2']);
    const withCustomEngagement = { ...organization('site', null), engagement: term('site', 'informed') };
    expect(
      scoreOf(commitmentsOfStakeholders, {
        ...inForce(1),
        organizations: [...organizations, withCustomEngagement],
        commitments,
      }),
    ).toEqual([false, '2 of 3']);
  });

  it('count if they are for a goal of the agenda in force, its strategies or activities', () => {
    const { agendas, goals } = inForce(1);
    const earlier = { id: 'goal_0', commonAgendaId: 'earlier', code: 'G0', order: 0 };
    const continued = { ...earlier, id: 'goal_before' };
    const metWith = (more: object) =>
      scoreOf(commitmentsOfStakeholders, {
        agendas: [...agendas, { id: 'earlier', status: 'SUPERSEDED', keyTermIds: [], supersededOn: '2024-01-01' }],
        goals: [...goals.map((goal) => ({ ...goal, basedOnId: 'goal_before' })), earlier, continued],
        strategies: [{ id: 'strategy', goalId: 'goal_1', status: 'ACTIVE' }],
        activities: [{ id: 'activity', status: 'ACTIVE', strategyIds: ['strategy'] }],
        organizations: organizations.slice(0, 1),
        commitments: [commitment('leading', { goalId: null, ...more })],
      })[0];
    expect(metWith({ goalId: 'goal_1' })).toBe(true);
    expect(metWith({ goalId: 'goal_before' })).toBe(true);
    expect(metWith({ strategyId: 'strategy' })).toBe(true);
    expect(metWith({ activityId: 'activity' })).toBe(true);
    expect(metWith({ goalId: 'goal_0' })).toBe(false);
    expect(metWith({ activityId: 'another' })).toBe(false);
  });

  it('count for a goal that the named goal of a later version continues, if that version was ratified', () => {
    const metWith = (later: { status: string; ratifiedOn?: string }) =>
      scoreOf(commitmentsOfStakeholders, {
        ...followedBy(later),
        organizations: organizations.slice(0, 1),
        commitments: [commitment('leading', { goalId: 'goal_later' })],
      });
    // The later version is in force from the day after the assessment.
    expect(metWith({ status: 'RATIFIED', ratifiedOn: '2025-09-01' })).toEqual([true, '1 of 1']);
    expect(metWith({ status: 'DRAFT' })).toEqual([false, '0 of 1']);
    expect(metWith({ status: 'PROPOSED' })).toEqual([false, '0 of 1']);
  });

  it('have no result without goals of an agenda in force', () => {
    expect(
      judgmentOf(commitmentsOfStakeholders, { organizations, commitments: [commitment('leading')] }),
    ).toMatchObject({ met: null, explanation: 'No common agenda with goals is in force.' });
  });

  it('count from their agreement until they are withdrawn or missed', () => {
    const metWith = (more: object) =>
      scoreOf(commitmentsOfStakeholders, {
        ...inForce(1),
        organizations: organizations.slice(0, 1),
        commitments: [commitment('leading', more)],
      })[0];
    expect(metWith({ status: 'PROPOSED', agreedOn: null })).toBe(false);
    expect(metWith({ agreedOn: '2025-09-01' })).toBe(false);
    expect(metWith({ status: 'FULFILLED', closedOn: '2025-08-31' })).toBe(true);
    for (const status of ['MISSED', 'WITHDRAWN']) {
      expect(metWith({ status, closedOn: '2025-09-01' })).toBe(true);
      expect(metWith({ status, closedOn: '2025-08-31' })).toBe(false);
      expect(metWith({ status, agreedOn: null, closedOn: '2025-09-01' })).toBe(false);
    }
  });

  it('name the organizations whose commitments all ended without a result', () => {
    const ended = { closedOn: '2025-08-31' };
    const records = {
      ...inForce(1),
      organizations: ['agreed', 'missed', 'withdrawn', 'renewed', 'none'].map((id) => organization(id, 'leading')),
      commitments: [
        commitment('agreed'),
        commitment('missed', { status: 'MISSED', ...ended }),
        commitment('withdrawn', { status: 'WITHDRAWN', ...ended }),
        commitment('renewed', { status: 'MISSED', ...ended }),
        commitment('renewed', { id: 'commitment_again' }),
        commitment('left'),
      ],
    };
    expect(judgmentOf(commitmentsOfStakeholders, records)).toEqual({
      met: false,
      value: 2,
      threshold: 5,
      explanation:
        '2 of 5 participating organizations have a valid commitment for a goal of the common agenda in force; all are required. The commitments of 2 other organizations were withdrawn or missed. Organizations with the engagement "informed" or "consulted" are not counted.',
      remedy: 'Agree on a commitment with 3 more organizations.',
      evidence: ['commitment_again', 'commitment_agreed'],
    });
  });

  it('are the commitments of the alignment on the same date', () => {
    const { goals } = inForce(1);
    const commitments = [
      commitment('leading'),
      commitment('unrated', { status: 'MISSED', closedOn: '2025-08-31' }),
      commitment('informed', { status: 'WITHDRAWN', closedOn: '2025-08-31' }),
    ];
    const records = { ...inForce(1), organizations, commitments };
    const { entries } = unwrap(alignment({ goals, activities: [], commitments }, { on: '2025-08-31' }));
    expect(judgmentOf(commitmentsOfStakeholders, records).evidence).toEqual(
      entries.flatMap(({ commitmentIds }) => commitmentIds),
    );
    expect(scoreOf(commitmentsOfStakeholders, records)).toEqual([false, '1 of 2']);
  });
});
