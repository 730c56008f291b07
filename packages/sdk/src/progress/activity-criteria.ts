import { alignment } from '../activity/index.ts';
import { goalsServed } from '../activity/internal.ts';
import { unwrap } from '../shared/outcome.ts';
import { amount, outOf } from '../shared/wording.ts';
import { goalsOn, ratifyAnAgenda } from './agenda-on-date.ts';
import { defineCriterion, judgedByCount, nothingToJudge } from './criterion.ts';
import type { EcosystemRecords } from './ecosystem-records.ts';
import { hasEngagement, participatingOrganizations, underWay } from './records-on-date.ts';

const noGoals = ['No common agenda with goals is in force.', ratifyAnAgenda] as const;

export const mutuallyReinforcingActivities = defineCriterion({
  code: 'mutually-reinforcing-activities',
  title: 'Mutually reinforcing activities',
  rule: 'More than half of the activities under way serve a goal of the common agenda in force, and reinforce another activity or are reinforced by one.',
  recordKinds: [
    'agendas',
    'goals',
    'strategies',
    'activities',
    'goalContributions',
    'indicators',
    'indicatorContributions',
    'reinforcements',
  ],
  judge: (records) => {
    const { activities, on } = records;
    const goals = goalsOn(records);
    if (goals.length === 0) return nothingToJudge(...noGoals);
    const aligned = unwrap(alignment({ ...records, goals, earlierGoals: records.goals }, { on, statuses: underWay }));
    if (aligned.activityIds.length === 0) {
      return nothingToJudge(`No activity is recorded for ${on}.`, 'Record the activities that are under way.');
    }
    const unalignedIds = new Set([...aligned.activitiesWithoutGoal, ...aligned.unlinkedActivities]);
    const activityIds = new Set(aligned.activityIds);
    const alignedActivities = activities.filter(({ id }) => activityIds.has(id) && !unalignedIds.has(id));
    const alignedIds = new Set(alignedActivities.map(({ id }) => id));
    const links = records.reinforcements.filter(
      ({ activityId, reinforcedId }) =>
        activityIds.has(activityId) &&
        activityIds.has(reinforcedId) &&
        (alignedIds.has(activityId) || alignedIds.has(reinforcedId)),
    );
    const total = aligned.activityIds.length;
    const threshold = Math.floor(total / 2) + 1;
    return judgedByCount({
      value: alignedActivities.length,
      threshold,
      explanation: `${outOf({ value: alignedActivities.length, total, noun: 'activity', verb: ['serves a goal of the common agenda in force and reinforces, or is', 'serve a goal of the common agenda in force and reinforce, or are'] })} reinforced by, another; more than half are required.`,
      remedy: `Link ${amount(threshold - alignedActivities.length, ['more activity', 'more activities'])} to a goal, and to another activity by a reinforcement.`,
      evidence: [alignedActivities, links],
    });
  },
});

/** Levels of engagement without active participation. */
const passiveEngagements = ['informed', 'consulted'];

/** A commitment to a goal of another agenda version counts only if a goal of the agenda in force continues that goal. */
export const commitmentsOfStakeholders = defineCriterion({
  code: 'commitments',
  title: 'Define what each stakeholder will do to achieve those goals',
  rule: 'Every participating organization, except those with the engagement "informed" or "consulted", agreed to a commitment for a goal of the common agenda in force, and has not withdrawn it.',
  recordKinds: [
    'organizations',
    'commitments',
    'agendas',
    'goals',
    'strategies',
    'activities',
    'goalContributions',
    'indicators',
    'indicatorContributions',
  ],
  judge: (records) => {
    const { commitments, on } = records;
    if (commitments.length === 0) {
      return nothingToJudge('No commitment is recorded.', 'Record what each organization will do.');
    }
    const goals = goalsOn(records);
    if (goals.length === 0) return nothingToJudge(...noGoals);
    const active = participatingOrganizations(records).filter((each) => !hasEngagement(each, passiveEngagements));
    if (active.length === 0) {
      return nothingToJudge(
        'No participating organization is recorded, except those with the engagement "informed" or "consulted".',
        'Record the participating organizations and their engagement.',
      );
    }
    const served = goalsServed({ ...records, goals, earlierGoals: records.goals });
    const agreed = commitments.filter(
      (commitment) => isAgreed(commitment, on) && served.byCommitment(commitment).size > 0,
    );
    const committed = new Set(agreed.map(({ organizationId }) => organizationId));
    const value = active.filter(({ id }) => committed.has(id)).length;
    const explanation = `${outOf({ value, total: active.length, noun: ['participating organization', 'participating organizations'], verb: ['has', 'have'] })} agreed to a commitment for a goal of the common agenda in force; all are required. Organizations with the engagement "informed" or "consulted" are not counted.`;
    const remedy = `Agree on a commitment with ${amount(active.length - value, ['more organization', 'more organizations'])}.`;
    return judgedByCount({ value, threshold: active.length, explanation, remedy, evidence: [agreed] });
  },
});

/** Whether a commitment was agreed to by the date and not withdrawn by the date. A missed commitment counts as agreed. */
function isAgreed(commitment: EcosystemRecords['commitments'][number], on: string): boolean {
  const { status, agreedOn, closedOn } = commitment;
  if (status === 'WITHDRAWN') return agreedOn != null && agreedOn <= on && closedOn != null && closedOn > on;
  return status !== 'PROPOSED' && (agreedOn ?? on) <= on;
}
