import { createPostgresqlDatabase, createRole, type TestRole } from '@collective-impact/store/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocalIssuer, newIssuerKey, testAudience } from '../../packages/gateway/src/openid/local-issuer.fixture.ts';
import { ask, CommandRun, runInFolder, temporaryFolder } from '../support/command.ts';

const caller = '{ viewer { kind isOperator principal { id name } } }';

describe('persons with access tokens', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let database: Awaited<ReturnType<typeof createPostgresqlDatabase>>;
  let role: TestRole;
  let issuer: LocalIssuer;
  const runs: CommandRun[] = [];
  beforeEach(async () => {
    folder = temporaryFolder();
    database = await createPostgresqlDatabase('MIGRATED');
    role = await createRole(database.url);
    issuer = await new LocalIssuer([await newIssuerKey('first', 'RS256')]).start();
  });
  afterEach(async () => {
    for (const run of runs.splice(0)) {
      run.process.kill('SIGKILL');
      await run.exit();
    }
    await issuer.stop();
    await database.drop();
    await role.drop();
    folder.remove();
  });

  const start = (args: string[], { url = database.url, ...env }: Record<string, string> = {}) => {
    const run = new CommandRun(args, { cwd: folder.path, env: { DATABASE_URL: url, ...env } });
    runs.push(run);
    return run;
  };
  const principal = (...args: string[]) =>
    runInFolder(['principal', ...args], { cwd: folder.path, env: { DATABASE_URL: database.url } });
  const done = (stdout: string) => ({ code: 0, stdout, stderr: '' });
  const failure = (message: string) => ({ code: 1, stdout: '', stderr: `collective-impact: ${message}\n` });

  it('sign in at two gateways, become operators and are revoked while the gateways run', async () => {
    const migrated = start(['migrate', '--serving-role', role.name]);
    expect(await migrated.exit(), migrated.stderr).toBe(0);
    const settings = { url: role.url, OIDC_ISSUER: issuer.url, OIDC_AUDIENCE: testAudience };
    const gateways = await Promise.all([0, 1].map(() => start(['serve', '--port', '0'], settings).address()));
    const token = await issuer.token();
    const answers = () =>
      Promise.all(gateways.map((address) => ask(address, caller, { authorization: `Bearer ${token}` })));

    await answers();
    const id = /^principal_\w+/.exec((await principal('list')).stdout)?.[0] ?? '';
    const signedIn = (isOperator: boolean) => ({
      data: { viewer: { kind: 'PRINCIPAL', isOperator, principal: { id, name: 'Ann' } } },
    });
    expect(await answers()).toEqual([signedIn(false), signedIn(false)]);
    expect(await principal('list')).toEqual(done(`${id}  ACTIVE  Ann (PERSON)  signs in as ann of ${issuer.url}\n`));
    expect(await principal('operator', id)).toEqual(done(`${id} is now an operator.\n`));
    expect(await answers()).toEqual([signedIn(true), signedIn(true)]);

    const named = ['--issuer', issuer.url, '--subject', 'ann'];
    expect(await principal('revoke', ...named)).toEqual(done(`${id} can no longer sign in.\n`));
    const rejected = { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] };
    expect(await answers()).toMatchObject([rejected, rejected]);
    expect((await principal('list')).stdout).toContain(`${id}  REVOKED  Ann (PERSON, operator)`);
    expect(await principal('restore', id)).toEqual(done(`${id} is no longer revoked.\n`));
    expect(await principal('operator', ...named, '--remove')).toEqual(done(`${id} is no longer an operator.\n`));
    expect(await answers()).toEqual([signedIn(false), signedIn(false)]);
  });

  it('are named in one way, and the settings of their provider are complete', async () => {
    const one = 'Name one principal: by its id, or by both --issuer and --subject.';
    expect(await principal('list')).toEqual(done('There are no principals.\n'));
    expect(await principal('revoke')).toEqual(failure(one));
    expect(await principal('revoke', 'principal_x', '--issuer', 'a', '--subject', 'b')).toEqual(failure(one));
    expect(await principal('operator', '--issuer', 'a')).toEqual(failure(one));
    expect(await principal('operator', 'principal_x')).toEqual(
      failure('There is no principal "principal_x". `principal list` prints all principals.'),
    );
    expect(await principal('revoke', '--issuer', 'a', '--subject', 'b')).toEqual(
      failure('There is no principal with the issuer "a" and the subject "b". `principal list` prints all principals.'),
    );
    const run = start(['serve', '--port', '0'], { OIDC_ISSUER: 'http://id.example', OIDC_AUDIENCE: 'account' });
    expect([await run.exit(), run.stdout, run.stderr]).toEqual([
      1,
      '',
      'collective-impact: "http://id.example" is not valid for OIDC_ISSUER. Use a URL with https. http is allowed for localhost only. OIDC_AUDIENCE cannot be "account", because Keycloak writes it into tokens for every client. Add an audience of this gateway to a client scope.\n',
    ]);
  });
});
