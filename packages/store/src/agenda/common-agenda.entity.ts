import { agendaStatuses } from '@collective-impact/sdk/agenda';
import { defineEntity, p } from '@mikro-orm/core';
import { EcosystemEntity } from '../ecosystem/index.ts';
import { day, recordProperties } from '../shared/record-entity.ts';
import { reference } from '../shared/reference.ts';

export const CommonAgendaEntity = defineEntity({
  name: 'CommonAgenda',
  tableName: 'common_agenda',
  properties: {
    ...recordProperties,
    ecosystemId: () => reference(EcosystemEntity, 'ecosystem_id'),
    number: p.integer(),
    status: p.enum(agendaStatuses),
    vision: p.text().nullable(),
    problemStatement: p.text().nullable(),
    principles: p.json().$type<string[]>(),
    keyTermIds: p.array().columnType('uuid[]').$type<string[]>(),
    horizon: day().nullable(),
    proposedOn: day().nullable(),
    ratifiedOn: day().nullable(),
    supersededOn: day().nullable(),
  },
  checks: [
    { name: 'common_agenda_ratified_after_proposed', expression: 'ratified_on >= proposed_on' },
    { name: 'common_agenda_superseded_after_ratified', expression: 'superseded_on >= ratified_on' },
  ],
  uniques: [
    { name: 'common_agenda_number_unique', properties: ['ecosystemId', 'number'] },
    { name: 'common_agenda_one_in_force', properties: ['ecosystemId'], where: "status = 'RATIFIED' and not is_voided" },
  ],
});
