import { newUuid } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { entities } from '../entities.ts';
import type { Database } from '../shared/database/database.ts';
import { migrate } from '../shared/database/schema/migrate.ts';
import { engines } from '../testing/engines.ts';
import { openTestDatabase } from '../testing/open-test-database.ts';
import { migrations } from './index.ts';

const position = migrations.findIndex(({ name }) => name.endsWith('-spelling'));
const judgment = { quality: { scheme: 'lead-quality', code: 'credibility' }, met: true, judgedBy: 'The board' };

describe.each(engines)('migration spelling on %s', (engine) => {
  let database: Database;

  beforeEach(async () => {
    database = await openTestDatabase(engine, { schema: { entities, migrations: migrations.slice(0, position) } });
    await migrate(database);
  });

  afterEach(() => database.close());

  it('keeps the judgments of each backbone appointment', async () => {
    const kysely = database.kysely();
    const [id, ecosystemId, organizationId] = [newUuid(), newUuid(), newUuid()];
    // Without foreign keys, so that the row needs no ecosystem and no organization.
    await sql`alter table "backbone_appointment" drop constraint "backbone_appointment_ecosystem_id_foreign", drop constraint "backbone_appointment_organization_id_foreign"`.execute(
      kysely,
    );
    await sql`insert into "backbone_appointment" ("id", "ecosystem_id", "organization_id", "role", "started_on", "functions", "judgements")
      values (${id}, ${ecosystemId}, ${organizationId}, 'LEAD', '2024-01-01', '[]', ${JSON.stringify([judgment])}::jsonb)`.execute(
      kysely,
    );
    await applyMigration();
    const { rows } = await sql`select "judgments" from "backbone_appointment" where "id" = ${id}::uuid`.execute(kysely);
    expect(rows).toEqual([{ judgments: [judgment] }]);
  });

  it('keeps the rule that only the record of the adopter has a local version', async () => {
    const kysely = database.kysely();
    await applyMigration();
    const { rows } = await sql<{ name: string }>`
      select "conname" as "name" from "pg_constraint"
      where "conrelid" = 'public.network_adoption'::regclass and "contype" = 'c'
        and pg_get_constraintdef("oid") like '%local_version_id IS NOT NULL%'`.execute(kysely);
    expect(rows).toEqual([{ name: 'network_adoption_local_version_of_adopter' }]);
  });

  async function applyMigration(): Promise<void> {
    database.orm.config.get('migrations').migrationsList?.push(...migrations.slice(position));
    await migrate(database);
  }
});
