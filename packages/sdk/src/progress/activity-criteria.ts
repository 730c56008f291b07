import { alignment } from '../activity/index.ts';
import { agendaInForce } from '../agenda/index.ts';
import { engagements } from '../ecosystem/index.ts';
import { unwrap } from '../shared/outcome.ts';
import { defineCriterion, judgedByCount, nothingToJudge } from './criterion.ts';
import { begunStatuses, participatingOrganizations } from './records-on-date.ts';
import { outOf } from './wording.ts';

/**
 * Met if more than half of the activities that have begun by the date serve a goal of the agenda in force and reinforce, or
 * are reinforced by, another activity.
 */
export const mutuallyReinforcingActivities = defineCriterion({
  code: 'mutually-reinforcing-activities',
  title: 'Mutually reinforcing activities',
  recordKinds: ['agendas', 'goals', 'strategies', 'activities', 'goalContributions', 'reinforcements'],
  judge: (records) => {
    const { activities, on } = records;
    const inForce = unwrap(agendaInForce(records.agendas, records.on));
    const goals = records.goals.filter(({ commonAgendaId }) => commonAgendaId === inForce?.id);
    if (goals.length === 0) return nothingToJudge('No common agenda with goals is in force.');
    const aligned = unwrap(
      alignment({ ...records, goals, earlierGoals: records.goals }, { on, statuses: begunStatuses }),
    );
    if (aligned.activityIds.length === 0) return nothingToJudge(`No activity is recorded for ${on}.`);
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
    return judgedByCount({
      value: alignedActivities.length,
      threshold: Math.floor(total / 2) + 1,
      explanation: `${outOf({ value: alignedActivities.length, total, noun: 'activity', verb: ['serves a goal of the common agenda in force and reinforces, or is', 'serve a goal of the common agenda in force and reinforce, or are'] })} reinforced by, another; more than half are required.`,
      evidence: [alignedActivities, links],
    });
  },
});

/** Levels of engagement without active participation. */
const passiveEngagements: readonly string[] = ['informed', 'consulted'];

/** Met if every actively participating organization has agreed to a commitment. */
export const commitmentsOfStakeholders = defineCriterion({
  code: 'commitments',
  title: 'Define what each stakeholder will do to achieve those goals',
  recordKinds: ['organizations', 'commitments'],
  judge: (records) => {
    if (records.commitments.length === 0) return nothingToJudge('No commitment is recorded.');
    const active = participatingOrganizations(records).filter(
      ({ engagement }) => engagement?.scheme !== engagements.scheme || !passiveEngagements.includes(engagement.code),
    );
    if (active.length === 0) return nothingToJudge('No actively participating organization is recorded.');
    const agreed = records.commitments.filter((commitment) => isAgreed(commitment, records.on));
    const committed = new Set(agreed.map(({ organizationId }) => organizationId));
    const value = active.filter(({ id }) => committed.has(id)).length;
    const explanation = `${outOf({ value, total: active.length, noun: ['actively participating organization', 'actively participating organizations'], verb: ['has', 'have'] })} agreed to a commitment; all are required.`;
    return judgedByCount({ value, threshold: active.length, explanation, evidence: [agreed] });
  },
});

/** Whether a commitment was agreed to by the date and not withdrawn by the date. A missed commitment counts as agreed. */
function isAgreed(
  commitment: { status: string; agreedOn?: string | null; closedOn?: string | null },
  on: string,
): boolean {
  const { status, agreedOn, closedOn } = commitment;
  if (status === 'WITHDRAWN') return agreedOn != null && agreedOn <= on && closedOn != null && closedOn > on;
  return status !== 'PROPOSED' && (agreedOn ?? on) <= on;
}
