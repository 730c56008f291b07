import type { InferKyselyDB } from '@mikro-orm/sql';
import type { EcosystemTables } from '../ecosystem/index.ts';
import { ApiKeyEntity } from './api-key/api-key.entity.ts';
import { AccessGrantEntity } from './grant/access-grant.entity.ts';
import { IdempotencyEntity } from './idempotency.entity.ts';
import { InvitationEntity, InvitationSecretEntity } from './invitation/invitation.entity.ts';
import { PrincipalEntity } from './principal.entity.ts';
import { RateBudgetEntity } from './rate-budget.entity.ts';
import { SharingAcceptanceEntity, SharingAgreementEntity } from './sharing/sharing-agreement.entity.ts';
import { VoidedRecordEntity } from './voiding/voided-record.entity.ts';

/** The record types of this domain. */
export const accessEntities = [
  AccessGrantEntity,
  InvitationEntity,
  SharingAgreementEntity,
  SharingAcceptanceEntity,
] as const;

/** Tables of this domain that contain no records. */
export const accessParts = [
  IdempotencyEntity,
  PrincipalEntity,
  ApiKeyEntity,
  InvitationSecretEntity,
  RateBudgetEntity,
  VoidedRecordEntity,
] as const;

/** The tables that statements of this domain read, as the query builder knows them. */
export type AccessTables = EcosystemTables &
  InferKyselyDB<(typeof accessEntities)[number] | (typeof accessParts)[number]>;
