import { type SharingDetail, sharingDetails } from '@collective-impact/sdk';
import { type IndicatorScope, indicatorScopes } from '@collective-impact/sdk/access';
import { defineEntity, p } from '@mikro-orm/core';
import { EcosystemEntity } from '../../ecosystem/index.ts';
import { day, recordProperties, timestamp } from '../../shared/record-entity.ts';
import { reference } from '../../shared/reference.ts';

const properties = {
  ...recordProperties,
  ecosystemId: () => reference(EcosystemEntity, 'ecosystem_id'),
  endedAt: timestamp().nullable(),
  endReason: p.text().nullable(),
};

/** The offer of an ecosystem to share with a network. */
export const SharingAgreementEntity = defineEntity({
  name: 'SharingAgreement',
  tableName: 'sharing_agreement',
  properties: {
    ...properties,
    networkId: () => reference(EcosystemEntity, 'network_id'),
    number: p.integer(),
    indicatorScope: p.enum(indicatorScopes).$type<IndicatorScope>(),
    indicatorIds: p.array().columnType('uuid[]').$type<string[]>(),
    detail: p.enum(sharingDetails).$type<SharingDetail>(),
    minimumThreshold: p.integer(),
    startsOn: day(),
    endsOn: day().nullable(),
    purpose: p.text(),
  },
  uniques: [{ name: 'sharing_agreement_number', properties: ['networkId', 'ecosystemId', 'number'] }],
  checks: [
    { name: 'sharing_agreement_with_another', expression: 'network_id <> ecosystem_id' },
    { name: 'sharing_agreement_ends_after_start', expression: 'ends_on >= starts_on' },
    { name: 'sharing_agreement_end_with_reason', expression: '(ended_at is null) = (end_reason is null)' },
    {
      name: 'sharing_agreement_names_indicators',
      expression: "(indicator_scope = 'NAMED') = (cardinality(indicator_ids) > 0)",
    },
  ],
  indexes: [{ name: 'sharing_agreement_by_ecosystem', properties: ['ecosystemId', 'id'] }],
});

/** The acceptance of an agreement by the network. */
export const SharingAcceptanceEntity = defineEntity({
  name: 'SharingAcceptance',
  tableName: 'sharing_acceptance',
  properties: {
    ...properties,
    agreementId: () => reference(SharingAgreementEntity, 'agreement_id'),
    memberId: () => reference(EcosystemEntity, 'member_id'),
  },
  uniques: [{ name: 'sharing_acceptance_once', properties: ['agreementId'] }],
  checks: [
    { name: 'sharing_acceptance_of_another', expression: 'member_id <> ecosystem_id' },
    { name: 'sharing_acceptance_end_with_reason', expression: '(ended_at is null) = (end_reason is null)' },
  ],
  indexes: [{ name: 'sharing_acceptance_by_ecosystem', properties: ['ecosystemId', 'id'] }],
});
