import { localProgram } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { organizationDefinition } from '../ecosystem/index.ts';
import type { Database } from '../shared/database/database.ts';
import { Writer } from '../shared/writer.ts';
import { emptyDatabase } from '../testing/empty-database.ts';
import { engines } from '../testing/engines.ts';
import { acceptedId, createEcosystem, createOrganization } from '../testing/examples.ts';
import { openTestDatabase } from '../testing/open-test-database.ts';

describe.each(engines)('triggers of a record table on %s', (engine) => {
  let database: Database;
  let ecosystemId: string;
  let organization: { uuid: string; id: string };
  beforeAll(async () => {
    database = await openTestDatabase(engine);
  });
  beforeEach(async () => {
    await emptyDatabase(database);
    ecosystemId = (await createEcosystem(database)).id;
    organization = await createOrganization(database, { ecosystemId });
  });
  afterAll(() => database.close());

  const change = async () => {
    const { rows } = await sql<Record<string, unknown>>`
      select "operation", "widest_visibility" as "widest", "sequence" = (select max("sequence") from "change") as "isLast"
      from "change" where "record_id" = ${organization.uuid}::uuid`.execute(database.kysely());
    return rows;
  };
  const audit = async () => {
    const { rows } = await sql<Record<string, unknown>>`
      select "operation", "actor", "before", "after" from "audit_entry" where "record_id" = ${organization.uuid}::uuid order by "id"`.execute(
      database.kysely(),
    );
    return rows;
  };

  it('keep one row per record in the change feed and move it to the end with every change', async () => {
    await createOrganization(database, { ecosystemId, name: 'Created later' });
    const [created] = await change();
    expect(created?.isLast).toBe(false);
    await sql`update "organization" set "name" = 'Renamed by hand' where "id" = ${organization.uuid}::uuid`.execute(
      database.kysely(),
    );
    expect(await change()).toEqual([{ operation: 'UPSERT', widest: 'PUBLIC', isLast: true }]);
  });

  it('keep the widest visibility of a deleted record in the change feed', async () => {
    await sql`update "organization" set "visibility" = 'RESTRICTED'`.execute(database.kysely());
    await sql`delete from "organization"`.execute(database.kysely());
    expect(await change()).toMatchObject([{ operation: 'DELETE', widest: 'PUBLIC' }]);
  });

  it('record the actor and the values before and after a change in the audit log', async () => {
    const update = { id: organization.id, expectedVersion: 1, name: 'Renamed Library' };
    acceptedId(await new Writer(database, localProgram).update(organizationDefinition, update));
    const [creation, rename] = await audit();
    expect(creation).toMatchObject({
      operation: 'INSERT',
      actor: 'local:program',
      before: null,
      after: { name: 'Made-up Library' },
    });
    expect(rename).toMatchObject({
      operation: 'UPDATE',
      actor: 'local:program',
      before: { name: 'Made-up Library', version: 1 },
      after: { name: 'Renamed Library', version: 2 },
    });
    expect(Object.keys(rename?.after as object).sort()).toEqual(['name', 'updated_at', 'version']);
  });

  it('record changes by raw SQL without an actor and increase the version', async () => {
    await sql`update "organization" set "name" = 'Renamed by hand'`.execute(database.kysely());
    expect((await audit()).at(-1)).toMatchObject({ actor: null, after: { name: 'Renamed by hand', version: 2 } });
  });

  it('keep the audit log of a deleted record and reject changes of the audit log', async () => {
    await sql`delete from "organization"`.execute(database.kysely());
    expect((await audit()).at(-1)).toMatchObject({
      operation: 'DELETE',
      before: { name: 'Made-up Library' },
      after: null,
    });
    await expect(sql`delete from "audit_entry"`.execute(database.kysely())).rejects.toThrow(
      'audit_entry is append-only',
    );
    await expect(sql`update "audit_entry" set "actor" = 'nobody'`.execute(database.kysely())).rejects.toThrow(
      'append-only',
    );
  });

  it('reject truncating the table', async () => {
    await expect(sql`truncate public."organization" cascade`.execute(database.kysely())).rejects.toThrow(
      'delete them one by one',
    );
  });
});
