import { newUuid } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { entities } from '../entities.ts';
import type { Database } from '../shared/database/database.ts';
import { migrate } from '../shared/database/schema/migrate.ts';
import { engines } from '../testing/engines.ts';
import { openTestDatabase } from '../testing/open-test-database.ts';
import { migrations } from './index.ts';

const position = migrations.findIndex(({ name }) => name.endsWith('-partnership-types'));
const giving = { scheme: 'our-town', code: 'giving', label: 'Giving', uri: null };

describe.each(engines)('migration partnership-types on %s', (engine) => {
  let database: Database;

  beforeEach(async () => {
    database = await openTestDatabase(engine, { schema: { entities, migrations: migrations.slice(0, position) } });
    await migrate(database);
  });

  afterEach(() => database.close());

  it('makes a list of each coded type, and an empty list of each derived type, without a change of the record', async () => {
    const kysely = database.kysely();
    // Without foreign keys, so that the rows need no ecosystem and no organization.
    await sql`alter table "partnership" drop constraint "partnership_ecosystem_id_foreign", drop constraint "partnership_organization_id_foreign", drop constraint "partnership_partner_id_foreign"`.execute(
      kysely,
    );
    const [coded, derived] = [newUuid(), newUuid()];
    for (const [id, codedType] of [[coded, JSON.stringify(giving)] as const, [derived, null] as const]) {
      await sql`insert into "partnership" ("id", "ecosystem_id", "organization_id", "partner_id", "coded_type")
        values (${id}, ${newUuid()}, ${newUuid()}, ${newUuid()}, ${codedType}::jsonb)`.execute(kysely);
    }
    const changes = () => sql`select * from "change"`.execute(kysely).then(({ rows }) => rows.length);
    const before = await changes();
    database.orm.config.get('migrations').migrationsList?.push(...migrations.slice(position, position + 1));
    await migrate(database);
    const { rows } = await sql`select "id", "coded_types", "version" from "partnership" order by "id"`.execute(kysely);
    expect(rows).toEqual([
      { id: coded, coded_types: [giving], version: 1 },
      { id: derived, coded_types: [], version: 1 },
    ]);
    expect(await changes()).toBe(before);
  });
});
