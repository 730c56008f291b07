import {
  actionItemDefinition,
  communicationEventDefinition,
  communicationPlanDefinition,
  decisionDefinition,
  meetingDefinition,
  workingGroupDefinition,
} from '@collective-impact/store';
import { goal } from './agenda.ts';
import { partner } from './ecosystem.ts';
import { idOf, type Story } from './story.ts';

/** Working groups: key, name, chair, cadence, members, goals, and first day. */
const groups: [string, string, string, string, string, string, string][] = [
  [
    'steering',
    'Steering group',
    'community-foundation',
    'P1M',
    'district science-center state-university',
    '',
    '2023-09-15',
  ],
  ['data', 'Data group', 'state-university', 'P2M', 'district after-school city-library', 'G1 G2', '2023-11-01'],
  [
    'after-school',
    'After-school group',
    'after-school',
    'P1M',
    'makers summer-lab youth-council',
    'G3 G4',
    '2024-01-15',
  ],
  ['workplace', 'Workplace group', 'turbines', 'P3M', 'shipyard hospital harbor-high', 'G5', '2024-03-01'],
];

/** Meetings: key, group, kind, day, attendance by partner, and title. `-` if the meeting was not held. */
const meetings: [string, string, string, string, string, string][] = [
  [
    'kick-off',
    '',
    'working',
    '2023-09-20',
    'community-foundation:4 district:3 science-center:2 city-library:1',
    'Kick-off',
  ],
  ['steering-1', 'steering', 'working', '2023-10-18', 'community-foundation:2 district:2', 'What we want to know'],
  ['steering-2', 'steering', 'working', '2024-01-17', 'community-foundation:2 state-university:1', 'Gaps and goals'],
  ['data-1', 'data', 'working', '2024-02-07', 'state-university:3 district:1 after-school:1', 'Which figures we share'],
  ['reflection-1', '', 'reflection', '2024-06-12', 'community-foundation:3 makers:2 youth-council:5', 'One year on'],
  [
    'after-school-1',
    'after-school',
    'working',
    '2024-09-11',
    'after-school:2 makers:1 summer-lab:1',
    'Places after school',
  ],
  [
    'peer-1',
    '',
    'peer-learning',
    '2024-11-06',
    'science-center:2 planetarium:1 aquarium:1',
    'Museums learn from museums',
  ],
  ['steering-3', 'steering', 'working', '2025-02-12', 'community-foundation:2 district:1', 'The second agenda'],
  ['workplace-1', 'workplace', 'working', '2025-05-14', 'turbines:1 shipyard:2 hospital:1', 'Visits and internships'],
  ['reflection-2', '', 'reflection', '2025-06-11', 'community-foundation:3 district:2 youth-council:4', 'Two years on'],
  ['steering-4', 'steering', 'working', '2025-08-20', 'community-foundation:2 district:2', 'The year ahead'],
  ['data-2', 'data', 'working', '2025-08-27', '-', 'Figures of the second year'],
];

/** Decisions: key, meeting, title, due day, day of the decision, and outcome. */
const decisions: [string, string, string, string, string | null, string | null][] = [
  ['threshold', 'data-1', 'From how many children on we show a figure', '2024-03-31', '2024-02-07', 'From ten on.'],
  [
    'school-year',
    'data-1',
    'Which year we report by',
    '2024-03-31',
    '2024-02-07',
    'By the school year, from 1 September.',
  ],
  ['families', 'steering-3', 'How families take part', '2025-06-30', null, null],
  ['transport', 'after-school-1', 'Who pays for the late bus', '2025-10-31', null, null],
];

