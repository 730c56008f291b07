import {
  activityDefinition,
  agreeCommitment,
  cancelActivity,
  commitmentDefinition,
  completeActivity,
  fulfillCommitment,
  goalContributionDefinition,
  missCommitment,
  reinforcementDefinition,
  startActivity,
  withdrawCommitment,
} from '@collective-impact/store';
import { activities, type ExampleActivity } from './activities.ts';
import { goal } from './agenda.ts';
import { strategy } from './agenda-strategies.ts';
import { commitments, type ExampleCommitment } from './commitments.ts';
import { partner } from './ecosystem.ts';
import { indicator } from './indicator.ts';
import { placeOf } from './places.ts';
import { reinforcements } from './reinforcements.ts';
import { createIndicatorContributions, outputs } from './results-chain.ts';
import { idOf, type Story } from './story.ts';

/** Creates the activities of the partners, their contributions to goals, and the commitments. */
export async function createActivities(story: Story, ecosystemId: string): Promise<void> {
  await createIndicatorContributions(story);
  for (const [key, example] of Object.entries(activities)) await createActivity(story, { key, example, ecosystemId });
  for (const [one, other, mechanism] of reinforcements) {
    const values = { activityId: activity(one), reinforcedId: activity(other), mechanism };
    await story.create(reinforcementDefinition, { key: `${one}/${other}`, values });
  }
  for (const example of commitments) await createCommitment(story, example);
}

async function createActivity(
  story: Story,
  { key, example, ecosystemId }: { key: string; example: ExampleActivity; ecosystemId: string },
): Promise<void> {
  const { title, lead, setting, population, from, goals = {}, strategies = [], state = 'ACTIVE' } = example;
  const participants = (example.with ?? '')
    .split(' ')
    .filter(Boolean)
    .map((each) => {
      const [organization = '', role] = each.split(':');
      return { organizationId: partner(organization), role };
    });
  const place = placeOf(example.place);
  await story.create(activityDefinition, {
    key,
    values: {
      ecosystemId,
      title,
      leadId: partner(lead),
      participants,
      setting: { code: setting },
      population,
      place,
      strategyIds: strategies.map(strategy),
      outputs: outputs[key]?.map(([description, each]) => ({ description, indicatorId: each && indicator(each) })),
      startsOn: from,
    },
  });
  for (const [code, [expectedEffect, mechanism, shown]] of Object.entries(goals)) {
    const indicatorId = shown ? indicator(shown) : null;
    const values = { activityId: activity(key), goalId: goal(code), indicatorId, expectedEffect, mechanism };
    await story.create(goalContributionDefinition, { key: `${key}/${code}`, values });
  }
  const endsOn = state.slice(-'2024-01-01'.length);
  if (state === 'PLANNED') return;
  if (state.startsWith('CALLED OFF')) return story.transition(cancelActivity, { key, values: { canceledOn: endsOn } });
  await story.transition(startActivity, { key, values: { startsOn: from } });
  if (state.startsWith('COMPLETED')) await story.transition(completeActivity, { key, values: { endsOn } });
  if (state.startsWith('CANCELLED')) await story.transition(cancelActivity, { key, values: { canceledOn: endsOn } });
}

const ends = { FULFILLED: fulfillCommitment, WITHDRAWN: withdrawCommitment, MISSED: missCommitment };

async function createCommitment(story: Story, example: ExampleCommitment): Promise<void> {
  const [organization, statement, aim, dueOn, agreedOn, outcome, evidence] = example;
  const key = `${organization}/${aim}`;
  const values = { organizationId: partner(organization), statement, ...aimReference(aim, agreedOn), dueOn };
  await story.create(commitmentDefinition, { key, values });
  if (agreedOn === null) return;
  await story.transition(agreeCommitment, { key, values: { agreedOn } });
  if (outcome === undefined) return;
  const [end, closedOn] = outcome.split(' ') as [keyof typeof ends, string];
  await story.transition(ends[end], { key, values: { closedOn, evidence } });
}

/** The goal, activity or strategy of a commitment. The goal belongs to the agenda that was in force on the day of agreement. */
function aimReference(aim: string, agreedOn: string | null): Record<string, string> {
  if (aim in activities) return { activityId: activity(aim) };
  if (!/^G\d$/.test(aim)) return { strategyId: strategy(aim) };
  const underFirst = agreedOn !== null && agreedOn < '2024-09-10';
  return { goalId: underFirst ? idOf('goal', `agenda-1/${aim}`) : goal(aim) };
}

/** The id of an activity by its key, such as `science-carts`. */
export const activity = (key: string): string => idOf('activity', key);
