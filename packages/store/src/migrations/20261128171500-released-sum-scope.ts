import { Migration } from '@mikro-orm/migrations';

/**
 * Replaces `particular`, an array of a scope and a place, by two columns. It was null for sums of organizations without a
 * place, and its scope `CLOSED` becomes `EXCLUDED`.
 */
export class ReleasedSumScope extends Migration {
  override up(): void {
    this.addSql(`alter table "released_sum" add "scope" text null, add "place" jsonb null`);
    this.addSql(
      `update "released_sum" set "place" = nullif("particular" -> 1, 'null'), "scope" = case
        when "particular" is null then 'ORGANIZATION'
        when "particular" ->> 0 = 'CLOSED' then 'EXCLUDED'
        else "particular" ->> 0 end`,
    );
    this.addSql(
      `alter table "released_sum" alter "scope" set not null, add constraint "released_sum_scope_check" check ("scope" in ('ORGANIZATION', 'ECOSYSTEM', 'AGGREGATE', 'EXCLUDED')), drop column "particular"`,
    );
  }
}
