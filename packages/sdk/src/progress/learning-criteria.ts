import { isActivityIncluded } from '../activity/internal.ts';
import { listed, outOf } from '../shared/wording.ts';
import { defineCriterion, judgedByCount, nothingToJudge } from './criterion.ts';
import { isOnOrBefore, underWay } from './records-on-date.ts';

export const continuousImprovement = defineCriterion({
  code: 'continuous-improvement',
  title:
    'Plan specific approaches to continuous improvement. How will the use of data drive increased quality in all programmatic settings?',
  rule: 'In every setting that has an activity under way, an improvement cycle has begun; cycles that are only planned do not count.',
  recordKinds: ['improvementCycles', 'activities'],
  judge: ({ improvementCycles, activities, on }) => {
    const cycles = improvementCycles.filter(({ stage, startsOn }) => stage !== 'PLAN' && isOnOrBefore(startsOn, on));
    if (cycles.length === 0) {
      return nothingToJudge('No improvement cycle has begun.', 'Start an improvement cycle in each setting.');
    }
    const settingOf = new Map(activities.map(({ id, setting }) => [id, keyOf(setting)]));
    const activitiesOnDate = activities.filter((activity) => isActivityIncluded(activity, { on, statuses: underWay }));
    const settings = new Map(
      activitiesOnDate.flatMap(({ setting }) => (setting ? [[keyOf(setting), setting.code] as const] : [])),
    );
    if (settings.size === 0) {
      return nothingToJudge(`No activity on ${on} has a setting.`, 'Record the settings of the activities.');
    }
    const cyclesInSettings = cycles.filter(({ activityId }) => settings.has(settingOf.get(activityId ?? '') ?? ''));
    const improvedSettings = new Set(cyclesInSettings.map(({ activityId }) => settingOf.get(activityId ?? '')));
    const lacking = [...settings].filter(([key]) => !improvedSettings.has(key)).map(([, code]) => code);
    return judgedByCount({
      value: improvedSettings.size,
      threshold: settings.size,
      explanation: `${outOf({ value: improvedSettings.size, total: settings.size, noun: ['setting of activities', 'settings of activities'], verb: ['has', 'have'] })} an improvement cycle${lacking.length === 0 ? '' : `; without: ${listed(lacking)}`}.`,
      remedy: `Start an improvement cycle in each of these settings: ${listed(lacking)}.`,
      evidence: [cyclesInSettings],
    });
  },
});

function keyOf(setting: { scheme: string; code: string } | null | undefined): string {
  return setting ? JSON.stringify([setting.scheme, setting.code]) : '';
}
