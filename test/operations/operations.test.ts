import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { createContext, createExecutor, createSchema } from '@collective-impact/gateway';
import { anonymous, encodeTypeId, localProgram, type Viewer } from '@collective-impact/sdk';
import { type Database, openDatabase } from '@collective-impact/store';
import {
  engines,
  newPrincipal,
  openTestDatabase,
  statementsOf,
  type TestDatabase,
  withoutTimeouts,
} from '@collective-impact/store/testing';
import { type ExecutionResult, parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadExamples } from '../../packages/cli/src/examples/load-examples.ts';
import { containsStatements, formatStatements } from '../support/expected-sql.ts';
import { withoutChance } from '../support/without-chance.ts';
import { compareGeneratedOperations } from './generated-operations.ts';
import { testPlans } from './plan-tests.ts';
import { testVoiding } from './voiding-tests.ts';

/*
 * Every *.graphql below this folder is an operation on the example ecosystems. Beside it are the response and the
 * SQL that it ran: an extra statement shows in review as extra lines. UPDATE_EXPECTED=1 writes both. Read the diff.
 * The first line may be `# viewer: local`.
 *
 * On PostgreSQL, each operation also runs interpreted, and generated operations are compared: how an operation is executed
 * does not depend on the database.
 */

const folder = import.meta.dirname;
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.graphql'));
const schema = createSchema();
const updating = process.env.UPDATE_EXPECTED === '1';

function variablesOf(stem: string): Record<string, unknown> {
  return existsSync(`${stem}.variables.json`) ? JSON.parse(readFileSync(`${stem}.variables.json`, 'utf8')) : {};
}

describe.each(engines)('operations on %s', (engine) => {
  const executions = engine === 'pglite' ? (['compiled'] as const) : (['interpreted', 'compiled'] as const);
  let loaded: TestDatabase;
  let database: Database;
  beforeAll(async () => {
    loaded = await openTestDatabase(engine);
    await loadExamples(loaded, { from: join(folder, '../../examples/data') });
    // One connection, so that concurrent statements always run in the same order.
    database = engine === 'pglite' ? loaded : await openDatabase(loaded.url, { ...withoutTimeouts, poolSize: 1 });
  });
  afterAll(async () => {
    if (database !== loaded) await database.close();
    await loaded.close();
  });

  if (executions.length > 1) {
    it('return the same results compiled and interpreted if they are generated', async () => {
      const compiled = await compareGeneratedOperations(schema, loaded);
      // Operations with other numbers in each run of `npm run test:long` are compiled in other shares.
      if (!process.env.TEST_LONG) expect(compiled).toBe(57);
    });
  }

  describe.each(executions)('%s', (execution) => {
    const execute = createExecutor({ schema, execution, compileAt: 1 });
    it.each(files.sort())('%s', async (file) => {
      const path = join(folder, file);
      const stem = path.slice(0, -'.graphql'.length);
      const text = readFileSync(path, 'utf8');
      const document = parse(text);
      expect(validate(schema, document)).toEqual([]);
      const variables = variablesOf(stem);
      const viewer = text.startsWith('# viewer: local') ? localProgram : anonymous;
      const contextValue = createContext(database, viewer);
      const before = { ...execute.counts };
      const { result, statements } = await statementsOf(
        database,
        async () => (await execute({ schema, document, variableValues: variables, contextValue })) as ExecutionResult,
      );
      expect(execute.counts, 'how it ran').toEqual({ ...before, [execution]: before[execution] + 1 });
      const answer = `${JSON.stringify(withoutChance(result), null, 2)}\n`;
      const sent = statements.map(({ sql }) => sql);
      if (updating) {
        writeFileSync(`${stem}.expected.json`, answer);
        writeFileSync(`${stem}.expected.sql`, formatStatements(sent));
      }
      expect(answer, relative(folder, `${stem}.expected.json`)).toBe(readFileSync(`${stem}.expected.json`, 'utf8'));
      const sql = readFileSync(`${stem}.expected.sql`, 'utf8');
      if (!containsStatements(sql, sent)) expect(formatStatements(sent), `${basename(stem)}.expected.sql`).toBe(sql);
    });
  });

  // In this file, because loading the examples again would take as long as these tests.
  describe('void and restore each type of record', () => testVoiding(engine, () => loaded));

  // Last, because they add a principal. Callers that act for organizations have other conditions in each statement than anonymous callers and programs.
  it('have no internal error for a principal that acts for an organization', async () => {
    const viewer = await contributor(loaded);
    const execute = createExecutor({ schema, execution: 'interpreted' });
    const codes: string[] = [];
    for (const file of files.sort()) {
      const stem = join(folder, file.slice(0, -'.graphql'.length));
      const document = parse(readFileSync(`${stem}.graphql`, 'utf8'));
      const variableValues = variablesOf(stem);
      const contextValue = createContext(loaded, viewer);
      const { errors = [] } = (await execute({ schema, document, variableValues, contextValue })) as ExecutionResult;
      for (const { originalError, message } of errors)
        if (originalError?.name !== 'InputError') codes.push(`${file}: ${message}`);
    }
    expect(codes).toEqual([]);
  });

  if (engine === 'postgresql') {
    describe('statements', () =>
      testPlans({ files: files.sort(), database: () => loaded, member: () => contributor(loaded) }));
  }
});

/** A principal that contributes for the organization with the most reports. */
async function contributor(database: TestDatabase): Promise<Viewer> {
  const [own] = await database.orm.em.fork().execute(
    `select "r"."organization_id" as "id", "r"."ecosystem_id" as "ecosystemId" from "indicator_report" as "r"
      join "ecosystem" as "e" on "e"."id" = "r"."ecosystem_id" where "e"."slug" = 'example-stem-ecosystem'
      group by 1, 2 order by count(distinct "r"."indicator_version_id") desc, 1 limit 1`,
  );
  const principal = await newPrincipal(database);
  await principal.grant(encodeTypeId('ecosystem', own?.ecosystemId ?? ''), 'CONTRIBUTOR', [
    encodeTypeId('organization', own?.id ?? ''),
  ]);
  return await principal.viewer();
}
