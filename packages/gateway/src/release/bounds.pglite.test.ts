import { anonymous, localProgram } from '@collective-impact/sdk';
import { openTestDatabase, type TestDatabase } from '@collective-impact/store/testing';
import { graphql } from 'graphql';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createSchema } from '../schema.ts';
import { createContext } from '../shared/context.ts';

const schema = createSchema();
let database: TestDatabase;

async function mutate(name: string, input: object): Promise<string> {
  const field = name.replace(/^[a-z]+[A-Z]/, (verb) => verb.slice(-1).toLowerCase());
  const source = `mutation ($input: ${name[0]?.toUpperCase()}${name.slice(1)}Input!) {
    payload: ${name}(input: $input) { record: ${field} { id } userErrors { message } } }`;
  const contextValue = createContext(database, localProgram);
  const { data, errors } = await graphql({ schema, source, variableValues: { input }, contextValue });
  expect(errors).toBeUndefined();
  const { payload } = data as { payload: { record: { id: string } | null; userErrors: object[] } };
  expect(payload.userErrors).toEqual([]);
  return payload.record?.id ?? '';
}

const version = {
  definition: 'Hours of volunteers, after hours of training',
  kind: 'AMOUNT',
  countingUnit: 'OTHER',
  unit: { code: 'hours', label: 'hours' },
  direction: 'INCREASE',
  aggregationAcrossOrganizations: 'SUM',
  aggregationOverTime: 'SUM',
  frequency: 'YEAR',
  visibility: 'PUBLIC',
};

beforeAll(async () => {
  database = await openTestDatabase('pglite');
});

afterAll(() => database.close());

it('the caveats of an aggregate that has only an upper bound count the organizations that it does not include', async () => {
  const visibility = 'PUBLIC';
  const ecosystemId = await mutate('createEcosystem', { slug: 'here', name: 'Here', visibility });
  const indicator = { ecosystemId, code: 'hours', name: 'Hours', level: 'PROGRAM', visibility };
  const indicatorId = await mutate('createIndicator', indicator);
  const indicatorVersionId = await mutate('createIndicatorVersion', { indicatorId, ...version });
  const entry = { indicatorVersionId, saidOn: '2024-01-15', speaker: 'A teacher', statement: 'We can count this.' };
  await mutate('createDiscussionEntry', entry);
  await mutate('discussIndicatorVersion', { id: indicatorVersionId, expectedVersion: 1 });
  await mutate('adoptIndicatorVersion', { id: indicatorVersionId, expectedVersion: 2 });
  for (const upperBound of ['30', '50', null]) {
    const organizationId = await mutate('createOrganization', {
      ecosystemId,
      name: `Museum ${upperBound}`,
      visibility,
    });
    await mutate('createAdoption', { indicatorVersionId, organizationId, startsOn: '2024-01-01', visibility });
    if (upperBound === null) continue;
    const report = { indicatorVersionId, organizationId, period: '2024', cells: [{ upperBound }] };
    const id = await mutate('createIndicatorReport', report);
    await mutate('submitIndicatorReport', { id, expectedVersion: 1 });
    await mutate('verifyIndicatorReport', { id, expectedVersion: 2 });
  }
  const id = await mutate('publishRelease', { indicatorVersionId, period: '2024' });
  const { data } = await graphql({
    schema,
    source: 'query ($id: ID!) { node(id: $id) { ... on Release { total { value lowerBound upperBound caveats } } } }',
    variableValues: { id },
    contextValue: createContext(database, anonymous),
  });
  expect(data).toEqual({
    node: {
      total: {
        value: null,
        lowerBound: null,
        upperBound: '80',
        caveats: ['1 of 3 expected organizations is not included.'],
      },
    },
  });
});
