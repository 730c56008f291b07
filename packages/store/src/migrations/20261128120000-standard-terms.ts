import { Migration } from '@mikro-orm/migrations';

const columns: [table: string, from: string, to: string][] = [
  ['indicator_version', 'counts', 'counting_unit'],
  ['indicator_version', 'over_organizations', 'aggregation_across_organizations'],
  ['indicator_version', 'over_time', 'aggregation_over_time'],
  ['organization', 'legal_body', 'legal_entity'],
];

const constrained = ['counts', 'over_organizations', 'over_time'];

/** Names columns by the field's standard terms, and the level of an indicator of one program `PROGRAM`. */
export class StandardTerms extends Migration {
  override up(): void {
    for (const [table, from, to] of columns) {
      this.addSql(`alter table "${table}" rename column "${from}" to "${to}"`);
      if (constrained.includes(from)) {
        this.addSql(`alter table "${table}" rename constraint "${table}_${from}_check" to "${table}_${to}_check"`);
      }
    }
    this.addSql(`alter table "indicator" drop constraint "indicator_level_check"`);
    this.addSql(`update "indicator" set "level" = 'PROGRAM' where "level" = 'ACTIVITY'`);
    this.addSql(
      `alter table "indicator" add constraint "indicator_level_check" check ("level" in ('PROGRAM', 'SYSTEM', 'POPULATION'))`,
    );
  }
}
