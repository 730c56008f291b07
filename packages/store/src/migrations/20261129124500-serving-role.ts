import { Migration } from '@mikro-orm/migrations';

/** Functions of triggers that write the change feed and the audit. */
const writing = ['record_changed', 'records_created'];

/**
 * Lets a role change records that may not change the feed and the audit: their triggers write with the rights of the owner. The
 * role may not run these functions otherwise, because its own temporary tables could have triggers too.
 */
export class ServingRole extends Migration {
  override up(): void {
    // ANALYZE is for owners only. Without statistics on the staged rows, imports are slow.
    this.addSql(
      `create function "analyze_staged_observations"() returns void language plpgsql as $$ begin analyze "staged_observation" ("import_id", "indicator", "organization", "period", "breakdown"); end $$`,
    );
    for (const name of [...writing, 'analyze_staged_observations']) {
      // The search path is fixed, so that no table of the caller is used instead.
      this.addSql(
        `do $$ begin execute format('alter function %I.${name}() security definer set search_path = %1$I, pg_temp', current_schema()); end $$`,
      );
    }
    for (const name of writing) this.addSql(`revoke execute on function "${name}"() from public`);
  }
}
