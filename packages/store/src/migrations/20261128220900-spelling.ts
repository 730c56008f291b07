import { Migration } from '@mikro-orm/migrations';

/** Renames a column to its American spelling, and a constraint to what it requires. */
export class Spelling extends Migration {
  override up(): void {
    this.addSql(`alter table "backbone_appointment" rename column "judgements" to "judgments"`);
    this.addSql(
      `alter table "network_adoption" rename constraint "network_adoption_adopter_brings_in" to "network_adoption_local_version_of_adopter"`,
    );
  }
}
