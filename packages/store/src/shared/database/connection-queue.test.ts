import { describe, expect, it } from 'vitest';
import { ConnectionError, withConnectionCode } from './connection-error.ts';
import { ConnectionQueue } from './connection-queue.ts';
import { unavailabilityOf } from './unavailability.ts';

describe('the queue for connections', () => {
  it('counts the connections in use and the waiting statements, and rejects those beyond its limit', async () => {
    const queue = new ConnectionQueue(2);
    const connection = Promise.withResolvers<string>();
    const waiting = [queue.enter(() => connection.promise), queue.enter(() => connection.promise)];
    expect(queue.counts).toEqual({ used: 0, waiting: 2 });
    await expect(queue.enter(() => connection.promise)).rejects.toMatchObject({ code: '53300' });
    connection.resolve('connection');
    expect(await Promise.all(waiting)).toEqual(['connection', 'connection']);
    expect(queue.counts).toEqual({ used: 2, waiting: 0 });
    queue.leave();
    expect(queue.counts).toEqual({ used: 1, waiting: 0 });
  });

  it('gives an error without a code the code of a missing connection', async () => {
    const queue = new ConnectionQueue(2);
    const cause = new Error('timeout exceeded when trying to connect');
    await expect(queue.enter(() => Promise.reject(cause))).rejects.toMatchObject({ code: '08001', cause });
    const starting = Object.assign(new Error('the database system is starting up'), { code: '57P03' });
    await expect(queue.enter(() => Promise.reject(starting))).rejects.toBe(starting);
    expect(queue.counts).toEqual({ used: 0, waiting: 0 });
  });
});

describe('the error of a statement', () => {
  it.each([
    new Error('Connection terminated unexpectedly'),
    new Error('Client has encountered a connection error and is not queryable'),
    Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }),
  ])('is a lost connection: %s', (cause) => {
    expect(withConnectionCode(cause)).toMatchObject({ name: 'ConnectionError', code: '08006', cause });
  });

  it('is left as it is for any other cause', () => {
    const error = Object.assign(new Error('duplicate key'), { code: '23505' });
    expect(withConnectionCode(error)).toBe(error);
    expect(withConnectionCode('text')).toBe('text');
  });
});

describe('the reason why the database is unavailable', () => {
  const coded = (code: string) => Object.assign(new Error('internal details'), { code });

  it.each([
    ['08006', 'The database cannot be reached.', 5],
    ['28P01', 'The database cannot be reached.', 5],
    ['57P01', 'The database cannot be reached.', 5],
    ['53100', 'The disk of the database is full.', 60],
    ['53200', 'The database has no resources left.', 5],
    ['53300', 'Too many requests wait for the database.', 2],
    ['55P03', 'Another change has locked the requested records.', 1],
    ['57014', 'The database took too long.', 5],
    ['40P01', 'Other changes to the same records interfered.', 1],
  ])('depends on the code %s', (code, reason, retryAfter) => {
    expect(unavailabilityOf(coded(code))).toEqual({ code, reason, retryAfter });
    expect(unavailabilityOf(new Error('wrapped', { cause: coded(code) }))).toEqual({ code, reason, retryAfter });
  });

  it.each(['23505', '42P01', '22P02', 'XX000'])('does not exist for the code %s', (code) => {
    expect(unavailabilityOf(coded(code))).toBeUndefined();
  });

  it('exists for the errors of the queue, and not for other errors', () => {
    expect(unavailabilityOf(new ConnectionError('full', { code: '53300' }))).toMatchObject({ retryAfter: 2 });
    expect(unavailabilityOf(new Error('a bug'))).toBeUndefined();
  });
});
