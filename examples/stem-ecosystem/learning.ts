import {
  decideImprovementCycle,
  improvementCycleDefinition,
  practiceAdoptionDefinition,
  practiceDefinition,
  startImprovementCycle,
  studyImprovementCycle,
} from '@collective-impact/store';
import { activity } from './activity.ts';
import { indicator } from './indicator.ts';
import { idOf, type Story } from './story.ts';

interface Cycle {
  key: string;
  activity: string;
  indicators?: string[];
  aim: string;
  follows?: string;
  prediction?: string;
  startsOn?: string;
  endsOn?: string;
  result?: string;
  decision?: 'ADOPT' | 'ADAPT' | 'ABANDON';
  /** Its status at the end of the story. */
  stage: 'PLAN' | 'DO' | 'STUDY' | 'ACT';
}

const cycles: Cycle[] = [
  {
    key: 'call-home-1',
    activity: 'robotics-saturdays',
    indicators: ['children-after-school'],
    aim: 'More children come back after their first month.',
    prediction: 'With a letter home, eight of ten come back.',
    startsOn: '2024-02-12',
    endsOn: '2024-03-15',
    result: 'Six of ten came back. Many families did not read the letter.',
    decision: 'ADAPT',
    stage: 'ACT',
  },
  {
    key: 'call-home-2',
    activity: 'robotics-saturdays',
    indicators: ['children-after-school'],
    aim: 'More children come back after their first month.',
    follows: 'call-home-1',
    prediction: 'With a call home in the first week, eight of ten come back.',
    startsOn: '2024-04-08',
    endsOn: '2024-05-10',
    result: 'Nine of ten came back.',
    decision: 'ADOPT',
    stage: 'ACT',
  },
  {
    key: 'prizes',
    activity: 'code-nights',
    aim: 'Students finish what they begin.',
    prediction: 'With a prize for each finished set, twice as many sets are finished.',
    startsOn: '2024-10-07',
    endsOn: '2024-11-15',
    result: 'No more sets were finished, and the prizes cost 900 dollars.',
    decision: 'ABANDON',
    stage: 'ACT',
  },
  {
    key: 'young-hosts',
    activity: 'night-of-stars',
    aim: 'Visitors ask more questions.',
    prediction: 'With hosts of their own age, visitors ask five questions each.',
    startsOn: '2025-03-03',
    endsOn: '2025-05-30',
    result: 'They asked four each, up from one.',
    stage: 'STUDY',
  },
  {
    key: 'later-bus',
    activity: 'girls-build-club',
    indicators: ['places-after-school'],
    aim: 'Children from across the river can stay to the end.',
    prediction: 'With a bus at six, ten more stay.',
    startsOn: '2025-08-25',
    stage: 'DO',
  },
  {
    key: 'mentors-at-lunch',
    activity: 'mentors-for-girls',
    indicators: ['students-with-mentor'],
    aim: 'Students meet their mentors more often.',
    startsOn: '2025-10-06',
    stage: 'PLAN',
  },
];

type Practice = [key: string, title: string, description: string, evidence: string | null, origin: string | null];

const practices: Practice[] = [
  [
    'call-home',
    'A call home in the first week',
    'The group leader calls each family within the first week. The call takes two minutes and contains one positive observation and one question.',
    'Nine of ten children came back after their first month, compared with six of ten before.',
    'robotics-saturdays',
  ],
  [
    'young-hosts',
    'Young people host the visit',
    'Paid hosts of the visitors’ age, who have visited before, guide the tour.',
    'Visitors asked four questions each, up from one.',
    'night-of-stars',
  ],
  [
    'hour-with-numbers',
    'An hour with the numbers',
    'Once a month, staff members review one chart together and record one change to test.',
    null,
    null,
  ],
];

/** Nobody has adopted the hour with the numbers yet. Without an activity, the whole ecosystem adopted the practice. */
const adoptions: [
  practice: string,
  activity: string | null,
  adoptedOn: string,
  adaptation: string | null,
  discontinuedOn?: string,
][] = [
  ['call-home', 'robotics-saturdays', '2024-05-13', null],
  ['call-home', 'code-nights', '2024-09-16', 'By text message where families asked for it.', '2025-03-17'],
  ['call-home', null, '2025-08-01', 'In every program, and part of the agreement of each partner.'],
  ['young-hosts', 'mentors-for-girls', '2025-06-02', 'Students who had a mentor introduce the next ones.'],
];

/** Creates the improvement cycles, the practices that resulted, and their adoptions. */
export async function createLearning(story: Story, ecosystemId: string): Promise<void> {
  for (const cycle of cycles) await createCycle(story, { ...cycle, ecosystemId });
  for (const [key, title, description, evidence, origin] of practices) {
    const originId = origin === null ? null : activity(origin);
    await story.create(practiceDefinition, { key, values: { ecosystemId, title, description, evidence, originId } });
  }
  for (const [practice, where, adoptedOn, adaptation, discontinuedOn] of adoptions) {
    await story.create(practiceAdoptionDefinition, {
      key: `${practice}/${where ?? 'at-large'}`,
      values: {
        ecosystemId,
        practiceId: idOf('practice', practice),
        activityId: where === null ? null : activity(where),
        adoptedOn,
        discontinuedOn,
        adaptation,
      },
    });
  }
}

/** Creates the adoption of a practice of its member by the network. */
export async function createAdoptionOfNetwork(story: Story, networkId: string): Promise<void> {
  const practiceId = idOf('practice', 'call-home');
  await story.create(practiceAdoptionDefinition, {
    key: 'call-home/network',
    values: {
      ecosystemId: networkId,
      practiceId,
      adoptedOn: '2025-08-20',
      adaptation: 'Published as a one-page guide for members.',
    },
  });
}

async function createCycle(story: Story, cycle: Cycle & { ecosystemId: string }): Promise<void> {
  const { key, activity: where, indicators = [], follows, endsOn, result, decision, stage, ...values } = cycle;
  const previousCycleId = follows === undefined ? null : idOf('improvement_cycle', follows);
  await story.create(improvementCycleDefinition, {
    key,
    values: { ...values, activityId: activity(where), indicatorIds: indicators.map(indicator), previousCycleId },
  });
  if (stage === 'PLAN') return;
  await story.transition(startImprovementCycle, { key });
  if (stage === 'DO') return;
  await story.transition(studyImprovementCycle, { key, values: { endsOn, result } });
  if (stage === 'ACT') await story.transition(decideImprovementCycle, { key, values: { decision } });
}
