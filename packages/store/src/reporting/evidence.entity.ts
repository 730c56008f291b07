import { consentStatuses } from '@collective-impact/sdk/reporting';
import { defineEntity, p } from '@mikro-orm/core';
import { EcosystemEntity, OrganizationEntity } from '../ecosystem/index.ts';
import { IndicatorEntity } from '../indicator/index.ts';
import { code, day, recordProperties, sortedText } from '../shared/record-entity.ts';
import { reference } from '../shared/reference.ts';

/** The goal is referenced by name, not by import: this domain does not import the agenda domain. */
export const EvidenceEntity = defineEntity({
  name: 'Evidence',
  tableName: 'evidence',
  properties: {
    ...recordProperties,
    ecosystemId: () => reference(EcosystemEntity, 'ecosystem_id'),
    goalId: () => reference('Goal', 'goal_id').nullable(),
    indicatorId: () => reference(IndicatorEntity, 'indicator_id').nullable(),
    organizationId: () => reference(OrganizationEntity, 'organization_id').nullable(),
    kind: code(),
    title: p.text(),
    text: p.text().nullable(),
    url: p.text().nullable(),
    period: sortedText(),
    periodStart: day(),
    periodEnd: day(),
    consent: p.enum(consentStatuses),
    consentOn: day().nullable(),
    consentRecordedBy: p.text().nullable(),
    withdrawnOn: day().nullable(),
  },
  checks: [
    { name: 'evidence_of_something', expression: 'goal_id is not null or indicator_id is not null' },
    { name: 'evidence_says_something', expression: '"text" is not null or url is not null' },
    {
      name: 'evidence_open_with_consent',
      expression: "visibility = 'RESTRICTED' or consent in ('GIVEN', 'NOT_NEEDED')",
    },
    { name: 'evidence_withdrawn_on_a_day', expression: "(consent = 'WITHDRAWN') = (withdrawn_on is not null)" },
  ],
  indexes: [
    { name: 'evidence_by_ecosystem', properties: ['ecosystemId', 'periodStart', 'id'] },
    { name: 'evidence_by_goal', properties: ['goalId', 'periodStart', 'id'] },
    { name: 'evidence_by_indicator', properties: ['indicatorId', 'periodStart', 'id'] },
  ],
});
