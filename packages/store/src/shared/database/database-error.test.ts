import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engines } from '../../testing/engines.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import {
  databaseErrorCode,
  isCheckViolation,
  isForeignKeyViolation,
  isNotNullViolation,
  isTransient,
  isUniqueViolation,
  violatedConstraint,
} from './database-error.ts';
import { fixtureSchema, ShelfEntity } from './schema/fixture-schema.ts';
import { migrate } from './schema/migrate.ts';

describe.each(engines)('database error on %s', (engine) => {
  let database: TestDatabase;
  const existingId = randomUUID();

  beforeAll(async () => {
    database = await openTestDatabase(engine, { schema: fixtureSchema });
    await migrate(database);
    await database.orm.em.fork().insert(ShelfEntity, { id: existingId, label: 'existing' });
  });

  afterAll(() => database.close());

  /** The errors of the same insert through Kysely, through a MikroORM statement and through the unit of work of MikroORM. */
  async function errorsOf(shelf: { id?: string; label?: string; room?: number }): Promise<unknown[]> {
    const row = { id: randomUUID(), label: randomUUID(), room: 1, ...shelf };
    const em = database.orm.em.fork();
    em.create(ShelfEntity, row);
    const attempts = [
      sql`insert into shelf ("id", "label", "room") values (${row.id}, ${row.label}, ${row.room})`.execute(
        database.kysely(),
      ),
      database.orm.em.fork().insert(ShelfEntity, row),
      em.flush(),
    ];
    const outcomes = await Promise.allSettled(attempts);
    return outcomes.map((outcome) => (outcome.status === 'rejected' ? outcome.reason : 'no error'));
  }

  it('is recognized as a violation of a unique constraint, by its name', async () => {
    for (const error of await errorsOf({ label: 'existing' })) {
      expect(databaseErrorCode(error)).toBe('23505');
      expect(violatedConstraint(error)).toBe('shelf_label_unique');
      expect(isUniqueViolation(error)).toBe(true);
      expect(isUniqueViolation(error, 'shelf_label_unique')).toBe(true);
      expect(isUniqueViolation(error, 'shelf_pkey')).toBe(false);
      expect(isCheckViolation(error) || isForeignKeyViolation(error) || isNotNullViolation(error)).toBe(false);
      expect(isUniqueViolation(new Error('wrapped', { cause: error }), 'shelf_label_unique')).toBe(true);
    }
  });

  it('of a duplicate primary key is recognized as a violation of a unique constraint', async () => {
    for (const error of await errorsOf({ id: existingId })) expect(isUniqueViolation(error, 'shelf_pkey')).toBe(true);
  });

  it('is recognized as a violation of a check constraint', async () => {
    for (const error of await errorsOf({ room: 0 })) {
      expect(isCheckViolation(error, 'shelf_room_positive')).toBe(true);
      expect(isUniqueViolation(error)).toBe(false);
    }
  });

  it('is recognized as a violation of a foreign key', async () => {
    const specimen = sql`insert into specimen values (${randomUUID()}, ${randomUUID()}, 1, 1, '{}', '{}', '{}', '{}',
      now(), now(), '{}', '{}', true, 1)`;
    const error = await specimen.execute(database.kysely()).catch((reason: unknown) => reason);
    expect(isForeignKeyViolation(error, 'specimen_shelf_id_foreign')).toBe(true);
    expect(isForeignKeyViolation(error, 'another')).toBe(false);
  });

  it('of a missing value is recognized and names no constraint', async () => {
    const statement = sql`insert into shelf ("id") values (${randomUUID()})`;
    const error = await statement.execute(database.kysely()).catch((reason: unknown) => reason);
    expect(isNotNullViolation(error)).toBe(true);
    expect(violatedConstraint(error)).toBeUndefined();
  });

  it('of invalid SQL is not a violation and not transient', async () => {
    const error = await sql`select from nowhere`.execute(database.kysely()).catch((reason: unknown) => reason);
    expect(databaseErrorCode(error)).toBe('42P01');
    expect(violatedConstraint(error)).toBeUndefined();
    expect(isTransient(error)).toBe(false);
  });
});

describe('error that is not from a database', () => {
  it.each([
    [new Error('other')],
    [Object.assign(new Error('system error'), { code: 'ECONNREFUSED' })],
    [{ code: '23505' }],
    [undefined],
  ])('has no code and no constraint: %s', (error) => {
    expect(databaseErrorCode(error)).toBeUndefined();
    expect(violatedConstraint(error)).toBeUndefined();
    expect(isUniqueViolation(error)).toBe(false);
  });
});
