import {
  backboneAppointmentDefinition,
  policyActionDefinition,
  readinessAssessmentDefinition,
} from '@collective-impact/store';
import { goal } from './agenda.ts';
import { partner } from './ecosystem.ts';
import { createFunding } from './funding.ts';
import type { Story } from './story.ts';

interface Appointment {
  key: string;
  organization: string;
  role: 'LEAD' | 'SUPPORT';
  startedOn: string;
  endedOn?: string;
  functions: string[];
  judgments?: [quality: string, met: boolean, judgedBy: string, judgedOn: string, evidence: string][];
}

/** Nobody is responsible for advancing policy, so that the coverage of the six functions has a gap. */
const appointments: Appointment[] = [
  {
    key: 'foundation-leads',
    organization: 'community-foundation',
    role: 'LEAD',
    startedOn: '2023-09-01',
    endedOn: '2024-08-31',
    functions: ['guide-vision-and-strategy', 'mobilize-funding', 'build-public-will'],
    judgments: [
      [
        'credibility',
        true,
        'The founding partners',
        '2023-09-20',
        'Nine of the eleven founding partners named it as their first choice.',
      ],
      ['engagement', true, 'The founding partners', '2023-09-20', 'Two of its staff members are assigned to the work.'],
      [
        'collaborative-practice',
        false,
        'The youth council',
        '2024-06-12',
        'Grants were approved before the partners met.',
      ],
    ],
  },
  {
    key: 'alliance-leads',
    organization: 'after-school',
    role: 'LEAD',
    startedOn: '2024-09-01',
    functions: ['guide-vision-and-strategy', 'support-aligned-activities', 'build-public-will'],
    judgments: [
      ['credibility', true, 'All partners, by vote', '2024-08-20', '41 of 51 partners voted for it.'],
      [
        'engagement',
        true,
        'All partners, by vote',
        '2024-08-20',
        'Its director works half of her time for the ecosystem.',
      ],
    ],
  },
  {
    key: 'university-measures',
    organization: 'state-university',
    role: 'SUPPORT',
    startedOn: '2023-11-01',
    functions: ['establish-shared-measurement'],
  },
  {
    key: 'foundation-funds',
    organization: 'community-foundation',
    role: 'SUPPORT',
    startedOn: '2024-09-01',
    functions: ['mobilize-funding'],
  },
];

const assessments = [
  {
    key: '2023',
    assessedOn: '2023-10-02',
    assessedBy: 'A facilitator, with the eleven founding partners',
    summary: 'Partners agree that change is needed. Few agree on the changes, and no funding is available.',
    scores: { 'influential-champion': 3, 'financial-resources': 2, 'urgency-for-change': 4, 'community-dynamics': 2 },
  },
  {
    key: '2025',
    assessedOn: '2025-05-12',
    assessedBy: 'The same facilitator, with 44 partners',
    summary:
      'Partners plan together, and funding is available for one year. Young people are consulted more often than in 2023.',
    scores: { 'influential-champion': 4, 'financial-resources': 3, 'urgency-for-change': 5, 'community-dynamics': 4 },
  },
];

/** A custom criterion in addition to those of the code list. */
const youthVoice = { scheme: 'quillmere-readiness', code: 'youth-voice', label: 'Young people are heard' };
const youthVoiceScores: Record<string, number> = { '2023': 1, '2025': 3 };

type Action = [
  key: string,
  title: string,
  level: string,
  position: string,
  status: string,
  goal: string,
  lead: string | null,
  takenOn: string | null,
];

const policyActions: Action[] = [
  [
    'science-hour',
    'A weekly hour of science in the timetable of the district',
    'district',
    'support',
    'achieved',
    'G1',
    'district',
    '2025-05-20',
  ],
  [
    'school-rooms',
    'School rooms free of charge after four',
    'local',
    'support',
    'underway',
    'G3',
    'after-school',
    '2025-02-10',
  ],
  [
    'algebra-waiver',
    'A waiver that lets schools drop algebra',
    'state',
    'oppose',
    'not-achieved',
    'G2',
    'math-teachers',
    '2024-11-20',
  ],
  ['youth-apprenticeships', 'Rules for apprenticeships under 18', 'national', 'monitor', 'planned', 'G5', null, null],
];

/** Creates the backbone organizations, the readiness assessment, the funding and the policy activities. */
export async function createBackbone(story: Story, ecosystemId: string): Promise<void> {
  for (const { key, organization, functions, judgments = [], ...values } of appointments) {
    await story.create(backboneAppointmentDefinition, {
      key,
      values: {
        ...values,
        organizationId: partner(organization),
        functions: functions.map((code) => ({ code })),
        judgments: judgments.map(([code, met, judgedBy, judgedOn, evidence]) => ({
          quality: { code },
          met,
          judgedBy,
          judgedOn,
          evidence,
        })),
      },
    });
  }
  for (const { key, scores, ...values } of assessments) {
    const criteria = Object.entries(scores).map(([code, score]) => ({ criterion: { code }, score }));
    const customCriterion = { criterion: youthVoice, score: youthVoiceScores[key] };
    await story.create(readinessAssessmentDefinition, {
      key,
      values: { ...values, ecosystemId, criteria: [...criteria, customCriterion] },
    });
  }
  await createFunding(story, ecosystemId);
  for (const [key, title, level, position, status, code, lead, takenOn] of policyActions) {
    await story.create(policyActionDefinition, {
      key,
      values: {
        ecosystemId,
        title,
        level: { code: level },
        position: { code: position },
        status: { code: status },
        goalId: goal(code),
        leadId: lead === null ? null : partner(lead),
        takenOn,
      },
    });
  }
}
