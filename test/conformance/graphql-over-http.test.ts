import { createGateway } from '@collective-impact/gateway';
import { openTestDatabase, type TestDatabase } from '@collective-impact/store/testing';
import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** Runs the published audit suite of GraphQL over HTTP, unchanged, against a running gateway. */
describe('GraphQL over HTTP', () => {
  let database: TestDatabase;
  let gateway: ReturnType<typeof createGateway>;
  let address = '';
  beforeAll(async () => {
    database = await openTestDatabase('pglite');
    gateway = createGateway({ database, log: () => undefined });
    address = await gateway.listen({ port: 0, host: '127.0.0.1' });
  });
  afterAll(async () => {
    await gateway.close();
    await database.close();
  });

  const audits = serverAudits({ url: () => `${address}/graphql` });

  it.each(audits.map((audit) => [audit.name, audit] as const))('%s', async (_, audit) => {
    const result = await audit.fn();
    expect('reason' in result ? result.reason : result.status).toBe('ok');
  });

  it('runs every required and recommended audit of the suite', () => {
    const required = audits.filter(({ name }) => !name.startsWith('MAY'));
    expect(required).toHaveLength(36);
  });
});
