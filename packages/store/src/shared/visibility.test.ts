import { anonymous, localProgram } from '@collective-impact/sdk';
import { DummyDriver, expressionBuilder, Kysely, PostgresAdapter, PostgresQueryCompiler, sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { visibleTo } from './visibility.ts';

const database = new Kysely<unknown>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: () => {
      throw new Error('This test does not read the catalog.');
    },
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

const condition =
  '("d"."visibility" in (\'PUBLIC\') and "d"."ecosystem_id" in (select "e"."id" from "ecosystem" as "e" where "e"."visibility" in (\'PUBLIC\')))';

describe('visibleTo', () => {
  it('can be negated as a whole in the query builder and in raw SQL', () => {
    const { not } = expressionBuilder<unknown>();
    const built = sql`${not(visibleTo(anonymous, 'd'))}`.compile(database).sql;
    const raw = sql`not ${visibleTo(anonymous, 'd')}`.compile(database).sql;
    expect([built, raw]).toEqual([`not ${condition}`, `not ${condition}`]);
  });

  it('is true for a program beside the database', () => {
    expect(visibleTo(localProgram).compile(database).sql).toBe('true');
  });
});
