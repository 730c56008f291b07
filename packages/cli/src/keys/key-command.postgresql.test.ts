import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPostgresqlDatabase, type DisposableDatabase } from '@collective-impact/store/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { runHere } from '../run-here.fixture.ts';

/* Runs the command in this process. test/e2e/key.test.ts runs it as a process of its own. */

describe('collective-impact key', () => {
  let database: DisposableDatabase;
  beforeAll(async () => {
    database = await createPostgresqlDatabase('MIGRATED');
  });
  afterEach(() => vi.unstubAllEnvs());
  afterAll(() => database.drop());

  const key = async (...args: string[]) => {
    vi.stubEnv('DATABASE_URL', database.url);
    return await runHere(['key', ...args]);
  };
  const failure = (message: string) => ({ code: 1, stdout: '', stderr: `collective-impact: ${message}\n` });

  it('rejects what it cannot do in one line', async () => {
    expect(await key('list')).toEqual({ code: 0, stdout: 'There are no API keys.\n', stderr: '' });
    expect(await key('create')).toEqual(
      failure('A new principal needs a name of 1 to 200 characters. Add --name, or --principal for another key.'),
    );
    expect(await key('create', '--name', 'Ann', '--operator')).toEqual(
      failure('The key of an operator is never printed. Add --file with the path of a new file.'),
    );
    const nowhere = join(tmpdir(), 'made-up-folder', 'ann.key');
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
      failure('There is no principal "principal_x". `key list` prints the ids of keys and principals.'),
    );
    expect(await key('revoke', 'api_key_x')).toEqual(
      failure('There is no API key "api_key_x". `key list` prints the ids of keys and principals.'),
    );
    expect(await key('create', '--name', 'Ann', '--role', 'STEWARD')).toEqual(
      failure('A role is a role in an ecosystem. Set both --ecosystem and --role, or neither.'),
    );
    expect(await key('create', '--name', 'Ann', '--role', 'STEWARD', '--ecosystem', 'nowhere')).toEqual(
      failure('There is no ecosystem "nowhere". Set --ecosystem to the slug of one.'),
    );
    const inTown = (role: string, ...args: string[]) =>
      key('create', '--name', 'Ann', '--ecosystem', 'my-town', '--role', role, ...args);
    expect(await inTown('CONTRIBUTOR')).toEqual(
      failure('A CONTRIBUTOR acts for organizations. Add --organization with the id of at least one.'),
    );
    expect(await inTown('STEWARD', '--organization', 'organization_x')).toEqual(
      failure('A STEWARD acts for every organization. Remove --organization.'),
    );
    expect(await key('list')).toMatchObject({ stdout: 'There are no API keys.\n' });
  });
});
