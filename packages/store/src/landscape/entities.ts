import type { InferKyselyDB } from '@mikro-orm/sql';
import type { AgendaTables } from '../agenda/index.ts';
import { GapEntity } from './gap.entity.ts';
import { LandscapeScanEntity } from './landscape-scan.entity.ts';

/** The record types of this domain. */
export const landscapeEntities: readonly [typeof LandscapeScanEntity, typeof GapEntity] = [
  LandscapeScanEntity,
  GapEntity,
];

/** The tables that statements of this domain read, as the query builder knows them. */
export type LandscapeTables = AgendaTables & InferKyselyDB<(typeof landscapeEntities)[number]>;
