import * as z from 'zod';
import { date, prose, reference } from '../shared/fields.ts';
import { defineRecord, type RecordOf } from '../shared/record.ts';
import { judgeTwoOrganizations } from './partnership-rules.ts';

/** Levels of collaboration, from 0; the level of a rating is a place in this list. */
export const collaborationLevels = [
  'No interaction',
  'Networking',
  'Cooperation',
  'Coordination',
  'Coalition',
  'Collaboration',
] as const;

/**
 * How one organization sees its relationship with another, in a wave of asking. What the other says of the same
 * relationship is a rating of its own; a difference between the two is a finding, not an error. `trust` and `value` are
 * from 1, not at all, to 4, a great deal.
 *
 * @see https://doi.org/10.1177/1098214006290356 Frey, Lohmeier, Lee and Tollefson 2006, Measuring collaboration among
 * grant partners, for the levels
 */
export const relationshipRating = defineRecord({
  name: 'RelationshipRating',
  prefix: 'relationship_rating',
  fields: {
    raterId: reference('organization'),
    ratedId: reference('organization'),
    wave: z.int().min(1).max(1000),
    collaborationLevel: z.int().min(0).max(5),
    trust: z.int().min(1).max(4).nullable(),
    value: z.int().min(1).max(4).nullable(),
    ratedOn: date().nullable(),
    comment: prose().nullable(),
  },
  past: ['ratedOn'],
  within: 'raterId',
  fixed: ['ratedId', 'wave'],
  judge: ({ raterId, ratedId }) => judgeTwoOrganizations({ id: raterId, otherId: ratedId, path: 'ratedId' }),
});

/** See {@link relationshipRating}. */
export type RelationshipRating = RecordOf<typeof relationshipRating>;
