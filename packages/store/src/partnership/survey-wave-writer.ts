import { accepted, refused } from '@collective-impact/sdk';
import {
  answerSurveyWave as answer,
  judgeWaveOfRatings,
  surveyResponseValues,
  surveyWave,
} from '@collective-impact/sdk/partnership';
import { sql } from 'kysely';
import { changedFields } from '../shared/changed-fields.ts';
import { eventDayOf } from '../shared/event-day.ts';
import type { RecordDefinition } from '../shared/record-definition.ts';
import { judgeReferences, resolveIds } from '../shared/references.ts';
import { transition } from '../shared/transition.ts';
import { SurveyWaveEntity } from './survey-wave.entity.ts';

/** How survey waves are stored. The responses and dates of a wave must match its ratings. */
export const surveyWaveDefinition: RecordDefinition<typeof surveyWave, typeof SurveyWaveEntity> = {
  type: surveyWave,
  entity: SurveyWaveEntity,
  onUpdate: async (unit, { record, changes }) => {
    const changed = changedFields(record, changes);
    if (!judgedByRatings.some((field) => changed.includes(field))) return accepted({});
    const ratings = await unit.rows<{ raterId: string; ratedOn: string | null }>(
      sql`select distinct "rater_id" as "raterId", "rated_on" as "ratedOn" from "relationship_rating" where "survey_wave_id" = ${record.id}::uuid`,
    );
    const issues = judgeWaveOfRatings({ ...record, ...changes }, ratings).filter(({ path: [field = ''] }) =>
      changed.some((each) => each === field),
    );
    return issues.length > 0 ? refused(...issues) : accepted({});
  },
  constraints: {
    survey_wave_number_once: {
      path: ['number'],
      message: 'The ecosystem already has a survey wave with this `number`. Use the next number, or update that wave.',
    },
  },
};

/** The fields of a wave that must match its ratings. */
const judgedByRatings = ['responses', 'opensOn', 'closesOn'] as const;

const respondent = {
  references: [{ field: 'organizationId', name: 'organization', prefix: 'organization', list: false, crossing: false }],
};

/** Records the response of an organization to a survey wave. */
export const answerSurveyWave = transition(surveyWaveDefinition, {
  name: 'answerSurveyWave',
  values: surveyResponseValues,
  rule: async (unit, { record, values }) => {
    const { values: resolved, references } = resolveIds(respondent, values);
    const { issues } = await judgeReferences(unit, { references, container: null, ecosystemId: record.ecosystemId });
    if (issues.length > 0) return refused(...issues);
    const { organizationId, respondedOn } = resolved;
    const { on, today } = await eventDayOf(unit, { record, on: respondedOn });
    return answer(record, { organizationId, respondedOn: on, today });
  },
});
