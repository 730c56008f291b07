import { localProgram, newUuid } from '@collective-impact/sdk';
import { engines, openTestDatabase, type TestDatabase } from '@collective-impact/store/testing';
import { graphql } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSchema } from '../schema.ts';
import { createContext } from './context.ts';

const schema = createSchema();
let database: TestDatabase;
let now: Date;

async function ask(source: string): Promise<unknown> {
  const { data, errors } = await graphql({ schema, source, contextValue: createContext(database, localProgram) });
  if (errors) throw errors[0];
  return JSON.parse(JSON.stringify(data));
}

describe.each(engines)('a query without a date, on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine, { now: () => now });
  });

  afterAll(() => database.close());

  it.each([
    ['Pacific/Kiritimati', '2025-06-30T09:59:59Z', '2025-06-30'],
    ['Pacific/Kiritimati', '2025-06-30T10:00:00Z', '2025-07-01'],
    ['America/Chicago', '2025-07-01T04:59:59Z', '2025-06-30'],
    ['America/Chicago', '2025-07-01T05:00:00Z', '2025-07-01'],
  ])('uses the current date in the time zone %s of the ecosystem at %s: %s', async (timeZone, moment, day) => {
    now = new Date(moment);
    const slug = `of-${newUuid()}`;
    const input = `{ slug: "${slug}", name: "Here", visibility: PUBLIC, timeZone: "${timeZone}" }`;
    expect(
      await ask(`mutation { createEcosystem(input: ${input}) { ecosystem { timeZone } userErrors { code } } }`),
    ).toEqual({ createEcosystem: { ecosystem: { timeZone }, userErrors: [] } });
    expect(await ask(`{ ecosystem(slug: "${slug}") { backbone { on } } }`)).toEqual({
      ecosystem: { backbone: { on: day } },
    });
  });
});
