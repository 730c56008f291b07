/** The statements that create the triggers of a table of records. Every migration that adds a kind of record runs them. */
export function recordTriggers(table: string): string[] {
  return [
    `create trigger "${table}_versioned" before update on "${table}" for each row execute function record_versioned()`,
    `create trigger "${table}_changed" after insert or update or delete on "${table}" for each row execute function record_changed()`,
    `create trigger "${table}_not_truncated" before truncate on "${table}" for each statement execute function records_not_truncated()`,
  ];
}

/**
 * The statements that create the triggers of a table whose records are created in bulk. They replace the trigger
 * `<table>_changed` of {@link recordTriggers}: one call per statement reports all new records, and one call per row reports a
 * change or deletion.
 */
export function bulkRecordTriggers(table: string): string[] {
  return [
    `create trigger "${table}_changed" after update or delete on "${table}" for each row execute function record_changed()`,
    `create trigger "${table}_created" after insert on "${table}" referencing new table as "made" for each statement execute function records_created()`,
  ];
}
