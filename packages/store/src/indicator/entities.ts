import type { InferKyselyDB } from '@mikro-orm/sql';
import type { AgendaTables } from '../agenda/index.ts';
import { AdoptionEntity } from './adoption/adoption.entity.ts';
import { NetworkAdoptionEntity } from './adoption/network-adoption.entity.ts';
import { BaselineEntity, TargetEntity } from './baseline.entity.ts';
import { BreakdownEntity } from './dimension/breakdown.entity.ts';
import { CategoryEntity, DimensionEntity } from './dimension/dimension.entity.ts';
import { IndicatorEntity } from './indicator.entity.ts';
import { IndicatorContributionEntity } from './indicator-contribution.entity.ts';
import { CrosswalkEntity } from './version/crosswalk.entity.ts';
import { DiscussionEntryEntity } from './version/discussion-entry.entity.ts';
import { IndicatorVersionEntity } from './version/indicator-version.entity.ts';

/** The record types of this domain. */
export const indicatorEntities: readonly [
  typeof IndicatorEntity,
  typeof IndicatorVersionEntity,
  typeof DimensionEntity,
  typeof BaselineEntity,
  typeof TargetEntity,
  typeof AdoptionEntity,
  typeof NetworkAdoptionEntity,
  typeof DiscussionEntryEntity,
  typeof CrosswalkEntity,
  typeof IndicatorContributionEntity,
] = [
  IndicatorEntity,
  IndicatorVersionEntity,
  DimensionEntity,
  BaselineEntity,
  TargetEntity,
  AdoptionEntity,
  NetworkAdoptionEntity,
  DiscussionEntryEntity,
  CrosswalkEntity,
  IndicatorContributionEntity,
];

/** Tables of this domain that belong to a record, and are not records. */
export const indicatorParts: readonly [typeof CategoryEntity, typeof BreakdownEntity] = [
  CategoryEntity,
  BreakdownEntity,
];

/** Row types of the tables that statements of this domain read. */
export type IndicatorTables = AgendaTables &
  InferKyselyDB<(typeof indicatorEntities)[number] | (typeof indicatorParts)[number]>;
