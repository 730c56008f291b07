import { join } from 'node:path';
import { createContext, createSchema } from '@collective-impact/gateway';
import { encodeTypeId, operator } from '@collective-impact/sdk';
import { createReaders } from '@collective-impact/store';
import { engines, openTestDatabase, type TestDatabase } from '@collective-impact/store/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadExamples } from '../../packages/cli/src/examples/load-examples.ts';
import { Differential } from '../support/differential.ts';
import { operationsOf } from '../support/generate-operations.ts';

/*
 * Operations that nobody wrote, on the example ecosystems: as programs and interpreted they answer the same. Three levels
 * hold one list with all that its entries have: lists within lists would read more than a gateway reads at once.
 */

const schema = createSchema();
const runs = 150;

describe.each(engines)('generated operations on %s', (engine) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    await loadExamples(database, { from: join(import.meta.dirname, '../../examples/data') });
  }, 120_000);
  afterAll(() => database.close());

  it('answer the same compiled and interpreted', async () => {
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
    await fc.assert(
      fc.asyncProperty(operationsOf({ schema, values, maxDepth: 3 }), async (operation) => {
        const { interpreted, compiled } = await differential.compare(operation);
        expect(compiled).toEqual(interpreted);
      }),
      { numRuns: runs },
    );
    expect(differential.counts.compiled).toBeGreaterThan(runs / 4);
  }, 180_000);
});
