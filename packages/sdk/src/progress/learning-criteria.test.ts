import { describe, expect, it } from 'vitest';
import { judged, scoreOf, term } from './criterion.fixture.ts';
import { continuousImprovement } from './learning-criteria.ts';

const activity = (id: string, setting: string | null, more: object = {}) => ({
  id,
  status: 'ACTIVE' as const,
  strategyIds: [],
  setting: setting === null ? null : term('setting', setting),
  ...more,
});
const cycle = (activityId: string | null, more: object = {}) => ({
  id: `cycle_of_${activityId}`,
  activityId,
  stage: 'DO' as const,
  startsOn: '2025-08-31',
  ...more,
});
const activities = [
  activity('club', 'museum'),
  activity('class', 'school'),
  activity('other-class', 'school'),
  activity('somewhere', null),
];

describe('continuous improvement', () => {
  it('has no result without a cycle that has begun, or without an activity with a setting', () => {
    for (const more of [{ startsOn: '2025-09-01' }, { startsOn: null }, { stage: 'PLAN' }]) {
      const improvementCycles = [cycle('club', more)];
      expect(judged(continuousImprovement, { activities, improvementCycles })).toMatchObject({
        met: null,
        explanation: 'No improvement cycle has begun.',
      });
    }
    const over = activity('club', 'museum', { status: 'COMPLETED', endsOn: '2025-08-30' });
    expect(
      judged(continuousImprovement, {
        activities: [over, activity('somewhere', null)],
        improvementCycles: [cycle('club')],
      }),
    ).toMatchObject({
      met: null,
      explanation: 'No activity on 2025-08-31 has a setting.',
    });
  });

  it('is met if each setting has a cycle, of whichever of its activities', () => {
    expect(
      judged(continuousImprovement, {
        activities,
        improvementCycles: [cycle('club'), cycle('other-class', { stage: 'ACT' })],
      }),
    ).toMatchObject({
      met: true,
      value: 2,
      threshold: 2,
      evidence: ['cycle_of_club', 'cycle_of_other-class'],
    });
    expect(
      judged(continuousImprovement, {
        activities,
        improvementCycles: [cycle('club'), cycle('somewhere'), cycle(null)],
      }),
    ).toMatchObject({
      met: false,
      value: 1,
      explanation: '1 of 2 settings of activities has an improvement cycle; without: school.',
      evidence: ['cycle_of_club'],
    });
  });

  it('is not met if a cycle is planned, nor asked for where an activity is', () => {
    const planned = activity('night', 'home', { status: 'PLANNED', startsOn: '2025-01-01' });
    expect(
      scoreOf(continuousImprovement, {
        activities: [...activities, planned],
        improvementCycles: [
          cycle('club'),
          cycle('class', { stage: 'PLAN', startsOn: '2025-01-01' }),
          cycle('night', { stage: 'PLAN', startsOn: null }),
        ],
      }),
    ).toEqual([false, '1 of 2']);
  });

  it('goes on from a cycle of an activity that is over, in its setting', () => {
    const over = activity('old', 'school', { status: 'COMPLETED', endsOn: '2025-08-30' });
    expect(
      scoreOf(continuousImprovement, {
        activities: [...activities, over],
        improvementCycles: [cycle('club'), cycle('old')],
      }),
    ).toEqual([true, '2 of 2']);
  });

  it('tells settings of a site from ours', () => {
    const ofSite = { ...activity('bus', null), setting: term('site', 'school') };
    expect(
      scoreOf(continuousImprovement, {
        activities: [activity('class', 'school'), ofSite],
        improvementCycles: [cycle('class')],
      }),
    ).toEqual([false, '1 of 2']);
  });
});
