import { Migration } from '@mikro-orm/migrations';

/** Stores the bounds that a source publishes instead of a figure, of reported, replaced and released cells. */
export class Bounds extends Migration {
  override up(): void {
    for (const table of ['cell', 'replaced_cell', 'released_cell'])
      this.addSql(
        `alter table "${table}" add column "lower_bound" numeric null, add column "upper_bound" numeric null`,
      );
    this.addSql(
      `alter table "cell" add constraint "cell_value_or_bounds" check ((lower_bound is null and upper_bound is null) or (value is null and numerator is null and denominator is null))`,
    );
    this.addSql(
      `alter table "released_cell" drop constraint "released_cell_suppressed_has_denominator_only", add constraint "released_cell_suppressed_has_denominator_only" check (not suppressed or (value is null and numerator is null and standard_error is null and lower_bound is null and upper_bound is null and (denominator is null or base is null)))`,
    );
  }
}
