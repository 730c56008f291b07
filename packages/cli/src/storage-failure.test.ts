import { describe, expect, it } from 'vitest';
import { describeStorageFailure } from './storage-failure.ts';

function failure(properties: object, cause?: unknown): Error {
  return Object.assign(new Error('could not extend file "base/5/17250"', { cause }), properties);
}

describe('a failure outside the program', () => {
  it.each([
    ['a full disk', { code: 'ENOSPC', path: 'data/x' }, 'The disk is full (data/x). Free some space'],
    ['a full disk of the database', { code: '53100' }, 'The disk of the database is full. Free some space'],
    ['a read-only file system', { code: 'EROFS', path: 'data/x' }, 'data/x is on a read-only file system. Use a'],
    ['a missing permission', { code: 'EACCES', path: 'data/x' }, 'Permission denied: data/x. Give this user access'],
    ['a lost connection', { code: 'ECONNRESET' }, 'The connection to the database was lost. Check that PostgreSQL'],
    ['a broken protocol', { code: '08P01' }, 'The connection to the database was lost. Check that PostgreSQL'],
    ['a damaged page', { code: 'XX001' }, 'A page of the database is damaged. Run `collective-impact doctor`'],
    ['a damaged index', { code: 'XX002' }, 'A page of the database is damaged. Run `collective-impact doctor`'],
    ['a server that stops', { code: '57P01' }, 'The database server is stopping. Check that PostgreSQL'],
  ])('is one line with the remedy: %s', (_, properties, line) => {
    const described = describeStorageFailure(failure(properties));
    expect(described?.startsWith(line)).toBe(true);
    expect(described).not.toContain('\n');
    expect(described).not.toContain('base/5');
  });

  it('is found among the causes', () => {
    const cause = failure({ code: '53100' });
    const described = describeStorageFailure(cause);
    expect(describeStorageFailure(failure({}, failure({}, cause)))).toBe(described);
    expect(describeStorageFailure(new AggregateError([failure({}), failure({}, cause)]))).toBe(described);
  });

  it('is not any other error', () => {
    expect(describeStorageFailure(failure({ code: '42703' }))).toBeUndefined();
    expect(describeStorageFailure('a text')).toBeUndefined();
  });
});
