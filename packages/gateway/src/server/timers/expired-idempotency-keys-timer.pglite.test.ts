import { openTestDatabase, statementsOf, type TestDatabase } from '@collective-impact/store/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { expiredIdempotencyKeysTimer } from './expired-idempotency-keys-timer.ts';

describe('the timer that deletes expired idempotency keys', () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await openTestDatabase('pglite');
  });
  afterEach(() => database.close());

  function timer() {
    const alarms: { work: () => Promise<void>; milliseconds: number }[] = [];
    const logged: Record<string, unknown>[] = [];
    const task = expiredIdempotencyKeysTimer({
      database,
      log: (event) => logged.push(event),
      later: (work, milliseconds) => {
        const alarm = { work, milliseconds };
        alarms.push(alarm);
        return () => void alarms.splice(alarms.indexOf(alarm), 1);
      },
    });
    return { task, alarms, logged, ring: async () => await alarms.shift()?.work() };
  }

  it('runs a minute after the start and then every hour, until it is stopped', async () => {
    const { task, alarms, ring } = timer();
    task.start();
    expect(alarms.map(({ milliseconds }) => milliseconds)).toEqual([60_000]);
    const { statements } = await statementsOf(database, ring);
    expect(statements.map((statement) => statement.sql)).toEqual([
      expect.stringMatching(/^\s*delete from "idempotency"/),
    ]);
    expect(alarms.map(({ milliseconds }) => milliseconds)).toEqual([3_600_000]);
    await task.stop();
    expect(alarms).toEqual([]);
  });

  it('logs a failure and tries again', async () => {
    const { task, alarms, logged, ring } = timer();
    await database.close();
    task.start();
    await ring();
    expect(logged).toEqual([
      { level: 'error', message: 'Expired idempotency keys could not be deleted.', cause: expect.any(String) },
    ]);
    expect(alarms).toHaveLength(1);
    await task.stop();
  });
});
