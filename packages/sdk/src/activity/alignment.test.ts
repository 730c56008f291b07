import { describe, expect, it } from 'vitest';
import { unwrap } from '../shared/outcome.ts';
import { activityStatuses } from './activity-life-cycle.ts';
import { alignment } from './alignment.ts';
import { isActivityIncluded, isCommitmentIncluded } from './alignment-options.ts';
import type { AlignedActivity, AlignedCommitment, AlignmentSource } from './alignment-source.ts';
import { commitmentStatuses } from './commitment-life-cycle.ts';

const place = { scheme: 'place', code: 'mill-lane' };

const club: AlignedActivity = { id: 'club', status: 'ACTIVE', leadId: 'library' };

const contribution = { id: 'c1', activityId: 'club', goalId: 'G1' };

const source: AlignmentSource = {
  goals: [{ id: 'G1' }, { id: 'G2' }],
  activities: [club],
  goalContributions: [contribution],
};

const alignmentOf = (more: Partial<AlignmentSource>) => unwrap(alignment({ ...source, ...more }));

describe('the included activities', () => {
  const dates = { startsOn: '2024-01-10', endsOn: '2024-06-30' };

  it('are the planned and active ones without a date', () => {
    expect(activityStatuses.filter((status) => isActivityIncluded({ ...club, ...dates, status }))).toEqual([
      'PLANNED',
      'ACTIVE',
    ]);
  });

  it('are the ones that run on a date and were not canceled', () => {
    const on = '2024-06-30';
    expect(activityStatuses.filter((status) => isActivityIncluded({ ...club, ...dates, status }, { on }))).toEqual([
      'PLANNED',
      'ACTIVE',
      'COMPLETED',
    ]);
    expect(isActivityIncluded({ ...club, ...dates }, { on: '2024-01-09' })).toBe(false);
    expect(isActivityIncluded({ ...club, ...dates }, { on: '2024-07-01' })).toBe(false);
    expect(isActivityIncluded(club, { on })).toBe(true);
  });

  it('contain a canceled activity to the day before it was canceled', () => {
    const canceled = {
      ...club,
      ...dates,
      status: 'CANCELLED',
      canceledOn: '2024-05-01',
      canceledFrom: 'ACTIVE',
    } as const;
    expect(isActivityIncluded(canceled, { on: '2024-04-30' })).toBe(true);
    expect(isActivityIncluded(canceled, { on: '2024-05-01' })).toBe(false);
    expect(isActivityIncluded(canceled, { on: '2024-01-09' })).toBe(false);
    expect(isActivityIncluded(canceled)).toBe(false);
  });

  it('are the ones with the selected statuses, on the date', () => {
    expect(isActivityIncluded({ ...club, status: 'CANCELLED' }, { statuses: ['CANCELLED'] })).toBe(true);
    expect(isActivityIncluded(club, { statuses: ['CANCELLED'] })).toBe(false);
    const completed = { ...club, ...dates, status: 'COMPLETED' } as const;
    expect(isActivityIncluded(completed, { on: '2024-06-30', statuses: ['ACTIVE'] })).toBe(true);
    expect(isActivityIncluded(completed, { on: '2024-06-30', statuses: ['COMPLETED'] })).toBe(false);
    expect(isActivityIncluded(completed, { on: '2024-07-01', statuses: ['COMPLETED'] })).toBe(true);
  });
});

describe('the included commitments', () => {
  const agreed: AlignedCommitment = { id: 'p', organizationId: 'library', status: 'AGREED', agreedOn: '2024-01-10' };

  it('are the agreed and fulfilled ones without a date', () => {
    expect(commitmentStatuses.filter((status) => isCommitmentIncluded({ ...agreed, status }))).toEqual([
      'AGREED',
      'FULFILLED',
    ]);
  });

  it('are the ones agreed by a date and not withdrawn or missed by then', () => {
    const closed = { ...agreed, closedOn: '2024-05-01' };
    for (const status of ['WITHDRAWN', 'MISSED'] as const) {
      expect(isCommitmentIncluded({ ...closed, status }, { on: '2024-04-30' })).toBe(true);
      expect(isCommitmentIncluded({ ...closed, status }, { on: '2024-05-01' })).toBe(false);
      expect(isCommitmentIncluded({ ...closed, status }, { on: '2024-01-09' })).toBe(false);
    }
    expect(isCommitmentIncluded({ ...closed, status: 'WITHDRAWN', agreedOn: null }, { on: '2024-04-30' })).toBe(false);
    expect(isCommitmentIncluded(agreed, { on: '2024-01-09' })).toBe(false);
    expect(isCommitmentIncluded({ ...agreed, agreedOn: null }, { on: '2024-01-09' })).toBe(true);
    expect(isCommitmentIncluded({ ...closed, status: 'FULFILLED' }, { on: '2025-01-01' })).toBe(true);
    expect(isCommitmentIncluded({ ...agreed, status: 'PROPOSED', agreedOn: null }, { on: '2025-01-01' })).toBe(false);
  });
});

