import { cpSync, existsSync, readFileSync, rmSync, statSync, symlinkSync, watch, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createPostgresqlDatabase, createRole } from '@collective-impact/store/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ask, CommandRun, runInFolder, temporaryFolder } from '../support/command.ts';

const slugs = '{ ecosystems { nodes { slug } } }';
const answerWith = (...names: string[]) => ({ data: { ecosystems: { nodes: names.map((slug) => ({ slug })) } } });
const examples = answerWith(
  'cids-anonymised',
  'example-stem-coast',
  'example-stem-delta',
  'example-stem-ecosystem',
  'example-stem-network',
  'stem-partnerships-study',
  'uk-youth',
);

/** Starts faster than a new folder, for what does not concern the folder. */
const memory = { DATABASE_URL: 'pglite:memory' };

interface ExampleData {
  ecosystem: { indicators: { nodes: { series: object[] }[] } };
}

describe('collective-impact serve', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  const runs: CommandRun[] = [];
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(async () => {
    for (const run of runs.splice(0)) {
      run.process.kill('SIGKILL');
      await run.exit();
    }
    folder.remove();
  });
  const start = (args: string[], env: Record<string, string> = {}, program?: string) => {
    const run = new CommandRun(args, { cwd: folder.path, env, program });
    runs.push(run);
    return run;
  };
  const serve = (env?: Record<string, string>, ...args: string[]) => start(['serve', '--port', '0', ...args], env);

  const errorLine = async (run: CommandRun) => {
    expect(await run.exit()).toBe(1);
    const lines = run.stderr.trimEnd().split('\n');
    expect(lines, run.stderr).toHaveLength(1);
    return lines[0];
  };

  it('loads the examples once, keeps the data and the key, and stops cleanly', async () => {
    const first = serve({}, '--examples');
    const address = await first.address();
    // The examples come from the prepared database of the build, so no progress is reported.
    expect(first.stderr).toBe('');
    expect(await ask(address, slugs)).toEqual(examples);
    expect((await fetch(`${address}/health`)).status).toBe(200);
    // The gateway returns 503 until the database is ready.
    await expect.poll(async () => (await fetch(`${address}/ready`)).status).toBe(200);
    const file = join(folder.path, 'data', 'operator.key');
    const key = readFileSync(file, 'utf8').trim();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(first.stdout).toBe(
      [
        `Collective Impact is running at ${address}/graphql`,
        'The data is in data.',
        `The operator key is in ${join('data', 'operator.key')}.`,
        '',
      ].join('\n'),
    );
    expect(first.stderr).not.toContain(key);
    await expectExampleQuery(address);
    const created = await ask(
      address,
      'mutation { createEcosystem(input: { slug: "mine", name: "Mine", visibility: PUBLIC }) { ecosystem { slug } userErrors { code } } }',
      { authorization: `Bearer ${key}` },
    );
    expect(created).toEqual({ data: { createEcosystem: { ecosystem: { slug: 'mine' }, userErrors: [] } } });
    first.process.kill('SIGTERM');
    expect(await first.exit()).toBe(0);

    const second = serve({}, '--examples');
    const again = await second.address();
    expect(await ask(again, '{ ecosystem(slug: "mine") { name } }')).toEqual({ data: { ecosystem: { name: 'Mine' } } });
    expect(await second.line(/^The operator key.*\n/m)).toBe(
      `The operator key is in ${join('data', 'operator.key')}.\n`,
    );
    expect(second.stdout + second.stderr).not.toContain(key);
    second.process.kill('SIGINT');
    expect(await second.exit()).toBe(0);
  });

  it('excludes other processes from its folder, and ends with an error if it loses the lock', async () => {
    const run = serve();
    await run.address();
    expect(await errorLine(serve())).toContain(String(run.process.pid));
    rmSync(join(folder.path, 'data', 'lock'));
    expect(await run.exit()).toBe(1);
    expect(run.stderr).toMatch(
      /The lock file \S+data\/lock was removed, so this process no longer writes to the folder\./,
    );
  });

  /** Requires that the default query of the GraphiQL page returns data without errors. */
  async function expectExampleQuery(address: string) {
    const page = await (await fetch(`${address}/graphql`, { headers: { accept: 'text/html' } })).text();
    const options = /<script type="application\/json" id="options">(.*?)<\/script>/s.exec(page)?.[1] ?? '';
    const { defaultQuery } = JSON.parse(options) as { defaultQuery: string };
    const { data, errors } = (await ask(address, defaultQuery)) as { data?: ExampleData; errors?: object[] };
    expect(errors).toBeUndefined();
    expect(data?.ecosystem.indicators.nodes[0]?.series[0]).toEqual({
      period: expect.any(String),
      value: expect.any(String),
      status: 'OBSERVED',
    });
  }

  it('ends with exit code 1 after an unhandled rejection, and closes the database', async () => {
    const preloaded = join(folder.path, 'reject.mjs');
    writeFileSync(preloaded, "process.once('SIGUSR2', () => Promise.reject(new Error('made up')));");
    const run = serve({ NODE_OPTIONS: `--import=${pathToFileURL(preloaded)}` });
    await run.address();
    expect(existsSync(join(folder.path, 'data', 'lock'))).toBe(true);
    run.process.kill('SIGUSR2');
    expect(await run.exit()).toBe(1);
    expect(run.stderr).toContain('Error: made up');
    expect(existsSync(join(folder.path, 'data', 'lock'))).toBe(false);
  });

  /** A copy of the command with only some examples, which load faster. Returns its program. */
  function commandWith(names: string[]): string {
    const root = resolve(import.meta.dirname, '../..');
    const [original, copy] = [join(root, 'packages/cli'), join(folder.path, 'packages/cli')];
    for (const part of ['bin', 'package.json', 'node_modules'])
      cpSync(join(original, part), join(copy, part), { recursive: true });
    const ofOthers = new Set(['examples', 'prepared'].map((part) => join(original, 'dist', part)));
    cpSync(join(original, 'dist'), join(copy, 'dist'), { recursive: true, filter: (path) => !ofOthers.has(path) });
    for (const name of names) {
      const part = join('dist/examples', name);
      cpSync(join(original, part), join(copy, part), { recursive: true });
    }
    symlinkSync(join(root, 'node_modules'), join(folder.path, 'node_modules'));
    return join(copy, 'bin/collective-impact.js');
  }

  it('serves the examples from PostgreSQL, also if a start was killed while it loaded them', async () => {
    const loaded = ['example-stem-delta', 'stem-partnerships-study'];
    const program = commandWith(loaded);
    const database = await createPostgresqlDatabase('EMPTY');
    const role = await createRole(database.url);
    try {
      const migrated = start(['migrate', '--serving-role', role.name], { DATABASE_URL: database.url });
      expect(await migrated.exit()).toBe(0);
      const env = { DATABASE_URL: role.url };
      const killed = start(['serve', '--port', '0', '--examples'], env, program);
      // The examples are loaded through the writers: the prepared database of the build is for the embedded database.
      await new Promise<void>((seen) => {
        killed.process.stderr?.on('data', () => /example/.test(killed.stderr) && seen());
      });
      killed.process.kill('SIGKILL');
      await killed.exit();
      const run = start(['serve', '--port', '0', '--examples'], env, program);
      expect(await ask(await run.address(), slugs)).toEqual(answerWith(...loaded));
      run.process.kill('SIGTERM');
      expect(await run.exit()).toBe(0);
      expect(run.stdout).not.toMatch(/operator/i);
      expect(run.stderr).toContain(
        'There is no operator, so nobody can make changes. Create a key with `collective-impact key create --operator --name Operator --file operator.key`, start with --operator-key-file, or make a person an operator with `collective-impact principal operator`.\n',
      );
      const operated = start(
        ['serve', '--port', '0', '--examples', '--operator-key-file', 'operator.key'],
        env,
        program,
      );
      const address = await operated.address();
      await operated.line(/^The operator key.*\n/m);
      const authorization = `Bearer ${readFileSync(join(folder.path, 'operator.key'), 'utf8').trim()}`;
      const own = '{ viewer { access { role ecosystem { slug } } } }';
      expect(await ask(address, own, { authorization })).toEqual({
        data: { viewer: { access: loaded.map((slug) => ({ role: 'BACKBONE', ecosystem: { slug } })) } },
      });
    } finally {
      await database.drop();
      await role.drop();
    }
  });

  it('starts again from the prepared database if a start was killed while it loaded', async () => {
    const begun = join(folder.path, 'data', 'database.unfinished');
    const changes = watch(folder.path, { recursive: true });
    const seen = new Promise<void>((settle) => changes.on('change', () => existsSync(begun) && settle()));
    const killed = serve({}, '--examples');
    await seen;
    killed.process.kill('SIGKILL');
    await killed.exit();
    changes.close();
    expect(existsSync(begun)).toBe(true);
    const again = serve({}, '--examples');
    expect(await ask(await again.address(), slugs)).toEqual(examples);
    expect(again.stderr).toBe('');
  });

  it('starts with an empty database without --examples, and keeps the operator key in the file that the environment names', async () => {
    const run = serve({ ...memory, OPERATOR_KEY_FILE: 'mine.key' });
    const address = await run.address();
    expect(await ask(address, slugs)).toEqual({ data: { ecosystems: { nodes: [] } } });
    const key = readFileSync(join(folder.path, 'mine.key'), 'utf8').trim();
    expect(await ask(address, '{ viewer { isOperator } }', { authorization: `Bearer ${key}` })).toEqual({
      data: { viewer: { isOperator: true } },
    });
    run.process.kill('SIGTERM');
    expect(await run.exit()).toBe(0);
    expect(run.stdout).toContain('The operator key is in mine.key.');
    expect(run.stdout + run.stderr).not.toContain(key);
    expect(existsSync(join(folder.path, 'data', 'operator.key'))).toBe(false);
  });

  it('names a port that is in use', async () => {
    const taken = createServer();
    await new Promise<void>((listening) => taken.listen(0, '127.0.0.1', listening));
    try {
      const { port } = taken.address() as { port: number };
      expect(await errorLine(start(['serve', '--port', String(port)], memory))).toMatch(
        new RegExp(`${port}.*--port|--port.*${port}`),
      );
    } finally {
      taken.close();
    }
  });

  it.each([
    ['an unreachable server', { DATABASE_URL: 'postgres://someone:hidden@127.0.0.1:1/x' }],
    ['an invalid port', { PORT: 'eighty' }],
    ['a setting that was replaced', { OPERATOR_KEY: 'hidden' }],
    ['a file that contains no key', { ...memory, OPERATOR_KEY_FILE: 'file' }],
  ])('reports in one line what to do about %s', async (_what, env) => {
    writeFileSync(join(folder.path, 'file'), '');
    const args = 'PORT' in env ? ['serve'] : ['serve', '--port', '0'];
    const line = await errorLine(start(args, env as unknown as Record<string, string>));
    expect(line).toMatch(/^collective-impact: .+[:.] .+/);
    expect(line).not.toContain('hidden');
  });

  it('prints help, and exits with code 2 for invalid arguments', async () => {
    const help = start(['--help']);
    expect(await help.exit()).toBe(0);
    for (const word of ['serve', 'migrate', 'import', 'key', 'DATABASE_URL', 'OPERATOR_KEY_FILE'])
      expect(help.stdout).toContain(word);
    const misspelt = start(['sevre']);
    expect(await misspelt.exit()).toBe(2);
    expect(misspelt.stderr).toContain('serve');
    const missing = await runInFolder(['import', 'x.csv', '--ecosystem', 'x'], { cwd: folder.path });
    expect(missing.code).toBe(2);
    expect(missing.stderr).toContain('--format');
  });
});
