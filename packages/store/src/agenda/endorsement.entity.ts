import { defineEntity, p } from '@mikro-orm/core';
import { EcosystemEntity, OrganizationEntity } from '../ecosystem/index.ts';
import { day, recordProperties } from '../shared/record-entity.ts';
import { reference } from '../shared/reference.ts';
import { CommonAgendaEntity } from './common-agenda.entity.ts';

export const EndorsementEntity = defineEntity({
  name: 'Endorsement',
  tableName: 'endorsement',
  properties: {
    ...recordProperties,
    ecosystemId: () => reference(EcosystemEntity, 'ecosystem_id'),
    commonAgendaId: () => reference(CommonAgendaEntity, 'common_agenda_id'),
    organizationId: () => reference(OrganizationEntity, 'organization_id'),
    endorsedOn: day(),
    signatory: p.text().nullable(),
    signatoryRole: p.text().nullable(),
    statement: p.text().nullable(),
    withdrawnOn: day().nullable(),
  },
  uniques: [{ name: 'endorsement_once', properties: ['commonAgendaId', 'organizationId'] }],
  checks: [{ name: 'endorsement_withdrawn_after', expression: 'withdrawn_on >= endorsed_on' }],
  indexes: [
    { name: 'endorsement_by_ecosystem', properties: ['ecosystemId', 'id'] },
    { name: 'endorsement_by_organization', properties: ['organizationId', 'endorsedOn', 'id'] },
    { name: 'endorsement_by_agenda', properties: ['commonAgendaId', 'endorsedOn', 'id'] },
  ],
});
