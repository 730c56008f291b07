import { encodeTypeId, localProgram, newUuid } from '@collective-impact/sdk';
import {
  type AnyRecordDefinition,
  adoptIndicatorVersion,
  type Command,
  dimensionDefinition,
  discussIndicatorVersion,
  discussionEntryDefinition,
  ecosystemDefinition,
  indicatorDefinition,
  indicatorVersionDefinition,
  Writer,
} from '@collective-impact/store';
import {
  engines,
  newPrincipal,
  openTestDatabase,
  type TestDatabase,
  type TestPrincipal,
} from '@collective-impact/store/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSchema } from '../schema.ts';
import { createContext } from '../shared/context.ts';
import { authenticateBy } from './authenticate.ts';
import { TestGateway } from './test-gateway.ts';

let database: TestDatabase;
let gateway: TestGateway;
let versionId: string;
let steward: TestPrincipal;

const codes = Array.from({ length: 9 }, (_, at) => `band-${at}`);

/** A new version of events, split by nine bands that overlap, so that their figures need not add up. */
async function adoptedVersion(): Promise<string> {
  const writer = new Writer(database, localProgram);
  const create = async (definition: AnyRecordDefinition, command: Command) => {
    const outcome = await writer.create(definition, { visibility: 'PUBLIC', ...command });
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.issues));
    return encodeTypeId(definition.type.prefix, outcome.value);
  };
  const ecosystemId = await create(ecosystemDefinition, { slug: `of-${newUuid()}`, name: 'Here' });
  await steward.grant(ecosystemId, 'STEWARD');
  const indicatorId = await create(indicatorDefinition, { ecosystemId, code: 'E', name: 'Events', level: 'PROGRAM' });
  const id = await create(indicatorVersionDefinition, {
    indicatorId,
    definition: 'Events held',
    kind: 'COUNT',
    countingUnit: 'EVENTS',
    unit: { code: 'events', label: 'Events' },
    direction: 'INCREASE',
    aggregationAcrossOrganizations: 'SUM',
    aggregationOverTime: 'SUM',
    frequency: 'YEAR',
  });
  const categories = codes.map((code, order) => ({ code, label: code, order }));
  await create(dimensionDefinition, {
    indicatorVersionId: id,
    code: 'band',
    label: 'Band',
    exclusive: false,
    exhaustive: false,
    categories,
  });
  await create(discussionEntryDefinition, {
    indicatorVersionId: id,
    saidOn: '2024-01-15',
    speaker: 'A principal',
    statement: 'We can count this.',
  });
  await writer.transition(discussIndicatorVersion, { id, expectedVersion: 1 });
  await writer.transition(adoptIndicatorVersion, { id, expectedVersion: 2 });
  return id;
}

const band = (category: string) => [{ dimension: 'band', category }];
const report = (period: number, more: object = {}) => ({
  indicatorVersionId: versionId,
  period: String(period),
  cells: [{ value: '40' }, ...codes.map((code) => ({ value: '7', categories: band(code) }))],
  ...more,
});

async function ask<Data>(query: string, variables: object): Promise<Data> {
  const { json } = await gateway.ask({ query, variables }, { authorization: `Bearer ${steward.key}` });
  if (json.errors) throw new Error(json.errors[0]?.message);
  return json.data as Data;
}

interface Submitted {
  done: {
    results: { report: { id: string; status: string } | null; userErrors: { code: string; path: string[] }[] }[];
    userErrors: { code: string; path: string[] }[];
  };
}

const submit = async (reports: object[]) =>
  (
    await ask<Submitted>(
      `mutation ($reports: [IndicatorReportInput!]!) { done: submitIndicatorReports(input: { reports: $reports }) {
        results { report { id status } userErrors { code path } } userErrors { code path } } }`,
      { reports },
    )
  ).done;

