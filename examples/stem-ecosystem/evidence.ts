import { evidenceDefinition, withdrawEvidence } from '@collective-impact/store';
import { goal } from './agenda.ts';
import { partner } from './ecosystem.ts';
import { idOf, type Story } from './story.ts';

interface ExampleEvidence {
  key: string;
  kind: 'story' | 'quotation' | 'document';
  title: string;
  text?: string;
  url?: string;
  period: string;
  by: string | null;
  goal?: string;
  indicator?: string;
  consent: 'GIVEN' | 'NOT_NEEDED' | 'NOT_GIVEN';
  consentOn?: string;
  withdrawnOn?: string;
}

/** Evidence of the partners besides figures, and for the sixth goal, which has no figures. */
const evidence: ExampleEvidence[] = [
  {
    key: 'bus-home',
    kind: 'quotation',
    title: 'Effect of the bus at six o’clock',
    text: '"Before, I left when it got good."',
    period: 'SY2024-25',
    by: 'girls-build',
    goal: 'G3',
    indicator: 'places-after-school',
    consent: 'GIVEN',
    consentOn: '2025-05-06',
  },
  {
    key: 'first-lesson',
    kind: 'story',
    title: 'A first lesson with a mentor in the room',
    text: 'A new teacher taught circuits with an engineer in the room. She taught the next lesson alone, and two colleagues observed it.',
    period: 'SY2024-25',
    by: 'teacher-college',
    goal: 'G6',
    consent: 'GIVEN',
    consentOn: '2025-03-18',
  },
  {
    key: 'timetables',
    kind: 'document',
    title: 'The timetables of October',
    url: 'https://example.org/quillmere/timetables-2024',
    period: '2024-10',
    by: 'district',
    indicator: 'science-hours',
    consent: 'NOT_NEEDED',
    consentOn: '2024-11-04',
  },
  {
    key: 'shy-boy',
    kind: 'story',
    title: 'A quiet participant explains gears',
    text: 'A boy who did not speak for a month explained the gears to the group.',
    period: 'SY2023-24',
    by: 'code-nights',
    indicator: 'children-after-school',
    consent: 'NOT_GIVEN',
  },
  {
    key: 'mother',
    kind: 'quotation',
    title: 'A mother about the visits',
    text: '"Now she asks what I do all day."',
    period: 'SY2023-24',
    by: 'hospital',
    goal: 'G5',
    consent: 'GIVEN',
    consentOn: '2024-04-11',
    withdrawnOn: '2025-01-15',
  },
];

/** Creates the evidence with its consent. Evidence without consent is restricted. */
export async function createEvidence(story: Story, ecosystemId: string): Promise<void> {
  for (const { key, kind, by, goal: of, indicator, withdrawnOn, ...values } of evidence) {
    await story.create(evidenceDefinition, {
      key,
      values: {
        ...values,
        ecosystemId,
        kind: { code: kind },
        organizationId: by === null ? null : partner(by),
        goalId: of === undefined ? null : goal(of),
        indicatorId: indicator === undefined ? null : idOf('indicator', indicator),
        consentRecordedBy: values.consent === 'NOT_GIVEN' ? null : 'Coordinator at the partner',
        visibility: values.consent === 'NOT_GIVEN' ? 'RESTRICTED' : 'PUBLIC',
      },
    });
    if (withdrawnOn === undefined) continue;
    const withdrawal = { withdrawnOn, consentRecordedBy: 'Data steward' };
    await story.transition(withdrawEvidence, { key, values: withdrawal });
  }
}
