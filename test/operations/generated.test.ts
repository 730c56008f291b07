import { join } from 'node:path';
import { createContext, createSchema } from '@collective-impact/gateway';
import { encodeTypeId, operator } from '@collective-impact/sdk';
import { createReaders } from '@collective-impact/store';
import { engines, openTestDatabase, type TestDatabase } from '@collective-impact/store/testing';
import fc from 'fast-check';
import { parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadExamples } from '../../packages/cli/src/examples/load-examples.ts';
import { objectsRead } from '../../packages/gateway/src/server/objects-read.ts';
import { Differential } from '../support/differential.ts';
import { type Operation, operationsOf } from '../support/generate-operations.ts';

/*
 * Generated operations on the example ecosystems return the same results compiled and interpreted. The gateway rejects
 * operations that read too much. This test runs only operations that read few objects.
 */

const schema = createSchema();
const runs = process.env.TEST_LONG ? 1500 : 60;
const mostObjects = 2_000;

describe.each(engines)('generated operations on %s', (engine) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    await loadExamples(database, { from: join(import.meta.dirname, '../../examples/data') });
  });
  afterAll(() => database.close());

  it('return the same results compiled and interpreted', async () => {
    const read = createReaders(database.kysely(), operator);
    const ecosystems = await read.ecosystem.all({});
    const ids = ecosystems.rows.map(({ id }) => encodeTypeId('ecosystem', id));
    const values = {
      'Query.ecosystem.slug': [
        'uk-youth',
        'example-stem-ecosystem',
        'cids-anonymised',
        'stem-partnerships-study',
        'nowhere',
      ],
      ID: [...ids, 'no-id'],
      Int: [1, 2, 3, 0, 101],
      Date: ['2024-02-29', '2025-08-31'],
      Period: ['2016', '2020', '2020-Q1', 'SY2019-20'],
      'Ecosystem.organizations.stakeholderGroup': ['libraries', 'nothing'],
      'Ecosystem.indicators.code': ['8-6-1-year', 'nothing'],
    };
    const differential = new Differential({ schema, makeContext: () => createContext(database, operator) });
    const operations = operationsOf({ schema, values, maxDepth: 6 }).filter(isSmall);
    await fc.assert(
      fc.asyncProperty(operations, async (operation) => {
        const { interpreted, compiled } = await differential.compare(operation);
        expect(compiled).toEqual(interpreted);
      }),
      { numRuns: runs },
    );
    expect(differential.counts.compiled).toBeGreaterThan(runs / 4);
  });
});

function isSmall({ document, operationName, variables }: Operation): boolean {
  const execution = { schema, document: parse(document), operationName, variableValues: variables };
  return objectsRead(execution, mostObjects) <= mostObjects;
}
