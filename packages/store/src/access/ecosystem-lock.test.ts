import { localProgram } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { organizationDefinition } from '../ecosystem/index.ts';
import { transact } from '../shared/database/transact.ts';
import { transactionOf } from '../shared/transaction-of.ts';
import { Writer } from '../shared/writer.ts';
import { newPrincipal, type TestPrincipal } from '../testing/access.fixture.ts';
import { engines } from '../testing/engines.ts';
import { acceptedId, createEcosystem, createOrganization } from '../testing/examples.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';

describe.each(engines)('the lock on ecosystems on %s', (engine) => {
  let database: TestDatabase;
  let here: { uuid: string; id: string };
  let elsewhere: { uuid: string; id: string };
  let ann: TestPrincipal;
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    here = await createEcosystem(database, { slug: 'here' });
    elsewhere = await createEcosystem(database, { slug: 'elsewhere' });
    for (const { id: ecosystemId } of [here, elsewhere]) await createOrganization(database, { ecosystemId });
    ann = await newPrincipal(database);
    await ann.grant(here.id, 'BACKBONE');
    await ann.grant(elsewhere.id, 'OBSERVER');
  });
  afterAll(() => database.close());

  /** Runs a statement in a transaction of the principal, as code would that forgets to authorize it. */
  const run = async (statement: string) => {
    const options = transactionOf(await ann.viewer());
    return await transact({ database, ...options }, async (em) => void (await em.execute(statement)));
  };
  const rejection = 'This transaction may not write to the ecosystem';

  it('lets a principal write where its role allows it to write', async () => {
    await run(`update "organization" set "name" = 'Renamed' where "ecosystem_id" = '${here.uuid}'`);
  });

  it.each([
    ['change', () => `update "organization" set "name" = 'Taken' where "ecosystem_id" = '${elsewhere.uuid}'`],
    ['delete', () => `delete from "organization" where "ecosystem_id" = '${elsewhere.uuid}'`],
    [
      'move a record out of',
      () => `update "organization" set "ecosystem_id" = '${here.uuid}' where "ecosystem_id" = '${elsewhere.uuid}'`,
    ],
    [
      'move a record into',
      () => `update "organization" set "ecosystem_id" = '${elsewhere.uuid}' where "ecosystem_id" = '${here.uuid}'`,
    ],
    [
      'create a record in',
      () =>
        `insert into "access_grant" ("id", "ecosystem_id", "principal_id", "role", "organization_ids", "revoked_at") select gen_random_uuid(), '${elsewhere.uuid}', "id", 'BACKBONE', '{}', now() from "principal" limit 1`,
    ],
  ])('does not let a principal %s another ecosystem', async (_, statement) => {
    await expect(run(statement())).rejects.toThrow(rejection);
  });

  it('does not let a principal without a writing role write anywhere', async () => {
    const bob = await newPrincipal(database);
    await bob.grant(here.id, 'OBSERVER');
    const options = transactionOf(await bob.viewer());
    const work = transact(
      { database, ...options },
      async (em) => void (await em.execute(`update "organization" set "name" = 'x'`)),
    );
    await expect(work).rejects.toThrow(rejection);
  });

  it('ends with the transaction, and does not bind local programs', async () => {
    await run('select 1');
    await sql`update "organization" set "name" = 'By hand'`.execute(database.kysely());
    await transact({ database, ...transactionOf(localProgram) }, async (em) => {
      await em.execute(`update "organization" set "name" = 'By a program'`);
    });
  });

  it('is in functions that run with the rights of their owner, whatever the role of the caller', async () => {
    const { rows } = await sql<{ name: string }>`
      select "proname"::text as "name" from "pg_proc" where "prosecdef" and "proconfig"::text like '%pg_temp%'
        and "proname" in ('record_changed', 'records_created') order by 1`.execute(database.kysely());
    expect(rows.map(({ name }) => name)).toEqual(['record_changed', 'records_created']);
  });

  it('is in the audit log with the origin of the request', async () => {
    const origin = { address: '192.0.2.1', requestId: 'request-1' };
    const viewer = await ann.viewer();
    if (viewer.kind !== 'PRINCIPAL') throw new Error('A principal is expected.');
    const writer = new Writer(database, { ...viewer, origin });
    const id = acceptedId(await writer.create(organizationDefinition, { ecosystemId: here.id, name: 'New' }));
    const { rows } = await sql`
      select "actor", "address", "request_id" as "requestId" from "audit_entry" where "record_id" = ${id}::uuid`.execute(
      database.kysely(),
    );
    expect(rows).toEqual([{ actor: ann.id, ...origin }]);
  });
});
