import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { openDatabase } from '@collective-impact/store';
import { createPostgresqlDatabase } from '@collective-impact/store/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CommandRun, runAsProcess, runInFolder, temporaryFolder } from '../support/command.ts';

type Row = (string | null)[];

interface Header {
  tables: { name: string; columns: { name: string }[] }[];
}

/** The columns that a restore replaces, by table. */
const replaced: Record<string, readonly string[]> = {
  change: ['transaction_id', 'sequence'],
  feed_epoch: ['epoch', 'started_at'],
};

/** Number of rows and digest of each table in a backup file, without the values that a restore replaces. */
function contentOf(file: string): Record<string, string> {
  const [first = '', ...lines] = gunzipSync(readFileSync(file)).toString().trimEnd().split('\n');
  const { tables } = JSON.parse(first) as Header;
  const rows = new Map<string, string[]>(tables.map(({ name }) => [name, []]));
  let columns: { name: string }[] = [];
  let table = '';
  for (const line of lines.slice(0, -1)) {
    const value = JSON.parse(line) as Row | { table: string };
    if (!Array.isArray(value)) {
      table = value.table;
      columns = tables.find(({ name }) => name === table)?.columns ?? [];
    } else {
      rows
        .get(table)
        ?.push(JSON.stringify(value.filter((_, at) => !replaced[table]?.includes(columns[at]?.name ?? ''))));
    }
  }
  return Object.fromEntries(
    [...rows].map(([name, texts]) => [
      name,
      `${texts.length} ${createHash('sha256').update(texts.sort().join('\n')).digest('hex')}`,
    ]),
  );
}

