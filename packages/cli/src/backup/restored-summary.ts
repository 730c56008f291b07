import { describeRemoval, type Restored } from '@collective-impact/store';

/** What a restore has done, in one line for each step. */
export function restoredSummary({ rows, tables, removed, migrated }: Restored): string[] {
  return [
    ...(removed === null ? [] : [`Deleted ${describeRemoval(removed)}.`]),
    `Restored ${rows} rows in ${tables} tables.`,
    ...(migrated.length === 0 ? [] : [`Applied migrations: ${migrated.join(', ')}.`]),
  ];
}