describe('the alignment entries', () => {
  it('contain the lead and the participants of an activity that contributes to a goal', () => {
    const participants = [{ organizationId: 'library' }, { organizationId: 'museum' }];
    expect(alignmentOf({ activities: [{ ...club, participants }] }).entries).toEqual([
      {
        goalId: 'G1',
        organizationId: 'library',
        leadIds: ['club'],
        participationIds: [],
        goalContributionIds: ['c1'],
        commitmentIds: [],
      },
      {
        goalId: 'G1',
        organizationId: 'museum',
        leadIds: [],
        participationIds: ['club'],
        goalContributionIds: ['c1'],
        commitmentIds: [],
      },
    ]);
  });

  it('contain the organizations of an activity that implements a strategy of the goal', () => {
    const strategies = [{ id: 's', goalId: 'G2' }];
    const { entries, goalsWithoutActivity } = alignmentOf({
      activities: [{ ...club, strategyIds: ['s'] }],
      strategies,
    });
    expect(entries.map(({ goalId, goalContributionIds }) => [goalId, goalContributionIds])).toEqual([
      ['G1', ['c1']],
      ['G2', []],
    ]);
    expect(goalsWithoutActivity).toEqual([]);
  });

  it('contain commitments to a goal, to its strategies, and to activities that serve it', () => {
    const strategies = [{ id: 's', goalId: 'G2' }];
    const agreed = { organizationId: 'bank', status: 'AGREED' } as const;
    const commitments: AlignedCommitment[] = [
      { ...agreed, id: 'to-activity', activityId: 'club' },
      { ...agreed, id: 'to-goal', goalId: 'G2' },
      { ...agreed, id: 'to-goal-and-activity', goalId: 'G2', activityId: 'club' },
      { ...agreed, id: 'to-strategy', strategyId: 's' },
      { ...agreed, id: 'to-unknown-activity', activityId: 'unknown' },
    ];
    const { entries } = alignmentOf({ commitments, strategies });
    const bank = entries.filter(({ organizationId }) => organizationId === 'bank');
    expect(bank.map(({ goalId, commitmentIds }) => [goalId, commitmentIds])).toEqual([
      ['G1', ['to-activity']],
      ['G2', ['to-goal', 'to-goal-and-activity', 'to-strategy']],
    ]);
  });

  it('count contributions and indicators of an earlier goal for the goal that continues it', () => {
    const goals = [{ id: 'G1b', basedOnId: 'G1a' }];
    const earlierGoals = [{ id: 'G1a', basedOnId: 'G1' }, { id: 'G1' }];
    const indicators = [{ id: 'i', goalIds: ['G1a'] }];
    const { entries, goalsWithoutIndicator } = alignmentOf({ goals, earlierGoals, indicators });
    expect(entries).toMatchObject([{ goalId: 'G1b', goalContributionIds: ['c1'] }]);
    expect(goalsWithoutIndicator).toEqual([]);
  });

  it('count records of a later goal for the goal that it continues, unless it is only a draft', () => {
    const indicators = [{ id: 'i', goalIds: ['G1b'] }];
    const draft = { id: 'G1a', basedOnId: 'G1' };
    const later = { id: 'G1b', basedOnId: 'G1a' };
    const commitments: AlignedCommitment[] = [{ id: 'p', organizationId: 'bank', status: 'AGREED', goalId: 'G1b' }];
    const goalContributions = [{ ...contribution, goalId: 'G1b' }];
    const withGoals = (more: Partial<AlignmentSource>) => {
      const { entries, goalsWithoutIndicator, activitiesWithoutGoal } = alignmentOf({
        ...{ indicators, commitments, goalContributions },
        ...more,
      });
      const served = entries.map(({ goalId, leadIds, commitmentIds }) => [goalId, ...leadIds, ...commitmentIds]);
      return { served, goalsWithoutIndicator, activitiesWithoutGoal };
    };
    // Goal G1b continues G1 through the draft's copy of it.
    expect(withGoals({ earlierGoals: [draft, later], laterGoals: [later] })).toEqual({
      served: [
        ['G1', 'p'],
        ['G1', 'club'],
      ],
      goalsWithoutIndicator: ['G2'],
      activitiesWithoutGoal: [],
    });
    expect(withGoals({ earlierGoals: [draft, later] })).toEqual({
      served: [],
      goalsWithoutIndicator: ['G1', 'G2'],
      activitiesWithoutGoal: ['club'],
    });
    // Goals of two versions that continue the same goal do not continue each other.
    const goals = [{ id: 'G1c', basedOnId: 'G1' }];
    expect(withGoals({ goals, earlierGoals: [draft, later, { id: 'G1' }], laterGoals: [later] }).served).toEqual([]);
  });

  it('contain only the organizations in the source, if it lists them', () => {
    const commitments: AlignedCommitment[] = [{ id: 'p', organizationId: 'bank', status: 'AGREED', goalId: 'G2' }];
    const entriesOf = (ids: string[]) =>
      alignmentOf({ commitments, organizations: ids.map((id) => ({ id })) }).entries.map(
        ({ organizationId }) => organizationId,
      );
    expect(entriesOf(['library', 'bank'])).toEqual(['library', 'bank']);
    expect(entriesOf(['library'])).toEqual(['library']);
    expect(entriesOf([])).toEqual([]);
  });

  it('are in the order of the goals', () => {
    const goals = [
      { id: 'G1', order: 2 },
      { id: 'G2', order: 1 },
    ];
    const goalContributions = [contribution, { id: 'c2', activityId: 'club', goalId: 'G2' }];
    const { entries } = alignmentOf({ goals, goalContributions });
    expect(entries.map(({ goalId }) => goalId)).toEqual(['G2', 'G1']);
    expect(alignmentOf({ goals, activities: [] }).goalsWithoutActivity).toEqual(['G2', 'G1']);
  });
});

