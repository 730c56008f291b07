import * as z from 'zod';
import { date, line, prose } from '../shared/fields.ts';
import { defineRecord, type RecordOf } from '../shared/record.ts';
import { judgeSynonyms } from './term-key.ts';
import { termStatuses } from './term-life-cycle.ts';

/**
 * A term of the partners' shared glossary: its definition, the source of the definition, its synonyms, and where it is used. Two
 * terms that are not retired cannot have the same name.
 *
 * @see STEM Learning Ecosystems, Strategy One: work on defining and using common language
 */
export const term = defineRecord({
  name: 'Term',
  prefix: 'term',
  fields: {
    term: line(),
    definition: prose(),
    source: line().nullable(),
    synonyms: z.array(line()).max(50),
    usedIn: z.array(line()).max(50),
    status: z.enum(termStatuses),
    adoptedOn: date().nullable(),
    retiredOn: date().nullable(),
  },
  setByRule: ['status', 'adoptedOn', 'retiredOn'],
  judge: judgeSynonyms,
});

/** See {@link term}. */
export type Term = RecordOf<typeof term>;
