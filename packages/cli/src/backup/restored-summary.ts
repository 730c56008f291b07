import { describeRemoval, type Restored } from '@collective-impact/store';

/** What a restore has done, in one line for each step. */
export function restoredSummary({ rows, tables, removed, migrated, erased }: Restored): string[] {
  return [
    ...(removed === null ? [] : [`Deleted ${describeRemoval(removed)}.`]),
    `Restored ${rows} rows in ${tables} tables.`,
    ...(erased === 0
      ? []
      : [
          `Repeated ${erased} ${erased === 1 ? 'erasure' : 'erasures'} of personal data that ${erased === 1 ? 'is' : 'are'} later than the backup.`,
        ]),
    ...(migrated.length === 0 ? [] : [`Applied migrations: ${migrated.join(', ')}.`]),
  ];
}
