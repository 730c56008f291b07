import type { InferKyselyDB } from '@mikro-orm/sql';
import type { ReportingTables } from '../reporting/index.ts';
import { CalendarReleaseEntity } from './calendar-release.entity.ts';
import { ReleasedCellEntity, ReleasedRowEntity, ReleasedSumEntity, ReleaseEntity } from './release.entity.ts';
import { WaitingReportEntity } from './waiting-report.entity.ts';

/** The record types of this domain. */
export const releaseEntities = [ReleaseEntity] as const;

/** What has a table and is part of a record of this domain. */
export const releaseParts = [
  ReleasedRowEntity,
  ReleasedCellEntity,
  ReleasedSumEntity,
  CalendarReleaseEntity,
  WaitingReportEntity,
] as const;

/** The tables that statements of this domain read, as the query builder knows them. */
export type ReleaseTables = ReportingTables &
  InferKyselyDB<(typeof releaseEntities)[number] | (typeof releaseParts)[number]>;
