import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { explained } from '../testing/rows-read.ts';
import { uuids } from './conditions.ts';
import type { PlanMode } from './database/plan-mode.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase('postgresql', { schema: { entities: [], migrations: [] } });
});

afterAll(() => database.close());

const ids = Array.from({ length: 3 }, (_, at) => `00000000-0000-7000-8000-00000000000${at}`);

/** The rows that PostgreSQL expects from an array of ids. */
async function expectedRows(some: readonly string[], mode: PlanMode): Promise<number | undefined> {
  const statement = sql`select from unnest(${uuids(some)})`.compile(database.kysely());
  const [row] = await explained<{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }>(database, {
    statement,
    mode,
    options: 'format json',
  });
  return row?.['QUERY PLAN'][0].Plan['Plan Rows'];
}

it.each([
  ['force_custom_plan', [1, 3]],
  ['force_generic_plan', [1, 10]],
] as const)('PostgreSQL expects one row from an array of one id with %s', async (mode, expected) => {
  const counts = [ids.slice(0, 1), ids].map((some) => expectedRows(some, mode));
  expect(await Promise.all(counts)).toEqual(expected);
});
