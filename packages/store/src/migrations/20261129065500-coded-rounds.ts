import { Migration } from '@mikro-orm/migrations';
import { recordTriggers } from '../change/index.ts';

const recordColumns = `"id" uuid not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "version" int not null default 1, "visibility" text not null default 'MEMBERS', "source_uri" text null, "ecosystem_id" uuid not null`;

/**
 * Adds the minimum base of studies, readings of excerpts, and releases of rounds of coding. Existing rounds are not released:
 * viewers who are not stewards see no importance from codings until a steward releases a round.
 */
export class CodedRounds extends Migration {
  override up(): void {
    this.addSql(`alter table "study" add "minimum_base" int`);
    this.addSql(`alter table "study" add constraint "study_minimum_base" check (minimum_base >= 3)`);
    this.addSql(
      `create table "excerpt_reading" (${recordColumns}, "excerpt_id" uuid not null, "codebook_id" uuid not null, "coder" text not null, primary key ("id"))`,
    );
    this.addSql(`create index "excerpt_reading_by_excerpt" on "excerpt_reading" ("excerpt_id", "id")`);
    this.addSql(
      `create table "coding_release" (${recordColumns}, "codebook_id" uuid not null, "counts" jsonb not null, primary key ("id"))`,
    );
    this.addSql(`create index "coding_release_by_codebook" on "coding_release" ("codebook_id", "id")`);
    this.addSql(
      `alter table "excerpt_reading" add constraint "excerpt_reading_unique" unique ("codebook_id", "excerpt_id", "coder")`,
    );
    for (const [table, column, target] of [
      ['excerpt_reading', 'ecosystem_id', 'ecosystem'],
      ['excerpt_reading', 'excerpt_id', 'excerpt'],
      ['excerpt_reading', 'codebook_id', 'codebook'],
      ['coding_release', 'ecosystem_id', 'ecosystem'],
      ['coding_release', 'codebook_id', 'codebook'],
    ]) {
      this.addSql(
        `alter table "${table}" add constraint "${table}_${column}_foreign" foreign key ("${column}") references "${target}" ("id") on update no action on delete no action`,
      );
    }
    for (const table of ['excerpt_reading', 'coding_release']) {
      this.addSql(
        `alter table "${table}" add constraint "${table}_visibility_check" check ("visibility" in ('PUBLIC', 'NETWORK', 'MEMBERS', 'RESTRICTED'))`,
      );
      for (const trigger of recordTriggers(table)) this.addSql(trigger);
    }
  }
}
