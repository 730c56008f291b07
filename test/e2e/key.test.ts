import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createPostgresqlDatabase, createRole, type TestRole } from '@collective-impact/store/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ask, CommandRun, runInFolder, temporaryFolder } from '../support/command.ts';

const caller = '{ viewer { kind isOperator principal { kind name } } }';

describe('collective-impact key', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let database: Awaited<ReturnType<typeof createPostgresqlDatabase>>;
  let role: TestRole;
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

  const start = (args: string[], url = database.url) => {
    const run = new CommandRun(args, { cwd: folder.path, env: { DATABASE_URL: url } });
    runs.push(run);
    return run;
  };
  const key = (...args: string[]) =>
    runInFolder(['key', ...args], { cwd: folder.path, env: { DATABASE_URL: database.url } });

  it('makes the first operator, and lists and revokes keys while the gateway runs', async () => {
    const migrated = start(['migrate', '--serving-role', role.name]);
    expect(await migrated.exit(), migrated.stderr).toBe(0);
    const address = await start(['serve', '--port', '0'], role.url).address();
    const asked = async (secret: string) => await ask(address, caller, { authorization: `Bearer ${secret}` });

    const options = ['--operator', '--name', 'Ann', '--kind', 'PERSON', '--file', 'ann.key'];
    const created = await start(['key', 'create', ...options]).completed();
    const path = join(folder.path, 'ann.key');
    const ann = readFileSync(path, 'utf8').trim();
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const [, id, principal] =
      /^The key (api_key_\w+) of (principal_\w+) is in ann\.key\.\n$/.exec(created.stdout) ?? [];
    expect(created).toMatchObject({ code: 0, stderr: '' });
    expect(await asked(ann)).toEqual({
      data: { viewer: { kind: 'PRINCIPAL', isOperator: true, principal: { kind: 'PERSON', name: 'Ann' } } },
    });

    const printed = await key('create', '--principal', principal ?? '', '--expires', '2999-12-31');
    const second = printed.stdout.trim();
    expect(second).toMatch(/^ci_live_[0-9A-Za-z]{36}$/);
    expect(printed.stderr).toMatch(/^This is the key api_key_\w+ of principal_\w+\. It cannot be shown again\.\n$/);
    expect(await asked(second)).toEqual(await asked(ann));

    const listed = (await key('list')).stdout;
    expect(listed.split('\n')).toEqual([
      expect.stringMatching(`^${id}  ACTIVE  Ann \\(PERSON, operator, ${principal}\\)  does not expire  last used `),
      expect.stringMatching(`  ACTIVE  Ann \\(PERSON, operator, ${principal}\\)  valid until 2999-12-31  last used `),
      '',
    ]);
    expect(listed).not.toContain('ci_live_');

    expect(await key('revoke', id ?? '')).toEqual({ code: 0, stdout: `The key ${id} is revoked.\n`, stderr: '' });
    expect(await asked(ann)).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    expect(await asked(second)).toMatchObject({ data: { viewer: { isOperator: true } } });
    expect((await key('list')).stdout).toContain(`${id}  REVOKED`);
  });
});
