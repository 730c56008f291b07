import { accepted, type Issue, refused } from '@collective-impact/sdk';
import {
  judgeWaveOfRatings,
  respondToSurveyWave as respond,
  type SurveyWaveState,
  surveyResponseValues,
  surveyWave,
} from '@collective-impact/sdk/partnership';
import { eventDayOf } from '../shared/event-day.ts';
import type { RecordDefinition } from '../shared/record-definition.ts';
import { type TransitionOf, transition } from '../shared/transition.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { changedFields } from '../shared/writing/changed-fields.ts';
import { judgeReferences, resolveIds } from '../shared/writing/references.ts';
import type { PartnershipTables } from './entities.ts';
import { SurveyWaveEntity } from './survey-wave.entity.ts';
import { judgeBoundary } from './survey-wave-boundary.ts';

type SurveyedOrganizations = Partial<Pick<SurveyWaveState, 'invitedOrganizationIds' | 'responses'>>;

/**
 * How survey waves are stored. The responses and dates of a wave must match its ratings. An organization that a network
 * membership allowed stays in the wave after the membership ends.
 */
export const surveyWaveDefinition: RecordDefinition<typeof surveyWave, typeof SurveyWaveEntity> = {
  type: surveyWave,
  entity: SurveyWaveEntity,
  onCreate: async (unit, draft) => {
    const organizations = addedOrganizations(draft, {});
    const issues = await judgeBoundary(unit, { ecosystemId: draft.ecosystemId, organizations });
    return issues.length > 0 ? refused(...issues) : accepted({});
  },
  onUpdate: async (unit, { record, changes }) => {
    const organizations = addedOrganizations(changes, record);
    const issues = [
      ...(await judgeBoundary(unit, { ecosystemId: record.ecosystemId, organizations })),
      ...(await judgeRatingsOf(unit, { record, changes })),
    ];
    return issues.length > 0 ? refused(...issues) : accepted({});
  },
  constraints: {
    survey_wave_number_once: {
      path: ['number'],
      message: 'The ecosystem already has a survey wave with this `number`. Use the next number, or update that wave.',
    },
  },
};

/** The organizations that new lists of a wave have and earlier lists do not. */
function addedOrganizations(
  wave: SurveyedOrganizations,
  earlier: SurveyedOrganizations,
): { id: string; path: string[] }[] {
  const known = new Set([
    ...(earlier.invitedOrganizationIds ?? []),
    ...(earlier.responses ?? []).map(({ organizationId }) => organizationId),
  ]);
  const invited = (wave.invitedOrganizationIds ?? []).map((id, at) => ({
    id,
    path: ['invitedOrganizationIds', String(at)],
  }));
  const responding = (wave.responses ?? []).map(({ organizationId }, at) => ({
    id: organizationId,
    path: ['responses', String(at), 'organizationId'],
  }));
  return [...invited, ...responding].filter(({ id }) => !known.has(id));
}

/** The fields of a wave that must match its ratings. */
const judgedByRatings = ['responses', 'opensOn', 'closesOn'] as const;

async function judgeRatingsOf(
  unit: UnitOfWork,
  { record, changes }: { record: SurveyWaveState & { id: string }; changes: Partial<SurveyWaveState> },
): Promise<Issue[]> {
  const changed = changedFields(record, changes);
  if (!judgedByRatings.some((field) => changed.includes(field))) return [];
  const ratings = await unit.rows(
    unit
      .tables<PartnershipTables>()
      .selectFrom('relationship_rating')
      .select(['rater_id as raterId', 'rated_on as ratedOn'])
      .distinct()
      .where('survey_wave_id', '=', record.id),
  );
  return judgeWaveOfRatings({ ...record, ...changes }, ratings).filter(({ path: [field = ''] }) =>
    changed.some((each) => each === field),
  );
}

const respondent = {
  references: [{ field: 'organizationId', name: 'organization', prefix: 'organization', list: false, crossing: true }],
};

/** Records the response of an organization to a survey wave. */
export const respondToSurveyWave: TransitionOf<typeof surveyWaveDefinition, typeof surveyResponseValues> = transition(
  surveyWaveDefinition,
  {
    name: 'respondToSurveyWave',
    values: surveyResponseValues,
    actingFor: 'organizationId',
    rule: async (unit, { record, values }) => {
      const { ecosystemId } = record;
      const { values: resolved, references } = resolveIds(respondent, values);
      const { issues } = await judgeReferences(unit, { references, container: null, ecosystemId });
      if (issues.length > 0) return refused(...issues);
      const { organizationId, respondedOn } = resolved;
      const organizations = [{ id: organizationId, path: ['organizationId'] }];
      const isInvited = record.invitedOrganizationIds?.includes(organizationId);
      const outside = isInvited ? [] : await judgeBoundary(unit, { ecosystemId, organizations });
      if (outside.length > 0) return refused(...outside);
      const { on, today } = await eventDayOf(unit, { record, on: respondedOn });
      return respond(record, { organizationId, respondedOn: on, today });
    },
  },
);
