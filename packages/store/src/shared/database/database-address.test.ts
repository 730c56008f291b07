import { resolve } from 'node:path';
import { SetupError } from '@collective-impact/sdk';
import { describe, expect, it } from 'vitest';
import { connectionFailure } from './connection-failure.ts';
import { parseDatabaseUrl, withoutPassword } from './database-address.ts';

describe('DATABASE_URL', () => {
  it.each([
    ['pglite:', resolve('data')],
    ['pglite:./data', resolve('data')],
    ['pglite:/var/lib/ci', '/var/lib/ci'],
    ['PGLITE:a b', resolve('a b')],
    ['pglite:memory', undefined],
    ['pglite:./memory', resolve('memory')],
  ])('%s names an embedded database', (url, folder) => {
    expect(parseDatabaseUrl(url)).toMatchObject({ engine: 'pglite', folder });
  });

  it.each([
    ['postgres://u:p@host/name', { user: 'u', database: 'name', label: 'PostgreSQL at host:5432' }],
    ['postgresql://u%40x:p@host:6/n%20m', { user: 'u@x', database: 'n m', label: 'PostgreSQL at host:6' }],
    ['postgres://u@host', { user: 'u', database: 'u', label: 'PostgreSQL at host:5432' }],
    [
      'postgres:///name?host=/run/postgresql',
      { user: '', database: 'name', label: 'PostgreSQL at /run/postgresql:5432' },
    ],
    ['postgres://u@[::1]:7/name', { user: 'u', database: 'name', label: 'PostgreSQL at [::1]:7' }],
  ])('%s names a PostgreSQL server', (url, expected) => {
    expect(parseDatabaseUrl(url)).toMatchObject({ engine: 'postgresql', ...expected });
  });

  it.each([
    [
      '',
      'does not name a kind of database. Use postgres://user:password@host:5432/database, pglite:<folder> or pglite:memory.',
    ],
    ['./data', 'does not name a kind of database'],
    ['mysql://root:secret@host/name', 'starts with "mysql:", which is not supported'],
    ['pglite://data', 'has slashes before the folder. Use pglite:./data or pglite:/var/lib/data.'],
    ['postgres://u:secret@host:port/name', 'is not a valid address'],
    ['postgres://u:12#secret@host/name', 'is not a valid address'],
    ['postgres://u:12/secret@host/name', 'is not a valid address'],
    ['postgres://u:12?secret@host/name', 'is not a valid address'],
    ['postgres://u:secret%@host/%name', 'contains a "%" that encodes nothing'],
  ])('%s is rejected with a message that omits the password', (url, reason) => {
    const parse = () => parseDatabaseUrl(url);
    expect(parse).toThrow(SetupError);
    expect(parse).toThrow(reason);
    expect(parse).not.toThrow('secret');
  });

  it('is shown without any spelling of its password', () => {
    const url = new URL('postgres://u:p%40ss%20word@host/name?password=other');
    expect(withoutPassword('p%40ss%20word, p@ss word, other', url)).toBe('***, ***, ***');
  });
});

describe('connection failure', () => {
  const address = parseDatabaseUrl('postgres://ann:s3cret@db.example/name');
  if (address.engine !== 'postgresql') throw new Error('The address does not name a server.');

  it.each([
    ['28000', 'rejects user "ann"'],
    ['42501', 'does not let user "ann" connect to "name"'],
    ['53300', 'has no connection left'],
    ['57P03', 'is starting or stopping. Try again in a moment.'],
    ['ENOTFOUND', 'cannot be found by that name'],
    ['ETIMEDOUT', 'cannot be reached (s3cret and more)'.replace('s3cret', '***')],
  ])('with the code %s is explained in one line', (code, reason) => {
    const error = Object.assign(new Error('s3cret and more\nof it'), { code });
    for (const one of [error, new AggregateError([error, new Error('another')])]) {
      const { message } = connectionFailure(address, one);
      expect(message).toContain(`PostgreSQL at db.example:5432 ${reason}`);
      expect(message).not.toContain('\n');
      expect(message).not.toContain('s3cret');
    }
  });

  it('without a message is described by its code', () => {
    const error = Object.assign(new Error(''), { code: 'ECONNREFUSED' });
    expect(connectionFailure(address, new AggregateError([error])).message).toContain('(ECONNREFUSED)');
  });
});
