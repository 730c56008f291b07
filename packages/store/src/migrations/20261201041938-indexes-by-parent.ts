import { Migration } from '@mikro-orm/migrations';

/**
 * Lists of an ecosystem, a version, an activity or an organization read all rows of their table in the installation, because no index
 * began with the parent.
 */
export class IndexesByParent extends Migration {
  override up(): void {
    this.addSql(`create index "baseline_by_version" on "baseline" ("indicator_version_id", "period_start", "id")`);
    this.addSql(`create index "endorsement_by_ecosystem" on "endorsement" ("ecosystem_id", "id")`);
    this.addSql(`create index "adoption_by_ecosystem" on "adoption" ("ecosystem_id", "id")`);
    this.addSql(`create index "goal_contribution_by_activity" on "goal_contribution" ("activity_id", "id")`);
    this.addSql(`create index "release_by_ecosystem" on "release" ("ecosystem_id", "id")`);
    this.addSql(`create index "target_by_version" on "target" ("indicator_version_id", "period_start", "id")`);
    this.addSql(`create index "working_group_by_chair" on "working_group" ("chair_id", "name", "id")`);
  }
}
