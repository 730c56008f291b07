import { line, prose, reference } from '../shared/fields.ts';
import { defineRecord, type RecordOf } from '../shared/record.ts';

/**
 * Something that works, described once, so that others can take it up.
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
