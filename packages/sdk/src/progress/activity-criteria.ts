import { alignment } from '../activity/index.ts';
import { agendaInForce } from '../agenda/index.ts';
import { engagements } from '../ecosystem/index.ts';
import { unwrap } from '../shared/outcome.ts';
import { defineCriterion, judgedByCount, nothingToJudge } from './criterion.ts';
import { begun, participating } from './on-the-day.ts';
import { outOf } from './wording.ts';

/**
 * Met if more than half of the activities that are under way on the day serve a goal of the agenda in force and reinforce, or are
 * reinforced by, another.
 */
export const mutuallyReinforcingActivities = defineCriterion({
  code: 'mutually-reinforcing-activities',
  title: 'Mutually reinforcing activities',
  recordKinds: ['agendas', 'goals', 'strategies', 'activities', 'goalContributions', 'reinforcements'],
  judge: (records) => {
    const { activities, on } = records;
    const inForce = unwrap(agendaInForce(records.agendas, records.on));
    const goals = records.goals.filter(({ commonAgendaId }) => commonAgendaId === inForce?.id);
    if (goals.length === 0) return nothingToJudge('No common agenda is in force whose goals activities could serve.');
    const aligned = unwrap(alignment({ ...records, goals, earlierGoals: records.goals }, { on, statuses: begun }));
    if (aligned.activityIds.length === 0) return nothingToJudge(`No activity is recorded for ${on}.`);
    const apart = new Set([...aligned.activitiesWithoutGoal, ...aligned.unlinkedActivities]);
    const counted = new Set(aligned.activityIds);
    const joined = activities.filter(({ id }) => counted.has(id) && !apart.has(id));
    const ids = new Set(joined.map(({ id }) => id));
    const links = records.reinforcements.filter(
      ({ activityId, reinforcedId }) =>
        counted.has(activityId) && counted.has(reinforcedId) && (ids.has(activityId) || ids.has(reinforcedId)),
    );
    const total = aligned.activityIds.length;
    return judgedByCount({
      value: joined.length,
      threshold: Math.floor(total / 2) + 1,
      explanation: `${outOf({ value: joined.length, total, noun: 'activity', does: ['serves a goal of the common agenda in force and reinforces, or is', 'serve a goal of the common agenda in force and reinforce, or are'] })} reinforced by, another; more than half are required.`,
      evidence: [joined, links],
    });
  },
});

/** Engagements of those who are told or asked, and do not act. */
const lookingOn: readonly string[] = ['informed', 'consulted'];

/** Met if every actively participating organization has agreed to a commitment. */
export const commitmentsOfStakeholders = defineCriterion({
  code: 'commitments',
  title: 'Define what each stakeholder will do to achieve those goals',
  recordKinds: ['organizations', 'commitments'],
  judge: (records) => {
    if (records.commitments.length === 0) return nothingToJudge('No commitment is recorded.');
    const active = participating(records).filter(
      ({ engagement }) => engagement?.scheme !== engagements.scheme || !lookingOn.includes(engagement.code),
    );
    if (active.length === 0) return nothingToJudge('No actively participating organization is recorded.');
    const agreed = records.commitments.filter((commitment) => isAgreed(commitment, records.on));
    const committed = new Set(agreed.map(({ organizationId }) => organizationId));
    const value = active.filter(({ id }) => committed.has(id)).length;
    const explanation = `${outOf({ value, total: active.length, noun: ['actively participating organization', 'actively participating organizations'], does: ['has', 'have'] })} agreed to a commitment; all are required.`;
    return judgedByCount({ value, threshold: active.length, explanation, evidence: [agreed] });
  },
});

/** Whether a commitment was agreed to by the day and not withdrawn by it; one that was missed was agreed to. */
function isAgreed(
  commitment: { status: string; agreedOn?: string | null; closedOn?: string | null },
  on: string,
): boolean {
  const { status, agreedOn, closedOn } = commitment;
  if (status === 'WITHDRAWN') return agreedOn != null && agreedOn <= on && closedOn != null && closedOn > on;
  return status !== 'PROPOSED' && (agreedOn ?? on) <= on;
}
