import { line, prose, reference } from '../shared/fields.ts';
import { defineRecord, type RecordOf } from '../shared/record.ts';

/**
 * A practice that works, described so that others can adopt it. `originId` is the activity in which it originated.
 *
 * @see NSF INCLUDES, design elements of collaborative infrastructure: expansion, sustainability and scale
 */
export const practice = defineRecord({
  name: 'Practice',
  prefix: 'practice',
  fields: {
    title: line(),
    description: prose(),
    evidence: prose().nullable(),
    originId: reference('activity').nullable(),
  },
});

/** See {@link practice}. */
export type Practice = RecordOf<typeof practice>;
