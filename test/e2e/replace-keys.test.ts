import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeTypeId, localProgram, unwrap } from '@collective-impact/sdk';
import { createInvitation, ecosystemDefinition, listApiKeys, openDatabase, Writer } from '@collective-impact/store';
import { createPostgresqlDatabase, newPrincipal, type TestPrincipal } from '@collective-impact/store/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocalIssuer, newIssuerKey, testAudience } from '../../packages/gateway/src/openid/local-issuer.fixture.ts';
import { ask, CommandRun, runInFolder, temporaryFolder } from '../support/command.ts';

/*
 * Runs every ```sh, ```sql and ```graphql block of the guide in order, as a reader does, while a gateway runs. The lines of a ```text
 * block must be in the output of the commands before it; ids and numbers may differ. After each block with commands, it asks the gateway which keys it accepts.
 */

const guide = readFileSync(join(import.meta.dirname, '../../docs/guides/replace-keys.md'), 'utf8');

interface Block {
  language: string;
  lines: string[];
}

const blocks = Array.from(guide.matchAll(/^( *)```(sh|sql|text|graphql)\n(.*?)^\1```$/gms), (match): Block => {
  const [, indent = '', language = '', text = ''] = match;
  return {
    language,
    lines: text
      .trimEnd()
      .split('\n')
      .map((line) => line.slice(indent.length)),
  };
});

const comparable = (text: string) =>
  text
    .replaceAll(/\b(api_key|principal)_[0-9a-z]{26}\b/g, '$1_…')
    .replaceAll(/role_[ab]_\w+/g, (name) => (name.startsWith('role_a') ? 'gateway' : 'gateway_b'))
    .replaceAll(/\d+/g, 'N');

const viewer = '{ viewer { kind } }';

type Town = Awaited<ReturnType<typeof createPostgresqlDatabase>>;

