import { date, prose, reference } from '../shared/fields.ts';
import { defineRecord, type RecordOf } from '../shared/record.ts';

/**
 * That an ecosystem took up a practice, its own or another's, in one of its activities or at large; and what it changed.
 * The ecosystem is that of the record.
 *
 * @see NSF INCLUDES, design elements of collaborative infrastructure: expansion, sustainability and scale
 */
export const practiceUptake = defineRecord({
  name: 'PracticeUptake',
  prefix: 'practice_uptake',
  fields: {
    practiceId: reference('practice', { crossing: true }),
    activityId: reference('activity').nullable(),
    takenUpOn: date(),
    adaptation: prose().nullable(),
  },
  past: ['takenUpOn'],
  fixed: ['practiceId', 'activityId'],
});

/** See {@link practiceUptake}. */
export type PracticeUptake = RecordOf<typeof practiceUptake>;
