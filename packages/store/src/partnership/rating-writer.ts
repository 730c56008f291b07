import { accepted, refused } from '@collective-impact/sdk';
import {
  judgeRatingOfWave,
  type RelationshipRating,
  relationshipRating,
  type SurveyWaveState,
} from '@collective-impact/sdk/partnership';
import type { RecordDefinition } from '../shared/record-definition.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { changedFields } from '../shared/writing/changed-fields.ts';
import type { PartnershipTables } from './entities.ts';
import { RelationshipRatingEntity } from './relationship-rating.entity.ts';
import { judgeBoundary } from './survey-wave-boundary.ts';

/**
 * How relationship ratings are stored: one per wave and direction, from an organization that responded to the wave. A rating
 * belongs to the ecosystem of its rater, and its wave can belong to a network of that ecosystem.
 */
export const relationshipRatingDefinition: RecordDefinition<
  typeof relationshipRating,
  typeof RelationshipRatingEntity
> = {
  type: relationshipRating,
  entity: RelationshipRatingEntity,
  onCreate: async (unit, draft) => {
    const wave = await lockWave(unit, draft);
    const organizations = isInWave(draft.ratedId, wave) ? [] : [{ id: draft.ratedId, path: ['ratedId'] }];
    const issues = [
      ...judgeRatingOfWave(draft, wave),
      ...(await judgeBoundary(unit, { ecosystemId: wave.ecosystemId, organizations })),
    ];
    return issues.length > 0 ? refused(...issues) : accepted({ wave: wave.number });
  },
  onUpdate: async (unit, { record, changes }) => {
    if (!changedFields(record, changes).includes('ratedOn')) return accepted({});
    const issues = judgeRatingOfWave({ ...record, ...changes }, await lockWave(unit, record));
    return issues.length > 0 ? refused(...issues) : accepted({});
  },
  onRestore: async (unit, record) => {
    const issues = judgeRatingOfWave(record, await lockWave(unit, record));
    return issues.length > 0 ? refused(...issues) : accepted({});
  },
  constraints: {
    relationship_rating_once: {
      path: ['ratedId'],
      message:
        'This organization has already rated the other organization in this wave. Update that rating, or choose another wave.',
    },
  },
};

type RatedSurveyWave = SurveyWaveState & { ecosystemId: string; number: number };

/** Whether an organization was invited to a survey wave or responded to it. */
function isInWave(organizationId: string, { invitedOrganizationIds, responses }: SurveyWaveState): boolean {
  if (invitedOrganizationIds?.includes(organizationId)) return true;
  return responses.some((response) => response.organizationId === organizationId);
}

/** The survey wave of a rating. The wave is locked until the transaction ends, so that it does not change. */
async function lockWave(
  unit: UnitOfWork,
  { surveyWaveId }: Pick<RelationshipRating, 'surveyWaveId'>,
): Promise<RatedSurveyWave> {
  const [wave] = await unit.rows(
    unit
      .tables<PartnershipTables>()
      .selectFrom('survey_wave')
      .select(['ecosystem_id as ecosystemId', 'number', 'opens_on as opensOn', 'closes_on as closesOn'])
      .select(['responses', 'invited_organization_ids as invitedOrganizationIds'])
      .where('id', '=', surveyWaveId)
      .forShare(),
  );
  if (!wave) throw new Error(`Survey wave ${surveyWaveId} does not exist, although its reference was accepted.`);
  return wave;
}
