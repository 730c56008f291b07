import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { createContext, createExecutor, createSchema } from '@collective-impact/gateway';
import { anonymous, localProgram } from '@collective-impact/sdk';
import { type Database, openDatabase } from '@collective-impact/store';
import {
  engines,
  openTestDatabase,
  statementsOf,
  type TestDatabase,
  withoutTimeouts,
} from '@collective-impact/store/testing';
import { type ExecutionResult, parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadExamples } from '../../packages/cli/src/examples/load-examples.ts';
import { formatStatements, holdsStatements } from '../support/expected-sql.ts';
import { withoutChance } from '../support/without-chance.ts';
import { compareGeneratedOperations } from './generated-operations.ts';

/*
 * Every *.graphql below this folder is an operation on the example ecosystems. Beside it stand the answer and the SQL
 * that it ran: an extra statement shows in review as an extra line. UPDATE_EXPECTED=1 writes both; read them then.
 * The first line may be `# viewer: local`.
 *
 * On PostgreSQL, each operation also runs interpreted, and generated operations are compared: how an operation is executed
 * does not depend on the database.
 */

const folder = import.meta.dirname;
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.graphql'));
const schema = createSchema();
const updating = process.env.UPDATE_EXPECTED === '1';

describe.each(engines)('operations on %s', (engine) => {
  const executions = engine === 'pglite' ? (['compiled'] as const) : (['interpreted', 'compiled'] as const);
  let loaded: TestDatabase;
  let database: Database;
  beforeAll(async () => {
    loaded = await openTestDatabase(engine);
    await loadExamples(loaded, { from: join(folder, '../../examples/data') });
    // One connection, so that statements asked for at once come in one order.
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
    it.each(files.sort())('%s', async (file) => {
      const path = join(folder, file);
      const stem = path.slice(0, -'.graphql'.length);
      const text = readFileSync(path, 'utf8');
      const document = parse(text);
      expect(validate(schema, document)).toEqual([]);
      const variables = existsSync(`${stem}.variables.json`)
        ? JSON.parse(readFileSync(`${stem}.variables.json`, 'utf8'))
        : {};
      const viewer = text.startsWith('# viewer: local') ? localProgram : anonymous;
      const execute = createExecutor({ schema, execution });
      const run = () =>
        execute({ schema, document, variableValues: variables, contextValue: createContext(database, viewer) });
      // The second sighting of a document is the one that is compiled.
      await run();
      const { result, statements } = await statementsOf(database, async () => (await run()) as ExecutionResult);
      expect(execute.counts.compiled > 0, 'ran as a program').toBe(execution === 'compiled');
      const answer = `${JSON.stringify(withoutChance(result), null, 2)}\n`;
      const sent = statements.map(({ sql }) => sql);
      if (updating) {
        writeFileSync(`${stem}.expected.json`, answer);
        writeFileSync(`${stem}.expected.sql`, formatStatements(sent));
      }
      expect(answer, relative(folder, `${stem}.expected.json`)).toBe(readFileSync(`${stem}.expected.json`, 'utf8'));
      const sql = readFileSync(`${stem}.expected.sql`, 'utf8');
      if (!holdsStatements(sql, sent)) expect(formatStatements(sent), `${basename(stem)}.expected.sql`).toBe(sql);
    });
  });
});
