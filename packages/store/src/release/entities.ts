import type { InferKyselyDB } from '@mikro-orm/sql';
import type { ReportingTables } from '../reporting/index.ts';
import { CalendarReleaseEntity } from './calendar/calendar-release.entity.ts';
import { ReleasedCellEntity, ReleasedRowEntity, ReleasedSumEntity, ReleaseEntity } from './release.entity.ts';
import { WaitingReportEntity } from './waiting/waiting-report.entity.ts';

/** The record types of this domain. */
export const releaseEntities: readonly [typeof ReleaseEntity] = [ReleaseEntity];

/** Tables of this domain that belong to a record, and are not records. */
export const releaseParts: readonly [
  typeof ReleasedRowEntity,
  typeof ReleasedCellEntity,
  typeof ReleasedSumEntity,
  typeof CalendarReleaseEntity,
  typeof WaitingReportEntity,
] = [ReleasedRowEntity, ReleasedCellEntity, ReleasedSumEntity, CalendarReleaseEntity, WaitingReportEntity];

/** Row types of the tables that statements of this domain read. */
export type ReleaseTables = ReportingTables &
  InferKyselyDB<(typeof releaseEntities)[number] | (typeof releaseParts)[number]>;
