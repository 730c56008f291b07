import type { SurveyWave } from '@collective-impact/sdk/partnership';
import { defineEntity, p } from '@mikro-orm/core';
import { EcosystemEntity } from '../ecosystem/index.ts';
import { day, recordProperties } from '../shared/record-entity.ts';
import { reference } from '../shared/reference.ts';

export const SurveyWaveEntity = defineEntity({
  name: 'SurveyWave',
  tableName: 'survey_wave',
  properties: {
    ...recordProperties,
    ecosystemId: () => reference(EcosystemEntity, 'ecosystem_id'),
    number: p.integer(),
    instrument: p.text().nullable(),
    instrumentUrl: p.text().nullable(),
    instrumentCitation: p.text().nullable(),
    opensOn: day().nullable(),
    closesOn: day().nullable(),
    invitedOrganizationIds: p.array().columnType('uuid[]').$type<string[]>().nullable(),
    responses: p.json().$type<SurveyWave['responses']>(),
  },
  uniques: [{ name: 'survey_wave_number_once', properties: ['ecosystemId', 'number'] }],
  checks: [{ name: 'survey_wave_closes_after_opening', expression: 'closes_on >= opens_on' }],
});
