import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createPostgresqlDatabase, createRole, type TestRole } from '@collective-impact/store/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ask, CommandRun, temporaryFolder } from '../support/command.ts';

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
  const key = async (...args: string[]) => {
    const run = start(['key', ...args]);
    return { code: await run.exit(), stdout: run.stdout, stderr: run.stderr };
  };
  const failure = (message: string) => ({ code: 1, stdout: '', stderr: `collective-impact: ${message}\n` });

  it('makes the first operator, and lists and revokes keys while the gateway runs', async () => {
    const migrated = start(['migrate', '--serving-role', role.name]);
    expect(await migrated.exit(), migrated.stderr).toBe(0);
    const address = await start(['serve', '--port', '0'], role.url).address();
    const asked = async (secret: string) => await ask(address, caller, { authorization: `Bearer ${secret}` });

    const created = await key('create', '--operator', '--name', 'Ann', '--kind', 'PERSON', '--file', 'ann.key');
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

  it('rejects what it cannot do in one line', async () => {
    expect(await key('list')).toEqual({ code: 0, stdout: 'There are no API keys.\n', stderr: '' });
    expect(await key('create')).toEqual(
      failure('A new principal needs a name of 1 to 200 characters. Add --name, or --principal for another key.'),
    );
    expect(await key('create', '--name', 'Ann', '--operator')).toEqual(
      failure('The key of an operator is never printed. Add --file with the path of a new file.'),
    );
    const nowhere = join(folder.path, 'nowhere', 'ann.key');
    expect(await key('create', '--name', 'Ann', '--operator', '--file', nowhere)).toEqual(
      failure(
        `The key file ${nowhere} cannot be written: Its folder does not exist. Create the folder, or give another path.`,
      ),
    );
    expect(await key('create', '--name', 'Ann\nBob')).toEqual(
      failure('The name of a principal must not contain control characters, such as line breaks. Remove them.'),
    );
    expect(await key('create', '--name', 'Ann', '--expires', '2020-02-30')).toEqual(
      failure('"2020-02-30" is not a date. Set --expires to a date such as 2027-01-31.'),
    );
    expect(await key('create', '--name', 'Ann', '--expires', '2020-02-28')).toEqual(
      failure('2020-02-28 is in the past. Set --expires to today or a later date.'),
    );
    expect(await key('create', '--principal', 'principal_x')).toEqual(
      failure('There is no principal with this id. `key list` prints the ids of keys and principals.'),
    );
    expect(await key('revoke', 'api_key_x')).toEqual(
      failure('There is no API key with this id. `key list` prints the ids of keys and principals.'),
    );
    expect(await key('create', '--name', 'Ann', '--role', 'STEWARD')).toEqual(
      failure('A role is a role in an ecosystem. Set both --ecosystem and --role, or neither.'),
    );
    expect(await key('create', '--name', 'Ann', '--role', 'STEWARD', '--ecosystem', 'nowhere')).toEqual(
      failure('There is no ecosystem "nowhere". Set --ecosystem to the slug of one.'),
    );
    expect(await key('list')).toMatchObject({ stdout: 'There are no API keys.\n' });
  });
});
