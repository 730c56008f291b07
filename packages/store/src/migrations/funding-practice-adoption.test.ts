import { newUuid } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { entities } from '../entities.ts';
import type { Database } from '../shared/database/database.ts';
import { migrate } from '../shared/database/schema/migrate.ts';
import { engines } from '../testing/engines.ts';
import { openTestDatabase } from '../testing/open-test-database.ts';
import { migrations } from './index.ts';

const position = migrations.findIndex(({ name }) => name.endsWith('-funding-practice-adoption'));

describe.each(engines)('migration funding-practice-adoption on %s', (engine) => {
  let database: Database;
  let fundingId: string;

  beforeEach(async () => {
    database = await openTestDatabase(engine, { schema: { entities, migrations: migrations.slice(0, position) } });
    await migrate(database);
    const [ecosystemId, organizationId] = [newUuid(), newUuid()];
    fundingId = newUuid();
    await sql`insert into "ecosystem" ("id", "ecosystem_id", "slug", "name", "kind", "school_year_start", "fiscal_year_start", "disclosure_threshold", "hides_zeros", "time_zone")
      values (${ecosystemId}, ${ecosystemId}, 'here', 'Here', 'LOCAL', '07-01', '07-01', 10, false, 'UTC')`.execute(
      database.kysely(),
    );
    await sql`insert into "organization" ("id", "ecosystem_id", "name", "identifiers", "stakeholder_groups", "legal_entity")
      values (${organizationId}, ${ecosystemId}, 'Museum', '[]', '[]', true)`.execute(database.kysely());
    await sql`insert into "funding_commitment" ("id", "ecosystem_id", "title", "funder_id", "amount", "currency", "status")
      values (${fundingId}, ${ecosystemId}, 'Grant', ${organizationId}, 1, 'USD', 'SOUGHT')`.execute(database.kysely());
    database.orm.config.get('migrations').migrationsList?.push(...migrations.slice(position, position + 1));
    await migrate(database);
  });

  afterEach(() => database.close());

  it('stores requested funding in the renamed table', async () => {
    const { rows } = await sql`select "id", "status" from "funding"`.execute(database.kysely());
    expect(rows).toEqual([{ id: fundingId, status: 'REQUESTED' }]);
  });

  it('renames the record type in the change feed and in the audit', async () => {
    const { rows } = await sql<{ type: string }>`
      select "record_type" as "type" from "change" where "record_id" = ${fundingId}
      union all select "record_type" from "audit_entry" where "record_id" = ${fundingId}`.execute(database.kysely());
    expect(rows.map(({ type }) => type)).toEqual(['funding', 'funding', 'funding']);
  });

  it('keeps the audit append-only', async () => {
    await expect(sql`update "audit_entry" set "record_type" = 'other'`.execute(database.kysely())).rejects.toThrow(
      'append-only',
    );
  });

  it('leaves no constraint, index or trigger with an earlier name', async () => {
    const { rows } = await sql`
      select "conname"::text as "name" from "pg_constraint" where "conname" like 'funding_commitment%' or "conname" like 'practice_uptake%'
      union all select "relname"::text from "pg_class" where "relname" like 'funding_commitment%' or "relname" like 'practice_uptake%'
      union all select "tgname"::text from "pg_trigger" where "tgname" like 'funding_commitment%' or "tgname" like 'practice_uptake%'`.execute(
      database.kysely(),
    );
    expect(rows).toEqual([]);
  });
});
