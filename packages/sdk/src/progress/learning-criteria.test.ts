import { describe, expect, it } from 'vitest';
import { judgmentOf, scoreOf, term } from './criterion.fixture.ts';
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
  it('has no result if no cycle has begun, or no activity has a setting', () => {
    for (const more of [{ startsOn: '2025-09-01' }, { startsOn: null }, { stage: 'PLAN' }]) {
      const improvementCycles = [cycle('club', more)];
      expect(judgmentOf(continuousImprovement, { activities, improvementCycles })).toMatchObject({
        met: null,
        explanation: 'No improvement cycle has begun.',
      });
    }
    const completed = activity('club', 'museum', { status: 'COMPLETED', endsOn: '2025-08-30' });
    expect(
      judgmentOf(continuousImprovement, {
        activities: [completed, activity('somewhere', null)],
        improvementCycles: [cycle('club')],
      }),
    ).toMatchObject({
      met: null,
      explanation: 'No activity on 2025-08-31 has a setting.',
    });
  });

  it('is met if each setting has a cycle, in any of its activities', () => {
    expect(
      judgmentOf(continuousImprovement, {
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
      judgmentOf(continuousImprovement, {
        activities,
        improvementCycles: [cycle('club'), cycle('somewhere'), cycle(null)],
      }),
    ).toMatchObject({
      met: false,
      value: 1,
      explanation: '1 of 2 settings of activities has an improvement cycle; without: school.',
      remedy: 'Start an improvement cycle in each of these settings: school.',
      evidence: ['cycle_of_club'],
    });
  });

  it('excludes planned cycles and the settings of planned activities', () => {
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

  it('counts a cycle of a completed activity for its setting', () => {
    const completed = activity('old', 'school', { status: 'COMPLETED', endsOn: '2025-08-30' });
    expect(
      scoreOf(continuousImprovement, {
        activities: [...activities, completed],
        improvementCycles: [cycle('club'), cycle('old')],
      }),
    ).toEqual([true, '2 of 2']);
  });

  it('distinguishes settings with the same code in different schemes', () => {
    const customSetting = { ...activity('bus', null), setting: term('site', 'school') };
    expect(
      scoreOf(continuousImprovement, {
        activities: [activity('class', 'school'), customSetting],
        improvementCycles: [cycle('class')],
      }),
    ).toEqual([false, '1 of 2']);
  });
});
