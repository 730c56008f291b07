import { isActivityIncluded } from '../activity/internal.ts';
import { defineCriterion, judgedByCount, nothingToJudge } from './criterion.ts';
import { begun, hadHappened } from './on-the-day.ts';
import { listed, outOf } from './wording.ts';

/**
 * Met where, in every setting in which an activity is under way on the day, an improvement cycle has begun by then: a
 * cycle that is only planned improves nothing yet.
 */
export const continuousImprovement = defineCriterion({
  code: 'continuous-improvement',
  title:
    'Plan specific approaches to continuous improvement. How will the use of data drive increased quality in all programmatic settings?',
  recordKinds: ['improvementCycles', 'activities'],
  judge: ({ improvementCycles, activities, on }) => {
    const cycles = improvementCycles.filter(({ stage, startsOn }) => stage !== 'PLAN' && hadHappened(startsOn, on));
    if (cycles.length === 0) return nothingToJudge('No improvement cycle has begun.');
    const settingOf = new Map(activities.map(({ id, setting }) => [id, keyOf(setting)]));
    const ofTheDay = activities.filter((activity) => isActivityIncluded(activity, { on, statuses: begun }));
    const settings = new Map(
      ofTheDay.flatMap(({ setting }) => (setting ? [[keyOf(setting), setting.code] as const] : [])),
    );
    if (settings.size === 0) {
      return nothingToJudge(`No activity on ${on} has a setting.`);
    }
    const improving = cycles.filter(({ activityId }) => settings.has(settingOf.get(activityId ?? '') ?? ''));
    const improved = new Set(improving.map(({ activityId }) => settingOf.get(activityId ?? '')));
    const lacking = [...settings].filter(([key]) => !improved.has(key)).map(([, code]) => code);
    return judgedByCount({
      value: improved.size,
      threshold: settings.size,
      explanation: `${outOf({ value: improved.size, total: settings.size, noun: ['setting of activities', 'settings of activities'], does: ['has', 'have'] })} an improvement cycle${lacking.length === 0 ? '' : `; without: ${listed(lacking)}`}.`,
      evidence: [improving],
    });
  },
});

function keyOf(setting: { scheme: string; code: string } | null | undefined): string {
  return setting ? JSON.stringify([setting.scheme, setting.code]) : '';
}
