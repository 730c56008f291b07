import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unwrap } from '../shared/outcome.ts';
import { activityStatuses } from './activity-life-cycle.ts';
import { alignment } from './alignment.ts';
import type { AlignedActivity, AlignedCommitment, AlignmentSource } from './alignment-source.ts';
import { commitmentStatuses } from './commitment-life-cycle.ts';
import { activityCounts, commitmentCounts } from './counting.ts';

const place = { scheme: 'place', code: 'mill-lane' };
const club: AlignedActivity = { id: 'club', status: 'ACTIVE', leadId: 'library' };
const forGoal = { id: 'c1', activityId: 'club', goalId: 'G1' };
const source: AlignmentSource = {
  goals: [{ id: 'G1' }, { id: 'G2' }],
  activities: [club],
  goalContributions: [forGoal],
};
const of = (more: Partial<AlignmentSource>) => unwrap(alignment({ ...source, ...more }));

describe('which activities count', () => {
  const days = { startsOn: '2024-01-10', endsOn: '2024-06-30' };

  it('without a day, those planned or under way', () => {
    expect(activityStatuses.filter((status) => activityCounts({ ...club, ...days, status }))).toEqual([
      'PLANNED',
      'ACTIVE',
    ]);
  });

  it('on a day, those that run on it, unless they were cancelled', () => {
    const on = '2024-06-30';
    expect(activityStatuses.filter((status) => activityCounts({ ...club, ...days, status }, { on }))).toEqual([
      'PLANNED',
      'ACTIVE',
      'COMPLETED',
    ]);
    expect(activityCounts({ ...club, ...days }, { on: '2024-01-09' })).toBe(false);
    expect(activityCounts({ ...club, ...days }, { on: '2024-07-01' })).toBe(false);
    expect(activityCounts(club, { on })).toBe(true);
  });

  it('in other states where these are named', () => {
    expect(activityCounts({ ...club, status: 'CANCELLED' }, { statuses: ['CANCELLED'] })).toBe(true);
    expect(activityCounts(club, { statuses: ['CANCELLED'] })).toBe(false);
  });
});

describe('which commitments count', () => {
  const made: AlignedCommitment = { id: 'p', organizationId: 'library', status: 'AGREED', agreedOn: '2024-01-10' };

  it('without a day, those agreed or kept', () => {
    expect(commitmentStatuses.filter((status) => commitmentCounts({ ...made, status }))).toEqual([
      'AGREED',
      'FULFILLED',
    ]);
  });

  it('on a day, those agreed by then and not yet withdrawn or missed', () => {
    const closed = { ...made, closedOn: '2024-05-01' };
    for (const status of ['WITHDRAWN', 'MISSED'] as const) {
      expect(commitmentCounts({ ...closed, status }, { on: '2024-04-30' })).toBe(true);
      expect(commitmentCounts({ ...closed, status }, { on: '2024-05-01' })).toBe(false);
      expect(commitmentCounts({ ...closed, status }, { on: '2024-01-09' })).toBe(false);
    }
    expect(commitmentCounts({ ...closed, status: 'WITHDRAWN', agreedOn: null }, { on: '2024-04-30' })).toBe(false);
    expect(commitmentCounts(made, { on: '2024-01-09' })).toBe(false);
    expect(commitmentCounts({ ...made, agreedOn: null }, { on: '2024-01-09' })).toBe(true);
    expect(commitmentCounts({ ...closed, status: 'FULFILLED' }, { on: '2025-01-01' })).toBe(true);
    expect(commitmentCounts({ ...made, status: 'PROPOSED', agreedOn: null }, { on: '2025-01-01' })).toBe(false);
  });
});