describe.each(engines)('reports that are submitted together, on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    const schema = createSchema();
    steward = await newPrincipal(database);
    const authenticate = authenticateBy({ database, log: () => undefined });
    gateway = await new TestGateway({
      schema,
      authenticate,
      makeContext: ({ viewer }) => createContext(database, viewer),
    }).start();
  });

  beforeEach(async () => {
    versionId = await adoptedVersion();
  });

  afterAll(async () => {
    await gateway.gateway.close();
    await database.close();
  });

  it('return a result for each, with paths of the issues', async () => {
    const wrong = report(2024, { cells: [{ value: '1' }, { value: '2' }] });
    const { results, userErrors } = await submit([report(2023), wrong, report(2025)]);
    expect(userErrors).toEqual([]);
    expect(results).toEqual([
      { report: { id: expect.any(String), status: 'SUBMITTED' }, userErrors: [] },
      { report: null, userErrors: [{ code: 'DUPLICATE', path: ['reports', '1', 'cells', '1', 'categories'] }] },
      { report: { id: expect.any(String), status: 'SUBMITTED' }, userErrors: [] },
    ]);
  });

  it('can be a thousand with ten figures each in one request, and no more', async () => {
    const thousand = Array.from({ length: 1000 }, (_, at) => report(1001 + at));
    const { results } = await submit(thousand);
    expect(results.filter((result) => result.report?.status === 'SUBMITTED')).toHaveLength(1000);
    const small = Array.from({ length: 1001 }, (_, at) => report(3001 + at, { cells: [] }));
    expect(await submit(small)).toEqual({ results: [], userErrors: [{ code: 'TOO_MANY', path: ['reports'] }] });
  });

  it('are rejected with the remedy if they exceed the size of a request', async () => {
    const narrative = 'Many words. '.repeat(100);
    const large = Array.from({ length: 1000 }, (_, at) => report(1001 + at, { narrative }));
    await expect(submit(large)).rejects.toThrow('The request exceeds 1,000,000 bytes. Send less data');
  });

  it('distinguish zero, missing and suppressed at source, including in the release', async () => {
    const [first, second, third] = codes.map(band);
    const cells = [
      { value: '0' },
      { categories: first, value: '0', status: 'ESTIMATED' },
      { categories: second, status: 'MISSING' },
      { categories: third, status: 'SUPPRESSED_AT_SOURCE' },
      { categories: band('band-3'), status: 'NOT_APPLICABLE' },
    ];
    const figured = [
      { categories: [], value: '0', status: 'OBSERVED', suppressed: false },
      { categories: [{ code: 'band-0' }], value: '0', status: 'ESTIMATED', suppressed: false },
      { categories: [{ code: 'band-1' }], value: null, status: 'MISSING', suppressed: false },
      { categories: [{ code: 'band-2' }], value: null, status: 'SUPPRESSED_AT_SOURCE', suppressed: false },
      { categories: [{ code: 'band-3' }], value: null, status: 'NOT_APPLICABLE', suppressed: false },
    ];
    const { results } = await submit([report(2024, { cells })]);
    const figure = 'categories { code } value status suppressed';
    const byCode = <Cell extends { categories: { code: string }[] }>(found: Cell[]) =>
      found.toSorted((a, b) => ((a.categories[0]?.code ?? '') < (b.categories[0]?.code ?? '') ? -1 : 1));
    const verified = await ask<{ done: { indicatorReport: { cells: { nodes: never[] } } } }>(
      `mutation ($id: ID!) { done: verifyIndicatorReport(input: { id: $id, expectedVersion: 1 }) {
        indicatorReport { cells { nodes { ${figure} } } } } }`,
      { id: results[0]?.report?.id },
    );
    expect(byCode(verified.done.indicatorReport.cells.nodes)).toEqual(figured);
    const published = await ask<{ done: { release: { cells: { nodes: never[] }; indicatorVersion: unknown } } }>(
      `mutation ($id: ID!) { done: publishRelease(input: { indicatorVersionId: $id, period: "2024" }) {
        release { cells { nodes { ${figure} } } indicatorVersion { indicator { series { ${figure} } } } } } }`,
      { id: versionId },
    );
    const { cells: released, indicatorVersion } = published.done.release;
    expect(byCode(released.nodes)).toEqual(figured);
    const { series } = (indicatorVersion as { indicator: { series: never[] } }).indicator;
    expect(byCode(series)).toEqual(figured);
  });
});
