import { judgeDateOrder } from '../shared/dates/dates.ts';
import { date, prose, reference } from '../shared/fields.ts';
import { defineRecord, type RecordOf } from '../shared/record.ts';

/**
 * Adoption of a practice by an ecosystem as a whole, or by one of its activities, and how the practice was adapted.
 * The ecosystem is that of the record. The practice is in use from `adoptedOn` to the day before `discontinuedOn`. If it is
 * adopted again later, that is another adoption.
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
    discontinuedOn: date().nullable(),
    adaptation: prose().nullable(),
  },
  past: ['adoptedOn', 'discontinuedOn'],
  fixed: ['practiceId', 'activityId'],
  judge: ({ adoptedOn, discontinuedOn }) =>
    judgeDateOrder({ start: adoptedOn, end: discontinuedOn, path: 'discontinuedOn' }),
});

/** See {@link practiceAdoption}. */
export type PracticeAdoption = RecordOf<typeof practiceAdoption>;
