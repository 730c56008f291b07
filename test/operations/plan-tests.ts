import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, createExecutor, createSchema } from '@collective-impact/gateway';
import { anonymous, localProgram, type Viewer } from '@collective-impact/sdk';
import type { Statement } from '@collective-impact/store';
import { rowsRead, statementsOf, type TestDatabase } from '@collective-impact/store/testing';
import { parse } from 'graphql';
import { beforeAll, expect, it } from 'vitest';
import { copyEcosystems } from './copy-ecosystems.ts';

/*
 * What a statement reads must grow with the ecosystems that it is about, not with those of the installation. Each statement of the
 * operations of this folder is explained with the examples alone, and again, with the same values, among 49 copies of them.
 */

const folder = import.meta.dirname;
const schema = createSchema();
const copies = 49;

/** The smallest growth, in rows, that is reported. PostgreSQL reads a table of a few pages faster than its index. */
const limit = 2500;

/** Operations with statements that read more, because that is faster while tables are small, or because they are about everything. */
const readsMore: Record<string, string> = {
  'activity/activities-of-records.graphql':
    'Contributions of one page of goals: 1,100 rows are 20 pages, read once per goal.',
  'partnership/network-of-a-wave.graphql':
    'The organizations of 136 ratings: 3,700 rows are read faster than 272 by an index.',
};

interface Explained {
  statement: Statement;
  files: Set<string>;
  before: number;
  after: number;
}

/** Adds the test to a suite that has opened a database with the examples. It is the last one, because the copies stay. */
export function testPlans(of: {
  files: readonly string[];
  database: () => TestDatabase;
  member: () => Promise<Viewer>;
}): void {
  const explained: Explained[] = [];

  beforeAll(async () => {
    const database = of.database();
    await database.orm.em.fork().execute('vacuum analyze');
    for (const viewer of [anonymous, await of.member()]) explained.push(...(await statementsOfOperations(viewer, of)));
    for (const each of explained) each.before = await rowsOfTables(database, each.statement);
    await copyEcosystems(database, copies);
    for (const each of explained) each.after = await rowsOfTables(database, each.statement);
  });

  it('read no rows of other ecosystems', () => {
    const more = explained.filter(({ before, after }) => after - before > limit);
    const unexpected = more.filter(({ files }) => !Object.keys(readsMore).some((file) => files.has(file)));
    expect(
      unexpected.map(({ files, before, after, statement }) => ({
        files: [...files],
        before,
        after,
        sql: statement.sql,
      })),
    ).toEqual([]);
    // An exception that is no longer needed is removed.
    for (const file of Object.keys(readsMore)) expect(more.flatMap(({ files }) => [...files])).toContain(file);
  });
}

/** The statements of all operations, each once, as a viewer sends them. */
async function statementsOfOperations(
  viewer: Viewer,
  { files, database }: { files: readonly string[]; database: () => TestDatabase },
): Promise<Explained[]> {
  const execute = createExecutor({ schema, execution: 'interpreted' });
  const found = new Map<string, Explained>();
  for (const file of files) {
    const stem = join(folder, file.slice(0, -'.graphql'.length));
    const text = readFileSync(`${stem}.graphql`, 'utf8');
    const variables = `${stem}.variables.json`;
    const variableValues = existsSync(variables) ? JSON.parse(readFileSync(variables, 'utf8')) : {};
    const contextValue = createContext(database(), text.startsWith('# viewer: local') ? localProgram : viewer);
    const { statements } = await statementsOf(database(), async () =>
      execute({ schema, document: parse(text), variableValues, contextValue }),
    );
    for (const statement of statements) {
      const known = found.get(statement.sql) ?? { statement, files: new Set(), before: 0, after: 0 };
      known.files.add(file);
      if (statement.planMode) found.set(statement.sql, known);
    }
  }
  return [...found.values()];
}

/** The rows that a statement reads, as it is planned. Each condition of visibility may read all ecosystems once. */
async function rowsOfTables(database: TestDatabase, statement: Statement): Promise<number> {
  const { planMode: mode = 'force_custom_plan' } = statement;
  const { rowsOf } = await rowsRead(database, { statement, mode });
  return Object.entries(rowsOf).reduce((sum, [table, rows]) => (table === 'ecosystem' ? sum : sum + rows), 0);
}
