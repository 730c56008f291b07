import { newUuid } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { entities } from '../entities.ts';
import type { Database } from '../shared/database/database.ts';
import { migrate } from '../shared/database/schema/migrate.ts';
import { engines } from '../testing/engines.ts';
import { openTestDatabase } from '../testing/open-test-database.ts';
import { migrations } from './index.ts';

const position = migrations.findIndex(({ name }) => name.endsWith('-coded-rounds'));

describe.each(engines)('migration coded-rounds on %s', (engine) => {
  let database: Database;

  beforeEach(async () => {
    database = await openTestDatabase(engine, { schema: { entities, migrations: migrations.slice(0, position) } });
    await migrate(database);
  });

  afterEach(() => database.close());

  it('keeps studies and codebooks, without a minimum base, readings and releases', async () => {
    const kysely = database.kysely();
    const [studyId, codebookId] = [newUuid(), newUuid()];
    await kysely.connection().execute(async (connection) => {
      // Without foreign keys, so that the rows need no ecosystem.
      await sql`set session_replication_role = replica`.execute(connection);
      await sql`insert into "study" ("id", "ecosystem_id", "title", "question") values (${studyId}, ${newUuid()}, 'Interviews', 'What helps?')`.execute(
        connection,
      );
      await sql`insert into "codebook" ("id", "ecosystem_id", "study_id", "round") values (${codebookId}, ${newUuid()}, ${studyId}, 1)`.execute(
        connection,
      );
      await sql`set session_replication_role = default`.execute(connection);
    });
    database.orm.config.get('migrations').migrationsList?.push(...migrations.slice(position, position + 1));
    await migrate(database);
    const studies = await sql`select "id"::text, "minimum_base", "version" from "study"`.execute(kysely);
    expect(studies.rows).toEqual([{ id: studyId, minimum_base: null, version: 1 }]);
    const codebooks = await sql`select "id"::text, "version" from "codebook"`.execute(kysely);
    expect(codebooks.rows).toEqual([{ id: codebookId, version: 1 }]);
    const added =
      await sql`select (select count(*) from "excerpt_reading")::int as "readings", (select count(*) from "coding_release")::int as "releases"`.execute(
        kysely,
      );
    expect(added.rows).toEqual([{ readings: 0, releases: 0 }]);
    await expect(sql`update "study" set "minimum_base" = 2`.execute(kysely)).rejects.toThrow('study_minimum_base');
  });
});
