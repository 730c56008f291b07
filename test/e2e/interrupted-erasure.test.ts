import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeTypeId, localProgram, unwrap } from '@collective-impact/sdk';
import {
  contactDefinition,
  ecosystemDefinition,
  openDatabase,
  organizationDefinition,
  Writer,
} from '@collective-impact/store';
import { createPostgresqlDatabase, createRole, type TestRole } from '@collective-impact/store/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { builtDatabase, CommandRun, temporaryFolder } from '../support/command.ts';

/*
 * Kills the process of `erase` between the entry in the list of erasures and the commit. A trigger that the commit runs never ends, so
 * that the process is there at that moment.
 */

const name = 'Zephyrine Quillfeather';

/** Waits at the commit of an erasure. The statement is in the file of the database, so that another process runs it. */
const stopAtCommit = [
  `create function "wait_forever"() returns trigger language plpgsql as $$ begin loop perform pg_sleep(0.1); end loop; end $$`,
  `create constraint trigger "wait" after insert on "audit_entry" deferrable initially deferred
    for each row when (new."operation" = 'ERASE') execute function "wait_forever"()`,
];
const goOn = 'drop function "wait_forever"() cascade';

describe.each(['pglite', 'postgresql'])('an erasure whose process was killed on %s', (engine) => {
  let folder: ReturnType<typeof temporaryFolder>;
  let town: Awaited<ReturnType<typeof createPostgresqlDatabase>> | undefined;
  let role: TestRole | undefined;
  let url = '';
  let contactId = '';
  beforeEach(async () => {
    folder = temporaryFolder();
    town = engine === 'postgresql' ? await createPostgresqlDatabase('MIGRATED') : undefined;
    role = town && (await createRole(town.url));
    url = town?.url ?? `pglite:${join(folder.path, 'data')}`;
    const database = await openDatabase(url, { dump: builtDatabase });
    const writer = new Writer(database, localProgram);
    const ecosystemId = encodeTypeId(
      'ecosystem',
      unwrap(await writer.create(ecosystemDefinition, { slug: 'here', name: 'Here', kind: 'LOCAL' })),
    );
    const organizationId = encodeTypeId(
      'organization',
      unwrap(await writer.create(organizationDefinition, { ecosystemId, name: 'Library' })),
    );
    contactId = encodeTypeId('contact', unwrap(await writer.create(contactDefinition, { organizationId, name })));
    for (const statement of stopAtCommit) await database.orm.em.getConnection().execute(statement);
    await database.close();
  });
  afterEach(async () => {
    await town?.drop();
    await role?.drop();
    folder.remove();
  });

  const list = () => join(folder.path, 'erasures.jsonl');
  const start = (...args: string[]) =>
    new CommandRun(args, { cwd: folder.path, env: { DATABASE_URL: url, ERASURE_LIST: list() } });
  const inDatabase = async (...statements: string[]) => {
    const database = await openDatabase(url);
    try {
      const results: object[] = [];
      for (const statement of statements) results.push(await database.orm.em.getConnection().execute(statement));
      return results;
    } finally {
      await database.close();
    }
  };
  const erase = (...more: string[]) => start('erase', contactId, '--reason', 'Requested', ...more);
  const isListed = () => existsSync(list()) && readFileSync(list(), 'utf8').endsWith('\n');
  const selectNames = 'select "name" from "contact"';

  /** Kills `erase` at its commit. On a server, the session of the process ends as it does if the machine stops. */
  async function interrupt() {
    const killed = erase();
    await expect.poll(isListed).toBe(true);
    killed.process.kill('SIGKILL');
    await killed.exit();
    expect([killed.stdout, killed.stderr]).toEqual(['', '']);
    if (town) {
      await inDatabase(
        `select pg_terminate_backend("pid") from pg_stat_activity where "datname" = current_database() and "pid" <> pg_backend_pid()`,
      );
    }
    expect((await inDatabase(goOn, selectNames)).at(-1)).toEqual([{ name }]);
    expect(JSON.parse(readFileSync(list(), 'utf8'))).toMatchObject({ records: [{ id: contactId }] });
  }

  it('is finished by the next erase', async () => {
    await interrupt();
    const { code, stdout, stderr } = await erase().completed();
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toBe(
      `Finished 1 erasure of personal data that was interrupted.\n${contactId}  name, role, email\nErased. Old backups still contain the data.\n`,
    );
    expect(await inDatabase(selectNames)).toEqual([[]]);
  });

  it('is finished by the next start of the gateway', async () => {
    await interrupt();
    if (role) expect(await start('migrate', '--serving-role', role.name).exit()).toBe(0);
    const serving = new CommandRun(['serve', '--port', '0', '--operator-key-file', 'operator.key'], {
      cwd: folder.path,
      env: { DATABASE_URL: role?.url ?? url, ERASURE_LIST: list() },
    });
    await serving.line(/The operator key is in .+/);
    serving.process.kill('SIGTERM');
    expect(await serving.exit()).toBe(0);
    expect(serving.stdout).toContain('Finished 1 erasure of personal data that was interrupted.\n');
    expect(await inDatabase(selectNames)).toEqual([[]]);
  });
});
