import { fundingStatuses } from '@collective-impact/sdk/backbone';
import { defineEntity, p } from '@mikro-orm/core';
import { StrategyEntity } from '../agenda/index.ts';
import { EcosystemEntity, OrganizationEntity } from '../ecosystem/index.ts';
import { code, day, numeric, recordProperties } from '../shared/record-entity.ts';
import { reference } from '../shared/reference.ts';

export const FundingEntity = defineEntity({
  name: 'Funding',
  tableName: 'funding',
  properties: {
    ...recordProperties,
    ecosystemId: () => reference(EcosystemEntity, 'ecosystem_id'),
    title: p.text(),
    funderId: () => reference(OrganizationEntity, 'funder_id').nullable(),
    recipientId: () => reference(OrganizationEntity, 'recipient_id').nullable(),
    awardId: () => reference(FundingEntity, 'award_id').nullable(),
    amount: numeric(),
    currency: p.text(),
    status: p.enum(fundingStatuses),
    requestedOn: day().nullable(),
    committedOn: day().nullable(),
    receivedOn: day().nullable(),
    declinedOn: day().nullable(),
    startsOn: day().nullable(),
    endsOn: day().nullable(),
    function: code().nullable(),
    strategyId: () => reference(StrategyEntity, 'strategy_id').nullable(),
  },
  checks: [
    { name: 'funding_amount', expression: 'amount > 0' },
    { name: 'funding_currency', expression: "currency ~ '^[A-Z]{3}$'" },
    { name: 'funding_ends_after_start', expression: 'ends_on >= starts_on' },
    { name: 'funding_committed_after_request', expression: 'committed_on >= requested_on' },
    { name: 'funding_received_after_commitment', expression: 'received_on >= committed_on' },
    { name: 'funding_declined_after_commitment', expression: 'declined_on >= committed_on' },
    { name: 'funding_part_of_another', expression: 'award_id <> id' },
    { name: 'funding_has_a_side', expression: 'funder_id is not null or recipient_id is not null' },
    { name: 'funding_two_sides', expression: 'funder_id <> recipient_id' },
  ],
  indexes: [
    { name: 'funding_by_ecosystem', properties: ['ecosystemId', 'id'] },
    { name: 'funding_by_funder', properties: ['funderId', 'id'] },
    { name: 'funding_by_recipient', properties: ['recipientId', 'id'] },
    { name: 'funding_by_award', properties: ['awardId', 'id'] },
    { name: 'funding_by_strategy', properties: ['strategyId', 'id'] },
  ],
});
