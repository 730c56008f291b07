import type { InferKyselyDB } from '@mikro-orm/sql';
import type { EcosystemTables } from '../ecosystem/index.ts';
import { PartnershipEntity } from './partnership.entity.ts';
import { RelationshipRatingEntity } from './relationship-rating.entity.ts';
import { SurveyWaveEntity } from './survey-wave.entity.ts';

/** The record types of this domain. */
export const partnershipEntities: readonly [
  typeof PartnershipEntity,
  typeof SurveyWaveEntity,
  typeof RelationshipRatingEntity,
] = [PartnershipEntity, SurveyWaveEntity, RelationshipRatingEntity];

/** The tables that statements of this domain read, as the query builder knows them. */
export type PartnershipTables = EcosystemTables & InferKyselyDB<(typeof partnershipEntities)[number]>;