describe('collective-impact backup, restore and migrate-to', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let postgresql: Awaited<ReturnType<typeof createPostgresqlDatabase>>;
  beforeEach(async () => {
    folder = temporaryFolder();
    postgresql = await createPostgresqlDatabase('EMPTY');
  });
  afterEach(async () => {
    await postgresql.drop();
    folder.remove();
  });
  const run = (args: string[], env: Record<string, string> = {}) => runInFolder(args, { cwd: folder.path, env });
  const asProcess = (args: string[], env: Record<string, string> = {}) => runAsProcess(args, { cwd: folder.path, env });
  const done = async (args: string[], env: Record<string, string> = {}, runs = run) => {
    const { code, stdout, stderr } = await runs(args, env);
    expect([code, stderr], args.join(' ')).toEqual([0, '']);
    return stdout;
  };
  const path = (name: string) => join(folder.path, name);
  /** An embedded database with the examples, in `data`. */
  const loadExamples = async () => {
    const serving = new CommandRun(['serve', '--port', '0', '--examples'], { cwd: folder.path });
    await serving.address();
    serving.process.kill('SIGTERM');
    await serving.exit();
  };
  /** Whether a database was migrated before a moment, and which databases are beside it. */
  const originOf = async (url: string, moment: Date) => {
    const database = await openDatabase(url, { mustExist: true });
    try {
      const databases = 'select array_agg("datname"::text) from pg_database';
      const origin = `select max("executed_at") < ? as "isOlder", (${databases}) as "databases" from "schema_migration"`;
      const [row] = await database.orm.em.fork().execute(origin, [moment]);
      return row;
    } finally {
      await database.close();
    }
  };
  const on = (url: string) => ({ DATABASE_URL: url });

  it('keep all data of the examples on the way from one engine to the other and back', async () => {
    await loadExamples();
    expect(await done(['backup', 'first.ci.gz'], {}, asProcess)).toMatch(
      /^Backed up the database to first\.ci\.gz \([\d.]+ [kM]B\)\.\n$/,
    );
    const expected = contentOf(path('first.ci.gz'));
    // The epoch of the change feed is not counted.
    const counted = Object.entries(expected).filter(([name]) => name !== 'feed_epoch');
    const numbers = counted.map(([, table]) => Number.parseInt(table, 10));
    const [rows, tables] = [numbers.reduce((sum, number) => sum + number, 0), numbers.filter(Boolean).length];
    const restored = `Restored ${rows} rows in ${tables} tables.\n`;
    expect(expected.ecosystem).toMatch(/^7 /);

    writeFileSync(path('erasures.jsonl'), '');
    const listed = { ...on(postgresql.url), ERASURE_LIST: path('erasures.jsonl') };
    expect(await done(['restore', 'first.ci.gz'], listed, asProcess)).toMatch(
      new RegExp(
        `^${restored}The backup contains 1 API key and 0 open invitations\\. Those .+ after \\d{4}-\\S+Z are valid again, .+ --revoke-keys\\.\n$`,
      ),
    );
    await done(['backup', 'second.ci.gz'], on(postgresql.url));
    expect(contentOf(path('second.ci.gz'))).toEqual(expected);

    const itself = await run(['migrate-to', 'pglite:data']);
    expect(itself).toEqual({
      code: 1,
      stdout: '',
      stderr: 'collective-impact: Both addresses are those of the same database. Enter the address of another one.\n',
    });

    const started = new Date();
    const back = await done(['migrate-to', 'pglite:./other'], on(postgresql.url), asProcess);
    expect(back).toMatch(new RegExp(`^${restored}The original is unchanged\\.`));
    // The copy started from the prepared database of the build, because the original has the same schema.
    const prepared = { isOlder: true, databases: ['postgres'] };
    expect(await originOf(`pglite:${path('other')}`, started)).toEqual(prepared);
    await done(['backup', 'third.ci.gz'], on('pglite:./other'));
    expect(contentOf(path('third.ci.gz'))).toEqual(expected);

    const refused = await run(['migrate-to'], { TARGET_DATABASE_URL: postgresql.url });
    expect([refused.code, refused.stderr]).toEqual([
      1,
      expect.stringMatching(
        new RegExp(
          `^collective-impact: The target database contains ${rows} rows of 7 ecosystems \\(.+, …\\)\\. Choose an empty database, or use --replace`,
        ),
      ),
    ]);
    expect(await done(['migrate-to', '--replace'], { TARGET_DATABASE_URL: postgresql.url })).toMatch(
      new RegExp(`^Deleted ${rows} rows of 7 ecosystems \\(.+, …\\)\\.\n${restored}`),
    );
    await done(['backup', 'fourth.ci.gz'], on(postgresql.url));
    expect(contentOf(path('fourth.ci.gz'))).toEqual(expected);
  });

  it('state in one line what is wrong, and change nothing', async () => {
    const missing = await asProcess(['backup', 'none.ci.gz']);
    expect([missing.code, missing.stderr]).toEqual([
      1,
      `collective-impact: There is no embedded database in ${path('data')}. Set DATABASE_URL to the address of a database.\n`,
    ]);
    expect(readdirSync(folder.path)).toEqual([]);
    writeFileSync(path('text'), 'text\n');
    const wrong = await run(['restore', 'text']);
    expect([wrong.code, wrong.stderr]).toEqual([
      1,
      'collective-impact: text is not a backup (collective-impact-backup). Use a file that "collective-impact backup" has written.\n',
    ]);
    expect(existsSync(path('data'))).toBe(false);
    const empty = await run(['backup', 'none.ci.gz'], on(postgresql.url));
    expect(empty.stderr).toBe(
      'collective-impact: The database is empty. Set DATABASE_URL to the database to back up.\n',
    );
    const nowhere = await run(['backup', join('no', 'x')], on(postgresql.url));
    expect(nowhere.stderr).toBe(
      'collective-impact: The folder of no/x does not exist. Create it, or choose another folder.\n',
    );
    expect(await run(['backup', ''])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("argument 'file'. The path is empty. Enter the path of a file."),
    });
    const target = await run(['migrate-to', 'mysql://db/town'], on(postgresql.url));
    expect(target.stderr).toMatch(
      /^collective-impact: TARGET_DATABASE_URL starts with "mysql:", which is not supported\. Use/,
    );
    expect(readdirSync(folder.path)).toEqual(['text']);
  });
});