describe('the guide to replacing keys', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let [town, restored]: Town[] = [];
  let gateway: CommandRun | undefined;
  let address = '';
  const env: Record<string, string> = {};
  const roles = { gateway: `role_a_${randomUUID().slice(0, 8)}`, gateway_b: `role_b_${randomUUID().slice(0, 8)}` };

  const url = (database: Town | undefined, user?: [string, string]) => {
    const own = new URL(database?.url ?? '');
    if (user) [own.username, own.password] = [user[0], encodeURIComponent(user[1])];
    return own.href;
  };
  const inTown = async (statement: string) => {
    const database = await openDatabase(url(town));
    try {
      return await database.orm.em.getConnection().execute(statement);
    } finally {
      await database.close();
    }
  };
  const stop = async () => {
    gateway?.process.kill('SIGTERM');
    await gateway?.exit();
  };
  const serve = async (args: string[], more: Record<string, string> = {}) => {
    await stop();
    gateway = new CommandRun(['serve', '--port', '0', ...args], { cwd: folder.path, env: { ...env, ...more } });
    address = await gateway.address();
    if (args.length > 0) await gateway.line(/The operator key is in .+/);
  };

  beforeEach(async () => {
    folder = temporaryFolder();
    [town, restored] = [await createPostgresqlDatabase('MIGRATED'), await createPostgresqlDatabase('EMPTY')];
    await inTown(`create role "${roles.gateway}" login password 'secret'`);
    Object.assign(env, { DATABASE_URL: url(town) });
    await run(['migrate', '--serving-role', roles.gateway]);
    env.DATABASE_URL = url(town, [roles.gateway, 'secret']);
  });
  afterEach(async () => {
    await stop();
    await town?.drop();
    await restored?.drop();
    const server = await openDatabase(new URL('/postgres', url(town)).href);
    for (const name of Object.values(roles)) {
      await server.orm.em.getConnection().execute(`drop role if exists "${name}"`);
    }
    await server.close();
    folder.remove();
  });
  async function run(args: string[]): Promise<string> {
    const { code, stdout, stderr } = await runInFolder(args, { cwd: folder.path, env });
    expect(code, `${args.join(' ')}: ${stdout}${stderr}`).toBe(0);
    return stdout;
  }

  it('contains only commands and operations that work, with their output and effect', async () => {
    const database = await openDatabase(url(town));
    const writer = new Writer(database, localProgram);
    const created = await writer.create(ecosystemDefinition, { slug: 'my-town', name: 'My town', kind: 'LOCAL' });
    const ecosystemId = encodeTypeId('ecosystem', unwrap(created));
    const backbone = await newPrincipal(database, { name: 'Backbone' });
    const library = await newPrincipal(database, { name: 'City Library', kind: 'SERVICE' });
    for (const each of [backbone, library]) await each.grant(ecosystemId, 'BACKBONE');
    const invite = async () => unwrap(await createInvitation(writer, { ecosystemId, role: 'OBSERVER' })).id;
    const ids: Record<string, string> = {
      INVITATION: encodeTypeId('invitation', await invite()),
      PRINCIPAL: library.id,
    };
    await invite();
    writeFileSync(join(folder.path, 'erasures.jsonl'), '');

    await serve(['--operator-key-file', 'operator.key']);
    const key = (file: string) => {
      const path = join(folder.path, file);
      return existsSync(path) ? readFileSync(path, 'utf8').trim() : '';
    };
    const secrets: Record<string, () => string> = {
      library: () => library.key,
      operator: () => firstOperatorKey,
      'operator.key': () => key('operator.key'),
      'library.key': () => key('library.key'),
      'library-again.key': () => key('library-again.key'),
    };
    const firstOperatorKey = key('operator.key');
    const asked = async (secret: string, query: string) =>
      await ask(address, query, { authorization: `Bearer ${secret}` });
    const accepted = async () => {
      const names: string[] = [];
      for (const [name, secret] of Object.entries(secrets)) {
        if (secret() !== '' && !(await asked(secret(), viewer)).errors) names.push(name);
      }
      return names;
    };
    const query = `mutation { createOrganization(input: { ecosystemId: "${ecosystemId}", name: "Thief" }) { organization { id } } }`;
    const { data } = await asked(library.key, query);
    ids.ORGANIZATION = /organization_\w+/.exec(JSON.stringify(data))?.[0] ?? '';

    const revokedKeys = new Set<string>();
    /** The oldest key of a principal that no command has revoked. */
    const keyOf = async (name: string) => {
      const keys = await listApiKeys(database);
      const id = keys.find((each) => each.name === name && !revokedKeys.has(each.id))?.id ?? '';
      revokedKeys.add(id);
      return id;
    };
    const oldKeys = ['City Library', 'Operator', 'City Library'];
    const addresses: [string, string][] = [
      ['postgres://owner:secret@db.example.org/town', url(town)],
      ['postgres://owner:secret@db.example.org/restored', url(restored)],
      ['postgres://gateway:secret@db.example.org/town', url(town, [roles.gateway, 'secret'])],
      ['postgres://gateway_b:another-secret@db.example.org/town', url(town, [roles.gateway_b, 'another-secret'])],
    ];
    const withNames = (text: string) =>
      text.replaceAll(/\bgateway(_b)?\b(?!\.)/g, (name) => (name === 'gateway' ? roles.gateway : roles.gateway_b));
    const command = async (line: string): Promise<string> => {
      const variable = /^export (\w+)=(\S+)$/.exec(line);
      if (variable) {
        const [, name = '', value = ''] = variable;
        env[name] = addresses.find(([written]) => written === value)?.[1] ?? value;
        return '';
      }
      const words = withNames(line)
        .split(' ')
        .map((word) => (word === 'principal_…' ? library.id : word));
      const [program = '', name, ...args] = await Promise.all(
        words.map(async (word) => (word === 'api_key_…' ? await keyOf(oldKeys.shift() ?? '') : word)),
      );
      if (program !== 'npx')
        return execFileSync(program, [name ?? '', ...args], { cwd: folder.path, encoding: 'utf8' });
      expect(name).toBe('collective-impact');
      if (args[0] !== 'serve') return await run(args);
      await serve(args.slice(1));
      return gateway?.stdout ?? '';
    };

    let printed = '';
    const timeline: string[] = [];
    const results: object[] = [];
    for (const { language, lines } of blocks) {
      if (language === 'text') {
        for (const line of lines) expect(comparable(printed)).toContain(comparable(line));
      } else if (language === 'sql') {
        await inTown(withNames(lines.join('\n')));
      } else if (language === 'graphql') {
        const text = lines.join('\n').replaceAll(/"([A-Z]+)"/g, (_, name) => JSON.stringify(ids[name]));
        results.push(await asked(backbone.key, text));
      } else {
        printed = '';
        for (const line of lines) printed += await command(line);
        const line = lines.find((each) => /key|principal|serve/.test(each)) ?? lines[0];
        if (env.DATABASE_URL !== url(restored)) timeline.push(`${line}: ${(await accepted()).join(', ')}`);
      }
    }
    await database.close();
    expect(timeline).toEqual([
      'npx collective-impact key list: library, operator, operator.key',
      'npx collective-impact key create --principal principal_… --expires 2999-12-31 --file library.key: library, operator, operator.key, library.key',
      'npx collective-impact key revoke api_key_…: operator, operator.key, library.key',
      'rm operator.key: operator.key, library.key',
      'npx collective-impact migrate --serving-role gateway_b: operator.key, library.key',
      'npx collective-impact serve --operator-key-file operator.key: operator.key, library.key',
      'mkdir lists: operator.key, library.key',
      'npx collective-impact principal revoke principal_…: operator.key',
      'npx collective-impact key revoke api_key_…: operator.key, library-again.key',
    ]);
    const nodes = [{ id: ids.INVITATION, version: 1, revokedAt: null }, { role: 'OBSERVER' }];
    const entry = { action: 'CREATE', recordType: 'Organization', recordId: ids.ORGANIZATION, address: '127.0.0.1' };
    const revoked = { invitation: { revokedAt: expect.any(String) }, userErrors: [] };
    expect(results).toMatchObject([
      { data: { ecosystem: { invitations: { nodes } } } },
      { data: { revokeInvitation: revoked } },
      { data: { ecosystem: { auditEntries: { totalCount: 1, nodes: [entry] } } } },
      { data: { voidRecord: { records: [{ id: ids.ORGANIZATION }], userErrors: [] } } },
    ]);
    await expectRestored(library);
  });

  /** All keys of the backup are revoked, and the new one has the role that its principal had. */
  async function expectRestored(library: TestPrincipal) {
    const database = await openDatabase(url(restored));
    const keys = await listApiKeys(database);
    await database.close();
    expect(keys.filter(({ status }) => status === 'ACTIVE')).toMatchObject([{ principalId: library.id }]);
    expect(keys.filter(({ status }) => status === 'REVOKED')).toHaveLength(6);
  }

  it('is right that a gateway that starts again rejects a key that the identity provider has withdrawn', async () => {
    const [former, next] = [await newIssuerKey('former'), await newIssuerKey('next')];
    const issuer = await new LocalIssuer([former]).start();
    try {
      const settings = { OIDC_ISSUER: issuer.url, OIDC_AUDIENCE: testAudience };
      await serve([], settings);
      const tokens = [await issuer.token({}, { key: former }), await issuer.token({}, { key: next })];
      const kinds = async () => {
        const found: unknown[] = [];
        for (const token of tokens) {
          found.push((await ask(address, viewer, { authorization: `Bearer ${token}` })).data ?? 'REJECTED');
        }
        return found;
      };
      const person = { viewer: { kind: 'PRINCIPAL' } };
      expect(await kinds()).toEqual([person, 'REJECTED']);
      issuer.published = [next];
      await serve([], settings);
      expect(await kinds()).toEqual(['REJECTED', person]);
    } finally {
      await issuer.stop();
    }
  });
});
