import { Migration } from '@mikro-orm/migrations';
import { renameRecordTable } from './rename-record-table.ts';

const tables: [from: string, to: string][] = [
  ['funding_commitment', 'funding'],
  ['practice_uptake', 'practice_adoption'],
];

/** Names funding, the adoption of practices and the level of collaboration by the field's standard terms. */
export class FundingPracticeAdoption extends Migration {
  override up(): void {
    for (const [from, to] of tables) for (const statement of renameRecordTable(from, to)) this.addSql(statement);
    this.addSql(`alter table "practice_adoption" rename column "taken_up_on" to "adopted_on"`);
    this.addSql(`alter table "relationship_rating" rename column "level" to "collaboration_level"`);
    this.addSql(
      `alter table "relationship_rating" rename constraint "relationship_rating_level" to "relationship_rating_collaboration_level"`,
    );
    this.addSql(`alter table "funding" drop constraint "funding_status_check"`);
    this.addSql(`update "funding" set "status" = 'REQUESTED' where "status" = 'SOUGHT'`);
    this.addSql(
      `alter table "funding" add constraint "funding_status_check" check ("status" in ('REQUESTED', 'COMMITTED', 'RECEIVED', 'DECLINED'))`,
    );
  }
}
