import { Migration } from '@mikro-orm/migrations';

const constraints: [from: string, to: string][] = [
  ['codebook_code_fate_check', 'codebook_code_revision_check'],
  ['codebook_code_fate_told', 'codebook_code_successors_need_revision'],
  ['codebook_code_goes_on_as_one', 'codebook_code_one_successor'],
];

/** Renames `fate` of a codebook code to `revision`, and its constraints with it. */
export class CodeRevisions extends Migration {
  override up(): void {
    this.addSql(`alter table "codebook_code" rename column "fate" to "revision"`);
    for (const [from, to] of constraints) {
      this.addSql(`alter table "codebook_code" rename constraint "${from}" to "${to}"`);
    }
  }
}
