import { Migration } from '@mikro-orm/migrations';

const constraints: [from: string, to: string][] = [
  ['published_figure_n_origin_check', 'published_figure_count_origin_check'],
  ['published_figure_n_of_base', 'published_figure_count_of_base'],
];

/** Renames `n` of a published figure to `count`, and `how` of a reinforcement to `mechanism`, as in other records. */
export class CountsAndMechanisms extends Migration {
  override up(): void {
    this.addSql(`alter table "published_figure" rename column "n" to "count"`);
    this.addSql(`alter table "published_figure" rename column "n_origin" to "count_origin"`);
    for (const [from, to] of constraints) {
      this.addSql(`alter table "published_figure" rename constraint "${from}" to "${to}"`);
    }
    this.addSql(`alter table "reinforcement" rename column "how" to "mechanism"`);
  }
}
