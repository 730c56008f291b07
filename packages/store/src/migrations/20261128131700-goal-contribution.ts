import { Migration } from '@mikro-orm/migrations';
import { renameRecordTable } from './rename-record-table.ts';

/** Renames contributions of activities to goals to goal contributions, in the table, the change feed and the audit. */
export class GoalContribution extends Migration {
  override up(): void {
    for (const statement of renameRecordTable('contribution', 'goal_contribution')) this.addSql(statement);
  }
}
