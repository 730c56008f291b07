import { date, prose, reference } from '../shared/fields.ts';
import { defineRecord, type RecordOf } from '../shared/record.ts';

/**
 * That an ecosystem took up a practice, its own or another's, in one of its activities or at large; and what it changed.
 * The ecosystem is that of the record.
 *
 * @see NSF INCLUDES, design elements of collaborative infrastructure: expansion, sustainability and scale
 */
export const practiceAdoption = defineRecord({
  name: 'PracticeAdoption',
  prefix: 'practice_adoption',
  fields: {
    practiceId: reference('practice', { crossing: true }),
    activityId: reference('activity').nullable(),
    adoptedOn: date(),
    adaptation: prose().nullable(),
  },
  past: ['adoptedOn'],
  fixed: ['practiceId', 'activityId'],
});

/** See {@link practiceAdoption}. */
export type PracticeAdoption = RecordOf<typeof practiceAdoption>;
