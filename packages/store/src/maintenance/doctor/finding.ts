/** `WARNING`: nothing is damaged, but something is missing that protects the data. */
export type FindingState = 'OK' | 'WARNING' | 'PROBLEM';

/** One result of a check. */
export interface Finding {
  /** Name of the check, such as `migrations`. */
  check: string;
  state: FindingState;
  message: string;
  /** What to do. Null for `OK`, and if the message states it. */
  remedy: string | null;
}

/** A result without the name of its check. */
export type Result = Omit<Finding, 'check'>;

export const fine = (message: string): Result => ({ state: 'OK', message, remedy: null });

export const problem = (message: string, remedy: string): Result => ({ state: 'PROBLEM', message, remedy });

export const warning = (message: string, remedy: string): Result => ({ state: 'WARNING', message, remedy });

/** The remedy for data that can no longer be trusted. */
export const restoreBackup =
  'Stop the gateways, keep a copy of the database as it is, and restore the latest backup into a new database.';
