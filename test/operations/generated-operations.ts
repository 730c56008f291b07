import { createContext, type createSchema } from '@collective-impact/gateway';
import { encodeTypeId, localProgram } from '@collective-impact/sdk';
import { createReaders, type Database } from '@collective-impact/store';
import fc from 'fast-check';
import { parse } from 'graphql';
import { expect } from 'vitest';
import { operationCost } from '../../packages/gateway/src/server/limits/operation-cost.ts';
import { Differential } from '../support/differential.ts';
import { type Operation, operationsOf } from '../support/generate-operations.ts';

const runs = process.env.TEST_LONG ? 1500 : 60;
const mostCost = 5_000;

type Schema = ReturnType<typeof createSchema>;

/**
 * Requires that generated operations return the same results compiled and interpreted. Returns the number of operations that
 * ran compiled. The gateway rejects operations that read too much, so only operations that read few objects are generated.
 */
export async function compareGeneratedOperations(schema: Schema, database: Database): Promise<number> {
  const ecosystems = await createReaders(database.kysely(), localProgram).ecosystem.all({});
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
    DateTime: ['2024-02-29T12:00:00Z', '2025-08-31T00:00:00-05:00'],
    Period: ['2016', '2020', '2020-Q1', 'SY2019-20'],
    'Ecosystem.organizations.stakeholderGroup': ['libraries', 'nothing'],
    'Ecosystem.indicators.code': ['8-6-1-year', 'nothing'],
  };
  const differential = new Differential({ schema, makeContext: () => createContext(database, localProgram) });
  const isSmall = ({ document, operationName, variables }: Operation) => {
    const execution = { schema, document: parse(document), operationName, variableValues: variables };
    return operationCost(execution) <= mostCost;
  };
  await fc.assert(
    fc.asyncProperty(operationsOf({ schema, values, maxDepth: 6 }).filter(isSmall), async (operation) => {
      const { interpreted, compiled } = await differential.compare(operation);
      expect(compiled).toEqual(interpreted);
    }),
    { numRuns: runs },
  );
  return differential.counts.compiled;
}
