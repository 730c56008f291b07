import { Migration } from '@mikro-orm/migrations';

/** Lets a suppressed cell of a release have a denominator, or the base of a ratio that is reported with a base. */
export class ShownDenominators extends Migration {
  override up(): void {
    this.addSql(
      `alter table "released_cell" drop constraint "released_cell_suppressed_has_no_number", add constraint "released_cell_suppressed_has_denominator_only" check (not suppressed or (value is null and numerator is null and standard_error is null and (denominator is null or base is null)))`,
    );
  }
}
