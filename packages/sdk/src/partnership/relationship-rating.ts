import * as z from 'zod';
import { date, prose, reference } from '../shared/fields.ts';
import { defineRecord, type RecordOf } from '../shared/record.ts';
import { judgeTwoOrganizations } from './partnership-rules.ts';

/** Levels of collaboration. `collaborationLevel` of a rating is the index in this list. */
export const collaborationLevels = [
  'No interaction',
  'Networking',
  'Cooperation',
  'Coordination',
  'Coalition',
  'Collaboration',
] as const;

/**
 * An organization's rating of its relationship with another organization, in one survey wave. Each organization rates
 * separately, and the two ratings can differ. The rating belongs to the ecosystem of the rater. In the wave of a network, the
 * two organizations can belong to different members. `trust` and `value` are 1 (none) to 4 (a great deal).
 *
 * @see https://doi.org/10.1177/1098214006290356 Frey, Lohmeier, Lee and Tollefson 2006, Measuring collaboration among
 * grant partners, for the levels
 */
export const relationshipRating = defineRecord({
  name: 'RelationshipRating',
  prefix: 'relationship_rating',
  ownedBy: ['raterId'],
  managedBy: 'STEWARD',
  fields: {
    raterId: reference('organization'),
    ratedId: reference('organization', { crossing: true }),
    surveyWaveId: reference('survey_wave', { crossing: true }),
    collaborationLevel: z.int().min(0).max(5),
    trust: z.int().min(1).max(4).nullable(),
    value: z.int().min(1).max(4).nullable(),
    ratedOn: date().nullable(),
    comment: prose().nullable(),
  },
  past: ['ratedOn'],
  within: 'raterId',
  fixed: ['ratedId', 'surveyWaveId'],
  judge: ({ raterId, ratedId }) => judgeTwoOrganizations({ id: raterId, otherId: ratedId, path: 'ratedId' }),
});

/** See {@link relationshipRating}. */
export type RelationshipRating = RecordOf<typeof relationshipRating>;
