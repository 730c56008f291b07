import { Migration } from '@mikro-orm/migrations';

/** Adds the indexes by which stewards read the audit: by time, record, type, actor, and kind of change. */
export class AuditIndexes extends Migration {
  override up(): void {
    this.addSql('drop index "audit_entry_by_record"');
    for (const [name, columns] of [
      ['time', '"at"'],
      ['record', '"record_id", "at"'],
      ['type', '"record_type", "at"'],
      ['actor', '"actor", "at"'],
    ]) {
      this.addSql(`create index "audit_entry_by_${name}" on "audit_entry" ("ecosystem_id", ${columns}, "id")`);
    }
    this.addSql(
      `create index "audit_entry_by_operation" on "audit_entry" ("ecosystem_id", "operation", "at", "id") where "operation" <> 'INSERT'`,
    );
  }
}
