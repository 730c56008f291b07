/** A column of a table in a backup, with its PostgreSQL type, such as `timestamp with time zone`. */
export interface BackupColumn {
  name: string;
  type: string;
}

/** A table in a backup. Generated columns are not in it. */
export interface BackupTable {
  name: string;
  columns: readonly BackupColumn[];
}

/** What a backup contains. */
export interface BackupHeader {
  /** The start of the backup, ISO 8601. */
  createdAt: string;
  /** The version of PostgreSQL that it was read from. */
  postgresql: string;
  /** The migrations that were applied, in order. */
  migrations: readonly string[];
  tables: readonly BackupTable[];
}

/** The position of a sequence: its last value, and whether it has been used. */
export interface SequencePosition {
  value: string;
  isCalled: boolean;
}

/** The end of a backup. */
export interface BackupEnd {
  /** Number of rows of each table. */
  rows: Readonly<Record<string, number>>;
  sequences: Readonly<Record<string, SequencePosition>>;
}

/** The values of a row in the order of the columns, each as PostgreSQL writes it as text. */
export type BackupRow = readonly (string | null)[];

/** A part of a backup: one header, then the rows of each table, then one end. */
export type BackupPart =
  | { kind: 'header'; header: BackupHeader }
  | { kind: 'rows'; table: string; rows: readonly BackupRow[] }
  | { kind: 'end'; end: BackupEnd };
