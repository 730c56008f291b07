import { Migration } from '@mikro-orm/migrations';

/** The activities of a goal are found by the indicators of their outputs, without a read of all activities. */
export class ActivityOutputs extends Migration {
  override up(): void {
    this.addSql(`create index "activity_by_output" on "activity" using gin ("outputs")`);
  }
}