describe('who serves which goal', () => {
  it('is the lead and the participants of what contributes to it, with what is said of it', () => {
    const participants = [{ organizationId: 'library' }, { organizationId: 'museum' }];
    expect(of({ activities: [{ ...club, participants }] }).entries).toEqual([
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

  it('is whoever serves one of its strategies', () => {
    const strategies = [{ id: 's', goalId: 'G2' }];
    const { entries, goalsWithoutActivity } = of({ activities: [{ ...club, strategyIds: ['s'] }], strategies });
    expect(entries.map(({ goalId, goalContributionIds }) => [goalId, goalContributionIds])).toEqual([
      ['G1', ['c1']],
      ['G2', []],
    ]);
    expect(goalsWithoutActivity).toEqual([]);
  });

  it('is whoever has committed to the goal, to a strategy of it, or to an activity that serves it', () => {
    const strategies = [{ id: 's', goalId: 'G2' }];
    const made = { organizationId: 'bank', status: 'AGREED' } as const;
    const commitments: AlignedCommitment[] = [
      { ...made, id: 'to-activity', activityId: 'club' },
      { ...made, id: 'to-goal', goalId: 'G2' },
      { ...made, id: 'to-goal-and-activity', goalId: 'G2', activityId: 'club' },
      { ...made, id: 'to-strategy', strategyId: 's' },
      { ...made, id: 'to-nothing-here', activityId: 'gone' },
    ];
    const { entries } = of({ commitments, strategies });
    const bank = entries.filter(({ organizationId }) => organizationId === 'bank');
    expect(bank.map(({ goalId, commitmentIds }) => [goalId, commitmentIds])).toEqual([
      ['G1', ['to-activity']],
      ['G2', ['to-goal', 'to-goal-and-activity', 'to-strategy']],
    ]);
  });

  it('goes on for a goal that goes on from an earlier one', () => {
    const goals = [{ id: 'G1b', basedOnId: 'G1a' }];
    const earlierGoals = [{ id: 'G1a', basedOnId: 'G1' }, { id: 'G1' }];
    const indicators = [{ id: 'i', goalIds: ['G1a'] }];
    const { entries, goalsWithoutIndicator } = of({ goals, earlierGoals, indicators });
    expect(entries).toMatchObject([{ goalId: 'G1b', goalContributionIds: ['c1'] }]);
    expect(goalsWithoutIndicator).toEqual([]);
  });

  it('is nobody who is not among the organizations, where these are given', () => {
    const commitments: AlignedCommitment[] = [{ id: 'p', organizationId: 'bank', status: 'AGREED', goalId: 'G2' }];
    const entriesOf = (ids: string[]) =>
      of({ commitments, organizations: ids.map((id) => ({ id })) }).entries.map(({ organizationId }) => organizationId);
    expect(entriesOf(['library', 'bank'])).toEqual(['library', 'bank']);
    expect(entriesOf(['library'])).toEqual(['library']);
    expect(entriesOf([])).toEqual([]);
  });

  it('stands in the order of the goals', () => {
    const goals = [
      { id: 'G1', order: 2 },
      { id: 'G2', order: 1 },
    ];
    const goalContributions = [forGoal, { id: 'c2', activityId: 'club', goalId: 'G2' }];
    const { entries } = of({ goals, goalContributions });
    expect(entries.map(({ goalId }) => goalId)).toEqual(['G2', 'G1']);
    expect(of({ goals, activities: [] }).goalsWithoutActivity).toEqual(['G2', 'G1']);
  });
});

describe('what is missing', () => {
  it('is a goal that no activity serves, of those that count', () => {
    expect(of({}).goalsWithoutActivity).toEqual(['G2']);
    expect(of({ activities: [{ ...club, status: 'COMPLETED' }] }).goalsWithoutActivity).toEqual(['G1', 'G2']);
  });

  it('is a goal that no indicator names', () => {
    expect(of({ indicators: [{ id: 'i', goalIds: ['G2'] }] }).goalsWithoutIndicator).toEqual(['G1']);
  });

  it('is an activity that serves no goal', () => {
    expect(of({ goalContributions: [] }).activitiesWithoutGoal).toEqual(['club']);
    expect(of({}).activitiesWithoutGoal).toEqual([]);
  });

  it('is a partner in no activity', () => {
    const participants = [{ organizationId: 'museum' }];
    const organizations = [{ id: 'left', leftOn: '2024-01-01' }, { id: 'bank' }, { id: 'library' }, { id: 'museum' }];
    expect(of({ organizations, activities: [{ ...club, participants }] }).organizationsWithoutActivity).toEqual([
      'bank',
    ]);
    const then = unwrap(alignment({ ...source, organizations, activities: [] }, { on: '2023-12-31' }));
    expect(then.organizationsWithoutActivity).toEqual(['bank', 'left', 'library', 'museum']);
  });

  it('is an activity that neither reinforces nor is reinforced', () => {
    const activities = ['a', 'b', 'c'].map((id) => ({ ...club, id }));
    const reinforcements = [{ id: 'r', activityId: 'a', reinforcedId: 'b' }];
    expect(of({ activities, reinforcements }).unlinkedActivities).toEqual(['c']);
    const over = activities.map((one) => (one.id === 'b' ? { ...one, status: 'COMPLETED' as const } : one));
    expect(of({ activities: over, reinforcements }).unlinkedActivities).toEqual(['a', 'c']);
  });
});

describe('overlaps', () => {
  const twice = (other: Partial<AlignedActivity>) => {
    const first = { ...club, id: 'a', population: 'Girls, grades 6–8', place };
    const activities = [{ ...first, ...other, id: 'b' }, first];
    const goalContributions = activities.map(({ id }) => ({ id: `c-${id}`, activityId: id, goalId: 'G1' }));
    return of({ activities, goalContributions }).overlaps;
  };

  it('are activities for the same goal, people and place, however these are written', () => {
    expect(twice({ population: ' girls  GRADES 6-8.' })).toEqual([
      { goalId: 'G1', population: 'Girls, grades 6–8', place, activityIds: ['a', 'b'] },
    ]);
  });

  it('are none where something differs, or is not said', () => {
    expect(twice({ population: 'Girls, grades 6–9' })).toEqual([]);
    expect(twice({ place: { scheme: 'place', code: 'harbor' } })).toEqual([]);
    expect(twice({ population: null })).toEqual([]);
    expect(twice({ place: null })).toEqual([]);
    expect(twice({ status: 'CANCELLED' })).toEqual([]);
  });
});

describe('alignment', () => {
  const id = (prefix: string) => fc.integer({ min: 0, max: 4 }).map((number) => `${prefix}${number}`);
  const many = <T extends { id: string }>(record: fc.Arbitrary<T>) =>
    fc.uniqueArray(record, { maxLength: 8, selector: (one) => one.id });
  const sources: fc.Arbitrary<Required<AlignmentSource>> = fc.record({
    goals: many(fc.record({ id: id('g'), order: fc.integer({ min: 0, max: 2 }), basedOnId: fc.option(id('e')) })),
    earlierGoals: many(fc.record({ id: id('e'), basedOnId: fc.option(id('e')) })),
    organizations: many(fc.record({ id: id('o'), leftOn: fc.constantFrom(null, '2024-01-01') })),
    strategies: many(fc.record({ id: id('s'), goalId: fc.oneof(id('g'), id('e')) })),
    indicators: many(fc.record({ id: id('i'), goalIds: fc.array(fc.oneof(id('g'), id('e')), { maxLength: 3 }) })),
    activities: many(
      fc.record({
        id: id('a'),
        status: fc.constantFrom(...activityStatuses),
        leadId: fc.option(id('o')),
        participants: fc.uniqueArray(id('o')).map((ids) => ids.map((organizationId) => ({ organizationId }))),
        strategyIds: fc.uniqueArray(id('s')),
        population: fc.constantFrom('Girls', 'girls ', 'Boys', null),
        place: fc.constantFrom(place, null),
      }),
    ),
    goalContributions: many(fc.record({ id: id('c'), activityId: id('a'), goalId: fc.oneof(id('g'), id('e')) })),
    reinforcements: many(fc.record({ id: id('r'), activityId: id('a'), reinforcedId: id('a') })),
    commitments: many(
      fc.record({
        id: id('p'),
        organizationId: id('o'),
        status: fc.constantFrom(...commitmentStatuses),
        goalId: fc.option(id('g')),
        strategyId: fc.option(id('s')),
        activityId: fc.option(id('a')),
      }),
    ),
  });

  const reversed = (given: Required<AlignmentSource>) =>
    Object.fromEntries(
      Object.entries(given).map(([name, records]) => [name, [...records].reverse()]),
    ) as unknown as AlignmentSource;

  it('is the same in whichever order the records come', () => {
    fc.assert(
      fc.property(sources, (given) => {
        expect(unwrap(alignment(reversed(given)))).toEqual(unwrap(alignment(given)));
      }),
    );
  });

  it('either reaches a goal or says that nothing does', () => {
    fc.assert(
      fc.property(sources, (given) => {
        const { entries, goalsWithoutActivity, activityIds, activitiesWithoutGoal } = unwrap(alignment(given));
        const done = entries.filter(({ leadIds, participationIds }) => leadIds.length + participationIds.length > 0);
        for (const { goalId } of done) expect(goalsWithoutActivity).not.toContain(goalId);
        for (const each of done.flatMap(({ leadIds, participationIds }) => [...leadIds, ...participationIds])) {
          expect(activityIds).toContain(each);
          expect(activitiesWithoutGoal).not.toContain(each);
        }
        const goals = given.goals.map((goal) => goal.id);
        expect(entries.every(({ goalId }) => goals.includes(goalId))).toBe(true);
      }),
    );
  });
});
