import { hostname } from 'node:os';
import { knownMigrations, openDatabase } from '@collective-impact/store';
import { createPostgresqlDatabase, createRole } from '@collective-impact/store/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ask, CommandRun, runInFolder, temporaryFolder } from '../support/command.ts';

describe('an upgrade with PostgreSQL', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let database: Awaited<ReturnType<typeof createPostgresqlDatabase>>;
  let role: Awaited<ReturnType<typeof createRole>>;
  const runs: CommandRun[] = [];
  beforeEach(async () => {
    folder = temporaryFolder();
    database = await createPostgresqlDatabase('MIGRATED');
    role = await createRole(database.url);
  });
  afterEach(async () => {
    for (const run of runs.splice(0)) {
      run.process.kill('SIGKILL');
      await run.exit();
    }
    await database.drop();
    await role.drop();
    folder.remove();
  });
  const start = (args: string[], url: string) => {
    const run = new CommandRun(args, { cwd: folder.path, env: { DATABASE_URL: url } });
    runs.push(run);
    return run;
  };
  const run = (args: string[], url: string) => start(args, url).completed();
  const migrate = (...args: string[]) =>
    runInFolder(['migrate', ...args], { cwd: folder.path, env: { DATABASE_URL: database.url } });
  const asOwner = async (statement: string) => {
    const opened = await openDatabase(database.url);
    try {
      await opened.orm.em.getConnection().execute(statement);
    } finally {
      await opened.close();
    }
  };
  const last = knownMigrations.at(-1);

  it('serves only as a role that cannot change the schema or the audit log', async () => {
    const asSuperuser = await run(['serve', '--port', '0'], database.url);
    expect([asSuperuser.code, asSuperuser.stderr]).toEqual([
      1,
      'collective-impact: The gateway does not serve as user "postgres", who is a superuser and could change the audit log. Create a role, for example with `createuser --pwprompt gateway`, run `collective-impact migrate --serving-role gateway` as the owner of the tables, and set that role in DATABASE_URL.\n',
    ]);
    expect(await migrate('--serving-role', role.name)).toEqual({
      code: 0,
      stdout: `The database schema is up to date.\nThe role "${role.name}" can serve. It cannot change the schema or the change feed. It changes the audit log only by erasing personal data.\n`,
      stderr: '',
    });
    const serving = start(['serve', '--port', '0'], role.url);
    expect(await ask(await serving.address(), '{ ecosystems { nodes { slug } } }')).toEqual({
      data: { ecosystems: { nodes: [] } },
    });
  });

  it('is refused while a gateway of the former version serves, and a gateway of the new version waits for it', async () => {
    await migrate('--serving-role', role.name);
    const former = start(['serve', '--port', '0'], role.url);
    const address = await former.address();
    // From here on, the program has a migration that the database does not have.
    await asOwner(`delete from "schema_migration" where "name" = '${last}'`);
    const refused = await migrate();
    expect([refused.code, refused.stderr]).toEqual([
      1,
      expect.stringMatching(
        new RegExp(
          `^collective-impact: The database is in use by collective-impact serve, process ${former.process.pid} on ${hostname()} \\(database session \\d+\\)\\. Stop it, run this command again, then start the new version\\. Nothing was changed\\.\n$`,
        ),
      ),
    ]);
    expect((await fetch(`${address}/health`)).status).toBe(200);
    const early = await run(['serve', '--port', '0'], role.url);
    expect([early.code, early.stderr]).toEqual([
      1,
      `collective-impact: The database schema is of an earlier version. As the owner of the tables, run \`collective-impact migrate --serving-role ${role.name}\`.\n`,
    ]);
  });
});
