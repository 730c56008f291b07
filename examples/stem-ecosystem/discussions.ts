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
      'Schools already have timetables. No additional data collection is needed.',
    ],
    ['2023-09-12', 'state-university', 'Researcher', 'concern', 'A timetable shows planned hours, not taught hours.'],
    [
      '2023-09-19',
      'district',
      'Head of curriculum',
      null,
      'We use the timetables of October and state this in the collection method.',
    ],
  ],
  'algebra-by-nine/1': [
    ['2023-09-12', 'north-high', 'Principal', 'support', 'We have this figure every June.'],
    [
      '2023-09-12',
      'harbor-high',
      'Principal',
      'question',
      'How are students counted who complete algebra in another course?',
    ],
  ],
  'algebra-by-nine/2': [
    [
      '2024-05-14',
      'harbor-high',
      'Principal',
      'support',
      'Integrated courses must count. Otherwise our share appears too low.',
    ],
    [
      '2024-05-14',
      'state-university',
      'Researcher',
      'concern',
      'The share will rise only because of the new definition.',
    ],
    ['2024-05-21', 'state-university', 'Researcher', 'support', 'I agree if the caveat is recorded.'],
  ],
  'places-after-school/1': [
    ['2023-09-19', 'after-school', 'Director', 'support', 'Every program knows its number of places.'],
  ],
  'places-after-school/2': [
    [
      '2025-08-19',
      'code-nights',
      'Organizer',
      'concern',
      'Our courses last six weeks. They would no longer be counted.',
    ],
  ],
  'children-after-school/1': [
    [
      '2023-09-19',
      'after-school',
      'Director',
      'support',
      'Use our definition: each child is counted once, from attendance lists.',
    ],
    [
      '2023-09-19',
      'city-library',
      'Librarian',
      'question',
      'How are children counted who attend two programs? We cannot identify them.',
    ],
  ],
  'teachers-trained/1': [
    ['2023-09-26', 'state-university', 'Researcher', 'support', 'Our lists contain all teachers who enrolled.'],
  ],
  'teachers-trained/2': [
    [
      '2024-05-21',
      'north-high',
      'Principal',
      'support',
      'Count the teachers who completed the course, not those who enrolled.',
    ],
    ['2024-05-21', 'state-university', 'Researcher', 'concern', 'Then the two years cannot be compared.'],
  ],
  'data-agreements/1': [
    ['2023-10-03', 'district', 'Head of curriculum', 'support', 'We sign the agreements, so we can count them.'],
  ],
  'girls-in-courses/1': [
    [
      '2023-09-19',
      'district',
      'Head of curriculum',
      'question',
      'Which courses are STEM courses? The definition must list them.',
    ],
    ['2023-10-03', null, 'A parent', 'support', 'List the courses, then start.'],
  ],
  'workplace-visits/1': [
    ['2023-09-26', 'turbines', 'Head of training', 'support', 'The visitors’ book is a sufficient source.'],
  ],
  'students-with-mentor/1': [
    ['2025-06-10', 'turbines', 'Head of training', 'support', 'Mentors record each meeting.'],
    ['2025-06-10', 'youth-council', 'Speaker', 'concern', 'Video meetings should count as well.'],
    ['2025-08-12', 'north-high', 'Counselor', 'question', 'Which workplace counts a student with two mentors?'],
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
