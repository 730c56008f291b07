import { alignment } from '../activity/index.ts';
import { goalsServed, isCommitmentIncluded } from '../activity/internal.ts';
import { unwrap } from '../shared/outcome.ts';
import { amount, outOf } from '../shared/wording.ts';
import { goalLineage, goalsOn, ratifyAnAgenda } from './agenda-on-date.ts';
import { defineCriterion, judgedByCount, nothingToJudge } from './criterion.ts';
import { hasEngagement, isOnOrBefore, participatingOrganizations, underWay } from './records-on-date.ts';

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
    const aligned = unwrap(alignment({ ...records, ...goalLineage(records) }, { on, statuses: underWay }));
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

/**
 * Counts the commitments that an alignment on the date includes. A commitment to a goal of another agenda version counts only
 * if a goal of the agenda in force continues that goal, or if that goal was ratified and continues a goal of the agenda in force.
 */
export const commitmentsOfStakeholders = defineCriterion({
  code: 'commitments',
  title: 'Define what each stakeholder will do to achieve those goals',
  rule: 'Every participating organization, except those with the engagement "informed" or "consulted", has a commitment for a goal of the common agenda in force that was agreed by the date, and neither withdrawn nor missed by then.',
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
    const served = goalsServed({ ...records, ...goalLineage(records) });
    const activeIds = new Set(active.map(({ id }) => id));
    const ofGoals = commitments.filter(
      (commitment) => activeIds.has(commitment.organizationId) && served.byCommitment(commitment).size > 0,
    );
    const valid = ofGoals.filter((commitment) => isCommitmentIncluded(commitment, { on }));
    const committed = new Set(valid.map(({ organizationId }) => organizationId));
    const ended = ofGoals.filter(
      ({ organizationId, closedOn }) => !committed.has(organizationId) && isOnOrBefore(closedOn, on),
    );
    const lapsed = new Set(ended.map(({ organizationId }) => organizationId)).size;
    const value = active.filter(({ id }) => committed.has(id)).length;
    const explanation = `${outOf({ value, total: active.length, noun: ['participating organization', 'participating organizations'], verb: ['has', 'have'] })} a valid commitment for a goal of the common agenda in force; all are required.${lapsed === 0 ? '' : ` The commitments of ${amount(lapsed, 'other organization')} were withdrawn or missed.`} Organizations with the engagement "informed" or "consulted" are not counted.`;
    const remedy = `Agree on a commitment with ${amount(active.length - value, ['more organization', 'more organizations'])}.`;
    return judgedByCount({ value, threshold: active.length, explanation, remedy, evidence: [valid] });
  },
});
