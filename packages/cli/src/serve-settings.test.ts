import { SetupError } from '@collective-impact/sdk';
import { describe, expect, it } from 'vitest';
import { defaultLimits } from '../../gateway/src/server/limits.ts';
import { serveSettings } from './serve-settings.ts';

describe('the settings of serve', () => {
  it('have the defaults of the gateway', () => {
    expect(serveSettings({}).gateway.limits).toEqual(defaultLimits);
  });

  it('have defaults for the database', () => {
    expect(serveSettings({}).connect).toEqual({
      poolSize: 10,
      queueSize: 1000,
      connectTimeout: 10_000,
      statementTimeout: 30_000,
      lockTimeout: 2000,
    });
  });

  it('come from the environment, where an empty variable is the same as none', () => {
    const environment = { DATABASE_POOL_SIZE: '4', DATABASE_LOCK_TIMEOUT: '0.25', DATABASE_QUEUE_SIZE: '' };
    expect(serveSettings(environment).connect).toMatchObject({ poolSize: 4, lockTimeout: 250, queueSize: 1000 });
  });

  it.each(['0', '-1', '1.5', '1e3', ' 4', 'ten', '9'.repeat(16)])('reject %j as a count', (text) => {
    expect(() => serveSettings({ DATABASE_POOL_SIZE: text })).toThrow(
      new SetupError(`"${text}" is not valid for DATABASE_POOL_SIZE. Use a whole number from 1.`),
    );
  });

  it.each(['0', '-1', '0.01', '2 s', '2000001'])('reject %j as a number of seconds', (text) => {
    expect(() => serveSettings({ DATABASE_LOCK_TIMEOUT: text })).toThrow(
      new SetupError(`"${text}" is not valid for DATABASE_LOCK_TIMEOUT. Use a number of seconds from 0.1.`),
    );
  });

  it('report every invalid variable at once', () => {
    expect(() => serveSettings({ DATABASE_POOL_SIZE: 'x', DATABASE_QUEUE_SIZE: 'y' })).toThrow(
      /DATABASE_POOL_SIZE\. .*DATABASE_QUEUE_SIZE\. /,
    );
  });
});
