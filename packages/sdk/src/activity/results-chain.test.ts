import { describe, expect, it } from 'vitest';
import { unwrap } from '../shared/outcome.ts';
import { alignment } from './alignment.ts';
import type { AlignmentSource } from './alignment-source.ts';
import { activityOutcomes } from './results-chain.ts';

const club = { id: 'club', status: 'ACTIVE' as const, leadId: 'library', outputs: [{ indicatorId: 'lessons' }] };
const camp = { id: 'camp', status: 'ACTIVE' as const, leadId: 'museum', outputs: [{ indicatorId: null }] };
const source = {
  goals: [{ id: 'G1' }, { id: 'G2', basedOnId: 'G0' }],
  earlierGoals: [{ id: 'G0' }],
  activities: [club, camp],
  indicators: [
    { id: 'lessons', level: 'PROGRAM', goalIds: [] },
    { id: 'interest', level: 'PROGRAM', goalIds: [] },
    { id: 'readers', level: 'POPULATION', goalIds: ['G0'] },
    { id: 'scores', level: 'POPULATION', goalIds: ['G1'] },
  ],
  indicatorContributions: [
    { id: 'l1', indicatorId: 'lessons', coreIndicatorId: 'readers' },
    { id: 'l2', indicatorId: 'interest', coreIndicatorId: 'readers' },
  ],
  goalContributions: [{ id: 'c1', activityId: 'camp', goalId: 'G1', indicatorId: 'interest' }],
} satisfies AlignmentSource;
const alignmentOf = (more: Partial<AlignmentSource> = {}) => unwrap(alignment({ ...source, ...more }));

describe('the outcomes of an activity', () => {
  it('are the core indicators that the indicators of its outputs contribute to', () => {
    expect(unwrap(activityOutcomes(club, source))).toEqual([
      { indicatorId: 'readers', role: 'CORE', contributingIndicatorIds: ['lessons'] },
    ]);
  });

  it('include the indicators of its goal contributions, with core indicators last', () => {
    expect(unwrap(activityOutcomes(camp, source))).toEqual([
      { indicatorId: 'interest', role: 'CONTRIBUTING', contributingIndicatorIds: [] },
      { indicatorId: 'readers', role: 'CORE', contributingIndicatorIds: ['interest'] },
    ]);
  });

  it('include a core indicator that counts an output', () => {
    const lessons = { id: 'class', outputs: [{ indicatorId: 'scores' }] };
    expect(unwrap(activityOutcomes(lessons, source))).toEqual([
      { indicatorId: 'scores', role: 'CORE', contributingIndicatorIds: [] },
    ]);
  });

  it('have no role if the indicator is not population-level and its contribution is not declared', () => {
    expect(unwrap(activityOutcomes(camp, { ...source, indicatorContributions: [] }))).toEqual([
      { indicatorId: 'interest', role: null, contributingIndicatorIds: [] },
    ]);
  });

  it('exclude indicators that are not in the list of indicators', () => {
    const without = (excluded: string) => source.indicators.filter(({ id }) => id !== excluded);
    expect(unwrap(activityOutcomes(club, { ...source, indicators: without('lessons') }))).toEqual([]);
    expect(unwrap(activityOutcomes(club, { ...source, indicators: without('readers') }))).toEqual([]);
  });
});

describe('the results chains of an alignment', () => {
  it('list each core indicator of a goal, with the indicators and activities that contribute to it', () => {
    expect(alignmentOf().resultsChains).toEqual([
      { goalId: 'G1', coreIndicatorId: 'scores', contributingIndicatorIds: [], activityIds: [] },
      {
        goalId: 'G2',
        coreIndicatorId: 'readers',
        contributingIndicatorIds: ['interest', 'lessons'],
        activityIds: ['camp', 'club'],
      },
    ]);
  });

  it('include an activity that names the core indicator itself, and exclude canceled activities', () => {
    const goalContributions = [{ id: 'c2', activityId: 'club', goalId: 'G1', indicatorId: 'scores' }];
    expect(alignmentOf({ goalContributions }).resultsChains[0]?.activityIds).toEqual(['club']);
    const activities = [{ ...club, status: 'CANCELLED' as const }];
    expect(alignmentOf({ goalContributions, activities }).resultsChains[0]?.activityIds).toEqual([]);
  });
});

describe('an alignment', () => {
  const served = (more: Partial<AlignmentSource> = {}) =>
    alignmentOf(more).entries.map(({ goalId, organizationId, leadIds }) => [goalId, organizationId, ...leadIds]);

  it('counts an activity for the goals of the core indicators that its indicators contribute to', () => {
    expect(served()).toEqual([
      ['G1', 'museum', 'camp'],
      ['G2', 'library', 'club'],
      ['G2', 'museum', 'camp'],
    ]);
    expect(alignmentOf().activitiesWithoutGoal).toEqual([]);
  });

  it.each<[string, Partial<AlignmentSource>]>([
    ['output', { activities: [{ ...club, outputs: [{ indicatorId: 'readers' }] }] }],
    [
      'goal contribution',
      { goalContributions: [{ id: 'c', activityId: 'club', goalId: 'G9', indicatorId: 'readers' }] },
    ],
  ])('counts an activity for the goals of the core indicator of its %s', (_of, measured) => {
    const records = { activities: [club], goalContributions: [], indicatorContributions: [], ...measured };
    const { resultsChains, goalsWithoutActivity, activitiesWithoutGoal } = alignmentOf(records);
    expect(resultsChains.map(({ goalId, activityIds }) => [goalId, ...activityIds])).toEqual([['G1'], ['G2', 'club']]);
    expect(served(records)).toEqual([['G2', 'library', 'club']]);
    expect(goalsWithoutActivity).toEqual(['G1']);
    expect(activitiesWithoutGoal).toEqual([]);
  });

  it('counts no activity for a goal without a declared contribution', () => {
    expect(served({ indicatorContributions: [] })).toEqual([['G1', 'museum', 'camp']]);
    expect(alignmentOf({ indicatorContributions: [] }).activitiesWithoutGoal).toEqual(['club']);
  });
});

describe('the records of a results chain', () => {
  it.each([
    { indicators: [{ id: 'i', goalIds: null }] },
    { indicators: [{ id: 'i', goalIds: [], level: 'NATIONAL' }] },
    { indicatorContributions: [{ id: 'l', indicatorId: 'i' }] },
    { goalContributions: [{ id: 'c', goalId: 'G1', activityId: 'a', indicatorId: 1 }] },
  ])('are checked in the same way by outcomes and by an alignment: %j', (records) => {
    const wrong = records as object;
    const outcomes = activityOutcomes({ id: 'a' }, wrong);
    const aligned = alignment({ goals: [], activities: [], ...wrong });
    expect(outcomes.ok).toBe(false);
    expect(aligned).toEqual(outcomes);
  });
});
