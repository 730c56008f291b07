import { discussionEntryDefinition } from '@collective-impact/store';
import { partner } from './ecosystem.ts';
import { idOf, type Story } from './story.ts';

type Entry = [saidOn: string, key: string | null, speaker: string, position: string | null, statement: string];

/** The discussion entries before the adoption of each version. */
const discussions: Record<string, Entry[]> = {
  'science-hours/1': [
    [
      '2023-09-12',
      'district',
      'Head of curriculum',
      'support',
      'Timetables are there already; nobody has to ask anybody.',
    ],
    [
      '2023-09-12',
      'state-university',
      'Researcher',
      'concern',
      'A timetable says what was planned, not what was taught.',
    ],
    ['2023-09-19', 'district', 'Head of curriculum', null, 'We count October and say so in the method.'],
  ],
  'algebra-by-nine/1': [
    ['2023-09-12', 'north-high', 'Principal', 'support', 'We have this number every June.'],
    ['2023-09-12', 'harbor-high', 'Principal', 'question', 'What about students who finish algebra in another course?'],
  ],
  'algebra-by-nine/2': [
    [
      '2024-05-14',
      'harbor-high',
      'Principal',
      'support',
      'Integrated courses have to count, or we look as if we did less.',
    ],
    ['2024-05-14', 'state-university', 'Researcher', 'concern', 'The line will rise for no other reason than this.'],
    ['2024-05-21', 'state-university', 'Researcher', 'support', 'With the caveat written down, I agree.'],
  ],
  'places-after-school/1': [
    ['2023-09-19', 'after-school', 'Director', 'support', 'Every program knows how many places it has.'],
  ],
  'places-after-school/2': [
    [
      '2025-08-19',
      'code-nights',
      'Organizer',
      'concern',
      'Our courses run for six weeks: we would be gone from the figures.',
    ],
  ],
  'children-after-school/1': [
    [
      '2023-09-19',
      'after-school',
      'Director',
      'support',
      'Take our definition: each child once, from the lists at the door.',
    ],
    ['2023-09-19', 'city-library', 'Librarian', 'question', 'And who comes to two of us? We cannot know.'],
  ],
  'teachers-trained/1': [
    ['2023-09-26', 'state-university', 'Researcher', 'support', 'Whoever began the training is on our lists.'],
  ],
  'teachers-trained/2': [
    ['2024-05-21', 'north-high', 'Principal', 'support', 'It should say who finished, not who began.'],
    ['2024-05-21', 'state-university', 'Researcher', 'concern', 'Nobody can compare the two years then.'],
  ],
  'data-agreements/1': [
    ['2023-10-03', 'district', 'Head of curriculum', 'support', 'We sign them, so we can count them.'],
  ],
  'girls-in-courses/1': [
    [
      '2023-09-19',
      'district',
      'Head of curriculum',
      'question',
      'Which courses are STEM courses? We have to name them.',
    ],
    ['2023-10-03', null, 'A parent', 'support', 'Name them, and begin.'],
  ],
  'workplace-visits/1': [['2023-09-26', 'turbines', 'Head of training', 'support', 'The visitors’ book is enough.']],
  'students-with-mentor/1': [
    ['2025-06-10', 'turbines', 'Head of training', 'support', 'Mentors note each meeting.'],
    ['2025-06-10', 'youth-council', 'Speaker', 'concern', 'A meeting by screen should count as well.'],
    ['2025-08-12', 'north-high', 'Counselor', 'question', 'Who counts a student with two mentors?'],
  ],
};

/** Creates the discussion entries of a version, by day. Returns the day of the last entry. */
export async function createDiscussion(story: Story, version: string): Promise<string> {
  const entries = discussions[version] ?? [];
  for (const [at, [saidOn, key, speaker, position, statement]] of entries.entries()) {
    await story.create(discussionEntryDefinition, {
      key: `${version}/${at + 1}`,
      values: {
        indicatorVersionId: idOf('indicator_version', version),
        saidOn,
        organizationId: key === null ? null : partner(key),
        speaker,
        position: position === null ? null : { code: position },
        statement,
      },
    });
  }
  const lastOn = entries.at(-1)?.[0];
  if (lastOn === undefined) throw new Error(`The example has no discussion of ${version}.`);
  return lastOn;
}
