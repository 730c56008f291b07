import { Migration } from '@mikro-orm/migrations';

/**
 * Baselines and targets can be of a disparity between a category and a reference. Existing ones are not. There is one figure of
 * each period, categories and disparity.
 */
export class Disparity extends Migration {
  override up(): void {
    for (const noun of ['baseline', 'target']) {
      const columns = '"indicator_version_id", "breakdown_id", "period"';
      this.addSql(`alter table "${noun}" add "disparity" jsonb null`);
      this.addSql(`alter table "${noun}" drop constraint "${noun}_unique"`);
      this.addSql(`create unique index "${noun}_unique" on "${noun}" (${columns}) where disparity is null`);
      this.addSql(
        `create unique index "${noun}_of_disparity_unique" on "${noun}" (${columns}, "disparity") where disparity is not null`,
      );
    }
  }
}
