/** The triggers that make a table a table of records; every migration that adds a kind of record runs them. */
export function recordTriggers(table: string): string[] {
  return [
    `create trigger "${table}_versioned" before update on "${table}" for each row execute function record_versioned()`,
    `create trigger "${table}_changed" after insert or update or delete on "${table}" for each row execute function record_changed()`,
    `create trigger "${table}_not_truncated" before truncate on "${table}" for each statement execute function records_not_truncated()`,
  ];
}

/**
 * Instead of the trigger `<table>_changed` of {@link recordTriggers}, where many records are made by one statement: what was
 * made is told of together, changes and deletions one by one.
 */
export function bulkRecordTriggers(table: string): string[] {
  return [
    `create trigger "${table}_changed" after update or delete on "${table}" for each row execute function record_changed()`,
    `create trigger "${table}_created" after insert on "${table}" referencing new table as "made" for each statement execute function records_created()`,
  ];
}
