import { defineEntity, p } from '@mikro-orm/core';
import { EcosystemEntity, OrganizationEntity } from '../ecosystem/index.ts';
import { day, recordProperties } from '../shared/record-entity.ts';
import { reference } from '../shared/reference.ts';
import { SurveyWaveEntity } from './survey-wave.entity.ts';

/** `wave` is the number of the survey wave, which never changes. Lists of ratings are ordered by it. */
export const RelationshipRatingEntity = defineEntity({
  name: 'RelationshipRating',
  tableName: 'relationship_rating',
  properties: {
    ...recordProperties,
    ecosystemId: () => reference(EcosystemEntity, 'ecosystem_id'),
    raterId: () => reference(OrganizationEntity, 'rater_id'),
    ratedId: () => reference(OrganizationEntity, 'rated_id'),
    surveyWaveId: () => reference(SurveyWaveEntity, 'survey_wave_id'),
    wave: p.integer(),
    collaborationLevel: p.integer(),
    trust: p.integer().nullable(),
    value: p.integer().nullable(),
    ratedOn: day().nullable(),
    comment: p.text().nullable(),
  },
  uniques: [{ name: 'relationship_rating_once', properties: ['raterId', 'ratedId', 'surveyWaveId'] }],
  checks: [
    { name: 'relationship_rating_of_another', expression: 'rater_id <> rated_id' },
    {
      name: 'relationship_rating_collaboration_level',
      expression: 'collaboration_level >= 0 and collaboration_level <= 5',
    },
    { name: 'relationship_rating_trust', expression: 'trust >= 1 and trust <= 4' },
    { name: 'relationship_rating_value', expression: 'value >= 1 and value <= 4' },
  ],
  indexes: [
    { name: 'relationship_rating_by_wave', properties: ['ecosystemId', 'wave', 'id'] },
    { name: 'relationship_rating_by_survey_wave', properties: ['surveyWaveId', 'id'] },
    { name: 'relationship_rating_by_rated', properties: ['ratedId', 'id'] },
  ],
});
