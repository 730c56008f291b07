import { codeOf, codeOfScheme } from '../shared/code.ts';
import { reference } from '../shared/fields.ts';
import { defineRecord, type RecordOf } from '../shared/record.ts';
import { placeLevels } from './place-level.ts';

/**
 * A place of an ecosystem, and the place that contains it. `code` is the code by which other records name the place, from a
 * public register or the ecosystem's own list. The parent is a place of the same ecosystem; null if no place contains it.
 *
 * @see https://schema.org/containedInPlace
 */
export const place = defineRecord({
  name: 'Place',
  prefix: 'place',
  managedBy: 'STEWARD',
  fields: {
    code: codeOfScheme('place'),
    level: codeOf(placeLevels),
    parentId: reference('place').nullable(),
  },
});

/** See {@link place}. */
export type Place = RecordOf<typeof place>;