/** Tasks: key, meeting, decision, owner, description, due day, and day of completion. */
const tasks: [string, string, string | null, string, string, string, string | null][] = [
  ['guide', 'data-1', 'threshold', 'state-university', 'Write a page on how we count.', '2024-04-30', '2024-04-22'],
  ['calendar', 'data-1', 'school-year', 'district', 'Send the dates of the school year.', '2024-03-15', '2024-03-11'],
  ['invite-families', 'steering-3', 'families', 'neighborhood-house', 'Ask ten families how.', '2025-05-31', null],
  ['bus-costs', 'after-school-1', 'transport', 'after-school', 'Ask what a late bus costs.', '2025-09-30', null],
];

/** Creates the working groups, meetings, decisions, tasks and communication plans of the partners. */
export async function createCommunication(story: Story, ecosystemId: string): Promise<void> {
  await createMeetings(story, ecosystemId);
  await createDecisions(story, ecosystemId);
  await createPlans(story, ecosystemId);
}

async function createMeetings(story: Story, ecosystemId: string): Promise<void> {
  for (const [key, name, chair, cadence, members, goals, startedOn] of groups) {
    const values = {
      ecosystemId,
      name,
      purpose: `Made-up example: the ${name.toLowerCase()} of the partners.`,
      chairId: partner(chair),
      cadence,
      members: words(members).map((member) => ({ organizationId: partner(member), role: 'Member' })),
      goalIds: words(goals).map(goal),
      startedOn,
    };
    await story.create(workingGroupDefinition, { key, values });
  }
  for (const [key, group, kind, day, present, title] of meetings) {
    const held = present === '-' ? {} : { heldOn: day, duration: 'PT2H', attendance: words(present).map(attended) };
    const workingGroupId = group === '' ? null : idOf('working_group', group);
    const values = { ecosystemId, workingGroupId, title, kind: { code: kind }, plannedOn: day, ...held };
    await story.create(meetingDefinition, { key, values });
  }
}

async function createDecisions(story: Story, ecosystemId: string): Promise<void> {
  for (const [key, meeting, title, dueOn, decidedOn, outcome] of decisions) {
    const values = { ecosystemId, meetingId: idOf('meeting', meeting), title, dueOn, decidedOn, outcome };
    await story.create(decisionDefinition, { key, values });
  }
  for (const [key, meeting, decision, owner, task, dueOn, doneOn] of tasks) {
    const decisionId = decision === null ? null : idOf('decision', decision);
    const values = { ecosystemId, meetingId: idOf('meeting', meeting), decisionId, ownerId: partner(owner) };
    await story.create(actionItemDefinition, { key, values: { ...values, task, dueOn, doneOn } });
  }
}

async function createPlans(story: Story, ecosystemId: string): Promise<void> {
  const plans: [string, string, string, string, string | null][] = [
    ['families', 'Families know what there is after school.', 'Families in Quillmere', 'newsletter', 'P1M'],
    ['employers', 'Companies offer visits and internships.', 'Companies in Quillmere', 'event', 'P6M'],
  ];
  for (const [key, objective, audience, channel, cadence] of plans) {
    const values = { ecosystemId, objective, audience, channel: { code: channel }, cadence, startsOn: '2024-02-01' };
    await story.create(communicationPlanDefinition, {
      key,
      values: { ...values, ownerId: partner('community-foundation') },
    });
  }
  const events: [string, string, string, string, number][] = [
    ['letter-1', 'families', '2024-03-01', 'First newsletter', 800],
    ['letter-2', 'families', '2024-09-02', 'Newsletter at the start of school', 1250],
    ['breakfast', 'employers', '2025-01-23', 'Breakfast for companies', 34],
  ];
  for (const [key, plan, happenedOn, title, reach] of events) {
    const values = { communicationPlanId: idOf('communication_plan', plan), happenedOn, title, reach };
    await story.create(communicationEventDefinition, { key, values });
  }
}

function attended(present: string): { organizationId: string; people: number } {
  const [key = '', people] = present.split(':');
  return { organizationId: partner(key), people: Number(people) };
}

function words(text: string): string[] {
  return text.split(' ').filter((word) => word !== '');
}
