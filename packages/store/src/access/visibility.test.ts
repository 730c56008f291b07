import { anonymous, operator } from '@collective-impact/sdk';
import { DummyDriver, expressionBuilder, Kysely, PostgresAdapter, PostgresQueryCompiler, sql } from 'kysely';
import { expect, it } from 'vitest';
import { visibleTo } from './visibility.ts';

const database = new Kysely<unknown>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: () => {
      throw new Error('a test reads no catalog');
    },
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

const whole =
  '("d"."visibility" in (\'PUBLIC\') and "d"."ecosystem_id" in (select "e"."id" from "ecosystem" as "e" where "e"."visibility" in (\'PUBLIC\')))';

it('negates the whole visibility condition, in the query builder and in raw SQL', () => {
  const { not } = expressionBuilder<unknown>();
  const built = sql`${not(visibleTo(anonymous, 'd'))}`.compile(database).sql;
  const raw = sql`not ${visibleTo(anonymous, 'd')}`.compile(database).sql;
  expect([built, raw]).toEqual([`not ${whole}`, `not ${whole}`]);
});

it('lets the operator see every record', () => {
  expect(visibleTo(operator).compile(database).sql).toBe('true');
});
