import { closeGap, gapDefinition, landscapeScanDefinition } from '@collective-impact/store';
import { indicator } from './indicator.ts';
import { idOf, type Story } from './story.ts';

/** The gaps of the landscape scan of fall 2023, with the goal that addresses each (four of the first version) and its indicator. */
const gaps: [
  key: string,
  aspect: string,
  priority: number,
  statement: string,
  population: string,
  goal: string | null,
  shownBy?: string,
][] = [
  [
    ...(['places-after-school', 'ACCESS', 1] as const),
    'Two of three children who want a place after school find none.',
    'Children aged 8 to 14',
    'agenda-1/G3',
    'places-after-school',
  ],
  [
    ...(['barrier-free', 'ACCESS', 2] as const),
    'No program after school is ready for children with disabilities.',
    'Children with disabilities',
    null,
  ],
  [
    ...(['science-lessons', 'QUALITY', 1] as const),
    'Most elementary classrooms do science for less than an hour a week.',
    'Children in grades K to 5',
    'agenda-1/G1',
    'science-hours',
  ],
  [
    ...(['prepared-teachers', 'QUALITY', 2] as const),
    'One STEM class in three has a teacher who was not prepared for it.',
    'Students in grades 6 to 12',
    'agenda-2/G6',
  ],
  [
    ...(['uneven-programs', 'QUALITY', 4] as const),
    'What programs after school offer differs from one street to the next.',
    'Children aged 8 to 14',
    'agenda-1/G3',
  ],
  [
    ...(['algebra', 'OUTCOMES', 1] as const),
    'Half of the students have not finished algebra by the end of grade 9.',
    'Students in grade 9',
    'agenda-1/G2',
    'algebra-by-nine',
  ],
  [
    ...(['girls', 'OUTCOMES', 2] as const),
    'Girls choose STEM courses half as often as boys do.',
    'Girls in grades 6 to 12',
    'agenda-1/G4',
    'girls-in-courses',
  ],
  [
    ...(['workplaces', 'OUTCOMES', 3] as const),
    'Few students have met a STEM workplace by the time they graduate.',
    'Students in grades 9 to 12',
    'agenda-2/G5',
    'workplace-visits',
  ],
];

/** Creates the landscape scan of fall 2023 and its gaps, one of which was closed since. */
export async function createLandscape(story: Story, ecosystemId: string): Promise<void> {
  await story.create(landscapeScanDefinition, {
    key: 'autumn-2023',
    values: {
      ecosystemId,
      title: 'STEM for young people in Quillmere (made up)',
      scannedOn: '2023-10-27',
      scope: 'Schools and programs after school within the city; not what families do at home.',
      method:
        'Timetables and course lists of 14 schools, a questionnaire to 31 programs, and six evenings with families.',
      conductedBy: 'Quillmere State University',
    },
  });
  for (const [key, aspect, priority, statement, population, goal, shownBy] of gaps) {
    const landscapeScanId = idOf('landscape_scan', 'autumn-2023');
    const goalId = goal && idOf('goal', goal);
    const indicatorId = shownBy ? indicator(shownBy) : null;
    const values = { landscapeScanId, aspect, priority, statement, population, goalId, indicatorId };
    await story.create(gapDefinition, { key, values });
  }
  await story.transition(closeGap, { key: 'uneven-programs', values: { closedOn: '2025-05-20' } });
}

/** The id of a gap by its key, such as `girls`. */
export const gap = (key: string): string => idOf('gap', key);
