import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeTypeId, unwrap, type Viewer } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { afterAll, beforeAll } from 'vitest';
import { contactDefinition } from '../../ecosystem/index.ts';
import type { EngineName } from '../../shared/database/database.ts';
import { type Command, Writer } from '../../shared/writer.ts';
import { newPrincipal, type TestPrincipal } from '../../testing/access.fixture.ts';
import { AgendaFixture } from '../../testing/agenda.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { erasePersonalData } from './erase.ts';
import { erasureFile } from './erasure-list.ts';

/** A made-up name that nothing else contains. */
export const name = 'Zephyrine Quillfeather';

/** A made-up address that nothing else contains. */
export const email = 'zephyrine@example.org';

/** An ecosystem with a BACKBONE, and a list of erasures in a file. */
export class ErasureWorld {
  /** The database of the tests. */
  database!: TestDatabase;

  /** Creates records. */
  fixture!: AgendaFixture;

  /** A BACKBONE of the ecosystem. */
  ann!: TestPrincipal;

  /** An ecosystem. */
  here = '';

  /** Another ecosystem. */
  elsewhere = '';

  /** An organization of the ecosystem. */
  library = '';

  /** The folder of the list. */
  readonly folder = mkdtempSync(join(tmpdir(), 'erasures-'));

  /** The list of erasures. */
  readonly list = erasureFile(join(this.folder, 'erasures.jsonl'));

  /** Creates a contact. */
  readonly contact = async (values: Command = {}) =>
    encodeTypeId(
      'contact',
      unwrap(
        await this.fixture.writer.create(contactDefinition, {
          organizationId: this.library,
          name,
          email,
          role: 'Principal',
          ...values,
        }),
      ),
    );

  /** Erases data as a caller. */
  readonly erase = async (command: Command, viewer?: Viewer, dryRun = false) =>
    erasePersonalData(new Writer(this.database, viewer ?? (await this.ann.viewer())), {
      command: { reason: 'Requested', ...command },
      list: this.list,
      dryRun,
    });

  /** The tables with a row that contains a text. */
  readonly tablesWith = async (text: string) => {
    const found: string[] = [];
    const tables = await sql<{ name: string }>`
      select "relname"::text as "name" from pg_class where "relnamespace" = 'public'::regnamespace and "relkind" = 'r' order by 1`.execute(
      this.database.kysely(),
    );
    for (const { name: table } of tables.rows) {
      const { rows } =
        await sql`select 1 from ${sql.id('public', table)} as "t" where position(${text} in "t"::text) > 0`.execute(
          this.database.kysely(),
        );
      if (rows.length > 0) found.push(table);
    }
    return found;
  };

  /** Opens a database with the records of the tests. */
  prepare(engine: EngineName): void {
    beforeAll(async () => {
      this.database = await openTestDatabase(engine);
      this.fixture = new AgendaFixture(this.database);
      this.here = await this.fixture.ecosystem({ visibility: 'PUBLIC' });
      this.elsewhere = await this.fixture.ecosystem();
      this.library = await this.fixture.organization(this.here);
      this.ann = await newPrincipal(this.database);
      await this.ann.grant(this.here, 'BACKBONE');
    });

    afterAll(async () => {
      await this.database.close();
      rmSync(this.folder, { recursive: true });
    });
  }
}
