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
export const accessEntities: readonly [
  typeof AccessGrantEntity,
  typeof InvitationEntity,
  typeof SharingAgreementEntity,
  typeof SharingAcceptanceEntity,
] = [AccessGrantEntity, InvitationEntity, SharingAgreementEntity, SharingAcceptanceEntity];

/** Tables of this domain that contain no records. */
export const accessParts: readonly [
  typeof IdempotencyEntity,
  typeof PrincipalEntity,
  typeof ApiKeyEntity,
  typeof InvitationSecretEntity,
  typeof RateBudgetEntity,
  typeof VoidedRecordEntity,
] = [IdempotencyEntity, PrincipalEntity, ApiKeyEntity, InvitationSecretEntity, RateBudgetEntity, VoidedRecordEntity];

/** The tables that statements of this domain read, as the query builder knows them. */
export type AccessTables = EcosystemTables &
  InferKyselyDB<(typeof accessEntities)[number] | (typeof accessParts)[number]>;
