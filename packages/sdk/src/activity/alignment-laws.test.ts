import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indicatorLevels } from '../indicator/index.ts';
import { unwrap } from '../shared/outcome.ts';
import { activityStatuses } from './activity-life-cycle.ts';
import { alignment } from './alignment.ts';
import type { AlignmentSource } from './alignment-source.ts';
import { commitmentStatuses } from './commitment-life-cycle.ts';

const place = { scheme: 'place', code: 'mill-lane' };

describe('alignment', () => {
  const id = (prefix: string) => fc.integer({ min: 0, max: 4 }).map((number) => `${prefix}${number}`);

  const many = <T extends { id: string }>(record: fc.Arbitrary<T>) =>
    fc.uniqueArray(record, { maxLength: 8, selector: (record) => record.id });

  const sources: fc.Arbitrary<Required<AlignmentSource>> = fc.record({
    goals: many(fc.record({ id: id('g'), order: fc.integer({ min: 0, max: 2 }), basedOnId: fc.option(id('e')) })),
    earlierGoals: many(fc.record({ id: id('e'), basedOnId: fc.option(id('e')) })),
    laterGoals: many(fc.record({ id: id('l'), basedOnId: fc.option(fc.oneof(id('l'), id('g'), id('e'))) })),
    organizations: many(fc.record({ id: id('o'), leftOn: fc.constantFrom(null, '2024-01-01') })),
    strategies: many(fc.record({ id: id('s'), goalId: fc.oneof(id('g'), id('e'), id('l')) })),
    indicators: many(
      fc.record({
        id: id('i'),
        level: fc.constantFrom(...indicatorLevels),
        goalIds: fc.array(fc.oneof(id('g'), id('e'), id('l')), { maxLength: 3 }),
      }),
    ),
    indicatorContributions: many(fc.record({ id: id('l'), indicatorId: id('i'), coreIndicatorId: id('i') })),
    activities: many(
      fc.record({
        id: id('a'),
        status: fc.constantFrom(...activityStatuses),
        leadId: fc.option(id('o')),
        participants: fc.uniqueArray(id('o')).map((ids) => ids.map((organizationId) => ({ organizationId }))),
        strategyIds: fc.uniqueArray(id('s')),
        outputs: fc.array(fc.record({ indicatorId: fc.option(id('i')) }), { maxLength: 2 }),
        population: fc.constantFrom('Girls', 'girls ', 'Boys', null),
        populations: fc.constantFrom([], [{ scheme: 'gender', code: 'girls' }]),
        place: fc.constantFrom(place, null),
        serviceAreas: fc.constantFrom([], [place], [{ scheme: 'place', code: 'harbor' }, place]),
      }),
    ),
    goalContributions: many(
      fc.record({
        id: id('c'),
        activityId: id('a'),
        goalId: fc.oneof(id('g'), id('e')),
        indicatorId: fc.option(id('i')),
      }),
    ),
    reinforcements: many(fc.record({ id: id('r'), activityId: id('a'), reinforcedId: id('a') })),
    places: fc.constantFrom(
      [],
      [
        { id: 'p1', code: { ...place, label: 'Outer', uri: null }, level: { scheme: 'place-level', code: 'county' } },
        {
          id: 'p2',
          code: { scheme: 'place', code: 'harbor', label: 'Inner', uri: null },
          level: { scheme: 'place-level', code: 'neighborhood' },
          parentId: 'p1',
        },
      ],
    ),
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

  const reversed = (source: Required<AlignmentSource>) =>
    Object.fromEntries(
      Object.entries(source).map(([name, records]) => [name, [...records].reverse()]),
    ) as unknown as AlignmentSource;

  it('does not depend on the order of the records', () => {
    fc.assert(
      fc.property(sources, (drawn) => {
        expect(unwrap(alignment(reversed(drawn)))).toEqual(unwrap(alignment(drawn)));
      }),
    );
  });

  it('lists each goal either with an activity or as a goal without one', () => {
    fc.assert(
      fc.property(sources, (drawn) => {
        const { entries, goalsWithoutActivity, activityIds, activitiesWithoutGoal } = unwrap(alignment(drawn));
        const entriesWithActivity = entries.filter(
          ({ leadIds, participationIds }) => leadIds.length + participationIds.length > 0,
        );
        for (const { goalId } of entriesWithActivity) expect(goalsWithoutActivity).not.toContain(goalId);
        for (const each of entriesWithActivity.flatMap(({ leadIds, participationIds }) => [
          ...leadIds,
          ...participationIds,
        ])) {
          expect(activityIds).toContain(each);
          expect(activitiesWithoutGoal).not.toContain(each);
        }
        const goals = drawn.goals.map((goal) => goal.id);
        expect(entries.every(({ goalId }) => goals.includes(goalId))).toBe(true);
      }),
    );
  });
});