describe('the alignment lists', () => {
  it('goals that no included activity serves', () => {
    expect(alignmentOf({}).goalsWithoutActivity).toEqual(['G2']);
    expect(alignmentOf({ activities: [{ ...club, status: 'COMPLETED' }] }).goalsWithoutActivity).toEqual(['G1', 'G2']);
  });

  it('goals that no indicator measures', () => {
    expect(alignmentOf({ indicators: [{ id: 'i', goalIds: ['G2'] }] }).goalsWithoutIndicator).toEqual(['G1']);
  });

  it('activities that serve no goal', () => {
    expect(alignmentOf({ goalContributions: [] }).activitiesWithoutGoal).toEqual(['club']);
    expect(alignmentOf({}).activitiesWithoutGoal).toEqual([]);
  });

  it('organizations without an activity, if they are in the ecosystem on the date', () => {
    const participants = [{ organizationId: 'museum' }];
    const organizations = [{ id: 'left', leftOn: '2024-01-01' }, { id: 'bank' }, { id: 'library' }, { id: 'museum' }];
    expect(
      alignmentOf({ organizations, activities: [{ ...club, participants }] }).organizationsWithoutActivity,
    ).toEqual(['bank']);
    const onDate = unwrap(alignment({ ...source, organizations, activities: [] }, { on: '2023-12-31' }));
    expect(onDate.organizationsWithoutActivity).toEqual(['bank', 'left', 'library', 'museum']);
  });

  it('activities without a reinforcement to or from another included activity', () => {
    const activities = ['a', 'b', 'c'].map((id) => ({ ...club, id }));
    const reinforcements = [{ id: 'r', activityId: 'a', reinforcedId: 'b' }];
    expect(alignmentOf({ activities, reinforcements }).unlinkedActivities).toEqual(['c']);
    const bCompleted = activities.map((each) => (each.id === 'b' ? { ...each, status: 'COMPLETED' as const } : each));
    expect(alignmentOf({ activities: bCompleted, reinforcements }).unlinkedActivities).toEqual(['a', 'c']);
  });
});

describe('overlaps', () => {
  const overlapsWith = (other: Partial<AlignedActivity>) => {
    const first = { ...club, id: 'a', population: 'Girls, grades 6–8', place };
    const activities = [{ ...first, ...other, id: 'b' }, first];
    const goalContributions = activities.map(({ id }) => ({ id: `c-${id}`, activityId: id, goalId: 'G1' }));
    return alignmentOf({ activities, goalContributions }).overlaps;
  };

  it('are activities for the same goal, population and place, in any spelling', () => {
    expect(overlapsWith({ population: ' girls  GRADES 6-8.' })).toEqual([
      { goalId: 'G1', population: 'Girls, grades 6–8', populationCode: null, place, activityIds: ['a', 'b'] },
    ]);
  });

  it('exclude activities with another or no population or place, and canceled ones', () => {
    expect(overlapsWith({ population: 'Girls, grades 6–9' })).toEqual([]);
    expect(overlapsWith({ place: { scheme: 'place', code: 'harbor' } })).toEqual([]);
    expect(overlapsWith({ population: null })).toEqual([]);
    expect(overlapsWith({ place: null })).toEqual([]);
    expect(overlapsWith({ status: 'CANCELLED' })).toEqual([]);
  });
});
