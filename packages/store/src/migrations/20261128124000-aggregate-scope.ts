import { Migration } from '@mikro-orm/migrations';

/** Renames the scope of totals over organizations from `TOGETHER` to `AGGREGATE`, in released cells and in sums of them. */
export class AggregateScope extends Migration {
  override up(): void {
    this.addSql(`alter table "released_cell" drop constraint "released_cell_scope_check"`);
    this.addSql(`update "released_cell" set "scope" = 'AGGREGATE' where "scope" = 'TOGETHER'`);
    this.addSql(
      `alter table "released_cell" add constraint "released_cell_scope_check" check ("scope" in ('ORGANIZATION', 'ECOSYSTEM', 'AGGREGATE'))`,
    );
    this.addSql(
      `update "released_sum" set "particular" = jsonb_set("particular", '{0}', '"AGGREGATE"') where "particular" ->> 0 = 'TOGETHER'`,
    );
  }
}
