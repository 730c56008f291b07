import type { ObservationStatus } from '@collective-impact/sdk/indicator';
import type { InferKyselyDB } from '@mikro-orm/sql';
import type { ReleaseTables } from '../release/index.ts';
import type { WithVoided } from '../shared/database/schema/current-records.ts';
import type { StagedObservationEntity } from './staged-observation.entity.ts';

/** A report of the source. */
interface ImportedReport {
  /** Its position among the reports of the source, from 1. */
  number: number;
  indicator_version_id: string;
  /** Null for a report of the ecosystem itself. */
  organization_id: string | null;
  reporter_id: string;
  period: string;
  period_start: string;
  period_end: string;
  /** Number of its cells in the source. */
  cells: number;
  /** The first of its staged rows. */
  ordinal: number;
  source_uri: string | null;
  narrative: string | null;
  /** The existing report. Null if the import creates it. */
  report_id: string | null;
  /** Whether the existing report is verified and has the same content. */
  same: boolean;
  /** Number of existing cells that the source does not have. */
  unmentioned: number;
}

/** A cell of the source. */
interface ImportedCell {
  /** The number of its report. */
  number: number;
  breakdown_id: number;
  /** Its staged row. */
  ordinal: number;
  value: string | null;
  numerator: string | null;
  denominator: string | null;
  base: number | null;
  status: ObservationStatus;
  /** Compared with the existing cell. */
  state: 'CREATED' | 'CHANGED' | 'UNCHANGED';
}

/** The temporary tables of an import, which `compareReports` creates from the staged rows. */
interface TemporaryTables {
  imported_report: ImportedReport;
  imported_cell: ImportedCell;
}

/** Row types of the tables that statements of this domain read. */
export type ImportTables = ReleaseTables &
  WithVoided<ReleaseTables> &
  InferKyselyDB<typeof StagedObservationEntity> &
  TemporaryTables;
