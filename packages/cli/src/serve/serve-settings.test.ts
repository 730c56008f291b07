import { defaultLimits } from '@collective-impact/gateway';
import { SetupError } from '@collective-impact/sdk';
import { describe, expect, it } from 'vitest';
import { serveSettings } from './serve-settings.ts';

describe('the settings of serve', () => {
  it('have the defaults of the gateway', async () => {
    expect((await serveSettings({})).gateway.limits).toEqual(defaultLimits);
  });

  it('have defaults for the database', async () => {
    expect((await serveSettings({})).connect).toEqual({
      poolSize: 10,
      queueSize: 1000,
      preparedStatements: 200,
      connectTimeout: 10_000,
      statementTimeout: 30_000,
      lockTimeout: 2000,
      readLockTimeout: 250,
    });
  });

  it('come from the environment, where an empty variable is the same as none', async () => {
    const environment = { DATABASE_POOL_SIZE: '4', DATABASE_LOCK_TIMEOUT: '0.25', DATABASE_QUEUE_SIZE: '' };
    expect((await serveSettings(environment)).connect).toMatchObject({
      poolSize: 4,
      lockTimeout: 250,
      queueSize: 1000,
    });
  });

  it.each(['0', '-1', '1.5', '1e3', ' 4', 'ten', '9'.repeat(16)])('reject %j as a count', async (text) => {
    await expect(serveSettings({ DATABASE_POOL_SIZE: text })).rejects.toThrow(
      new SetupError(`"${text}" is not valid for DATABASE_POOL_SIZE. Use a whole number from 1.`),
    );
  });

  it.each(['0', '-1', '0.01', '2 s', '2000001'])('reject %j as a number of seconds', async (text) => {
    await expect(serveSettings({ DATABASE_LOCK_TIMEOUT: text })).rejects.toThrow(
      new SetupError(`"${text}" is not valid for DATABASE_LOCK_TIMEOUT. Use a number of seconds from 0.1.`),
    );
  });

  it.each(['601', '-1', 'a minute'])('reject %j as a clock skew', async (text) => {
    await expect(serveSettings({ OIDC_CLOCK_SKEW: text })).rejects.toThrow(
      new SetupError(`"${text}" is not valid for OIDC_CLOCK_SKEW. Use a number of seconds from 0 to 600.`),
    );
  });

  it('include the identity provider', async () => {
    const environment = { OIDC_ISSUER: 'https://id.example', OIDC_AUDIENCE: 'gateway', OIDC_CLOCK_SKEW: '0' };
    expect((await serveSettings(environment)).gateway.openId).toMatchObject({
      issuer: 'https://id.example',
      clockSkew: 0,
    });
  });

  it('report every invalid variable at once', async () => {
    const environment = {
      DATABASE_POOL_SIZE: 'x',
      DATABASE_QUEUE_SIZE: 'y',
      CORS_ORIGINS: 'example.org',
      INTROSPECTION: 'no',
      LOG_LEVEL: 'debug',
      METRICS_KEY: 'short',
      OIDC_AUDIENCE: 'gateway',
    };
    await expect(serveSettings(environment)).rejects.toThrow(
      new SetupError(
        [
          '"x" is not valid for DATABASE_POOL_SIZE. Use a whole number from 1.',
          '"y" is not valid for DATABASE_QUEUE_SIZE. Use a whole number from 1.',
          'Set OIDC_ISSUER too: OIDC_AUDIENCE has no effect without it.',
          '"example.org" is not valid in CORS_ORIGINS. Use origins such as https://example.org, or *.',
          '"no" is not valid for INTROSPECTION. Use on or off.',
          '"debug" is not valid for LOG_LEVEL. Use info, error or silent.',
          'METRICS_KEY has 5 characters. Use at least 16 random characters.',
        ].join(' '),
      ),
    );
  });

  it('include the origins, and reject persisted documents only without documents', async () => {
    const { gateway } = await serveSettings({ CORS_ORIGINS: 'https://a.example, *', GRAPHIQL: 'off' });
    expect([gateway.origins, gateway.graphiql, gateway.introspection]).toEqual([
      ['https://a.example', '*'],
      false,
      true,
    ]);
    await expect(serveSettings({ PERSISTED_DOCUMENTS_ONLY: 'on' })).rejects.toThrow('needs PERSISTED_DOCUMENTS');
  });
});
