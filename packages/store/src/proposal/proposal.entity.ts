import { type FieldValue, type ProposalStatus, proposalStatuses } from '@collective-impact/sdk/proposal';
import { defineEntity, p } from '@mikro-orm/core';
import { PrincipalEntity } from '../access/index.ts';
import { EcosystemEntity } from '../ecosystem/index.ts';
import { recordProperties, timestamp } from '../shared/record-entity.ts';
import { reference } from '../shared/reference.ts';

export const ProposalEntity = defineEntity({
  name: 'Proposal',
  tableName: 'proposal',
  properties: {
    ...recordProperties,
    ecosystemId: () => reference(EcosystemEntity, 'ecosystem_id'),
    /** The UUID of a record of the type `recordType`, which is a prefix. */
    recordId: p.uuid(),
    recordType: p.text(),
    recordVersion: p.integer(),
    changes: p.json().$type<FieldValue[]>(),
    basis: p.json().$type<FieldValue[]>(),
    reason: p.text(),
    status: p.enum(proposalStatuses).$type<ProposalStatus>(),
    proposerId: () => reference(PrincipalEntity, 'proposer_id').nullable(),
    decidedById: () => reference(PrincipalEntity, 'decided_by_id').nullable(),
    decidedAt: timestamp().nullable(),
    decisionReason: p.text().nullable(),
  },
  checks: [{ name: 'proposal_decided_unless_open', expression: "(status = 'OPEN') = (decided_at is null)" }],
  indexes: [
    { name: 'proposal_by_ecosystem', properties: ['ecosystemId', 'createdAt', 'id'] },
    { name: 'proposal_by_record', properties: ['recordId'] },
    { name: 'proposal_by_proposer', properties: ['proposerId'] },
  ],
});
