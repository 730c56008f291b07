import { anonymous, encodeTypeId, newUuid, operator, type Viewer } from '@collective-impact/sdk';
import { engines, openTestDatabase, type TestDatabase } from '@collective-impact/store/testing';
import { graphql } from 'graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSchema } from '../schema.ts';
import { createContext } from '../shared/context.ts';

const schema = createSchema();

let database: TestDatabase;
let slug: string;
let ecosystemId: string;

interface Payload {
  record: { id: string; version: number; status?: string } | null;
  userErrors: { __typename: string; code: string; path: string[]; currentVersion?: number }[];
}

async function ask(source: string, options: { variables?: object; viewer?: Viewer } = {}) {
  const { variables = {}, viewer = anonymous } = options;
  const variableValues = variables as Record<string, unknown>;
  return graphql({ schema, source, variableValues, contextValue: createContext(database, viewer) });
}

/** Runs a mutation by its name, `createIndicator` say; its payload calls the record `indicator`. */
async function change(name: string, input: object, viewer: Viewer = operator): Promise<Payload> {
  const field = name.replace(/^[a-z]+[A-Z]/, (verb) => verb.slice(-1).toLowerCase());
  const status = /Version|Report/.test(name) ? ' status' : '';
  const { data, errors } = await ask(
    `mutation ($input: ${name[0]?.toUpperCase()}${name.slice(1)}Input!) { done: ${name}(input: $input) {
      record: ${field} { id version${status} }
      userErrors { __typename code path ... on VersionConflict { currentVersion } }
    } }`,
    { variables: { input }, viewer },
  );
  if (errors) throw errors[0];
  return data?.done as Payload;
}

/** Carries a mutation out that nothing is wrong with, and answers the record's id. */
async function made(name: string, input: object): Promise<string> {
  const { record, userErrors } = await change(name, input);
  expect(userErrors).toEqual([]);
  return record?.id ?? '';
}

const told = ({ userErrors }: Payload) => userErrors.map(({ code, path }) => `${code} ${path.join('.')}`);

const definition = {
  definition: 'Events held',
  kind: 'COUNT',
  countingUnit: 'EVENTS',
  unit: { code: 'events', label: 'Events' },
  direction: 'INCREASE',
  aggregationAcrossOrganizations: 'SUM',
  aggregationOverTime: 'SUM',
  frequency: 'YEAR',
  visibility: 'PUBLIC',
};
const dimension = {
  code: 'sex',
  label: 'Sex',
  exclusive: true,
  exhaustive: true,
  visibility: 'PUBLIC',
  categories: [
    { code: 'F', label: 'Female', order: 0 },
    { code: 'M', label: 'Male', order: 1, parent: null },
  ],
};
const said = { saidOn: '2024-01-15', speaker: 'A principal', statement: 'We can count this.' };
const female = [{ dimension: 'sex', category: 'F' }];

async function newVersion(): Promise<{ indicatorId: string; indicatorVersionId: string }> {
  const input = { ecosystemId, code: `I-${newUuid()}`, name: 'Events', level: 'PROGRAM', visibility: 'PUBLIC' };
  const indicatorId = await made('createIndicator', input);
  const indicatorVersionId = await made('createIndicatorVersion', { indicatorId, ...definition });
  await made('createDimension', { indicatorVersionId, ...dimension });
  return { indicatorId, indicatorVersionId };
}

async function adopt(indicatorVersionId: string): Promise<void> {
  await made('createDiscussionEntry', { indicatorVersionId, ...said });
  await made('discussIndicatorVersion', { id: indicatorVersionId, expectedVersion: 1 });
  await made('adoptIndicatorVersion', { id: indicatorVersionId, expectedVersion: 2 });
}

async function adoptedVersion() {
  const { indicatorId, indicatorVersionId } = await newVersion();
  await adopt(indicatorVersionId);
  return { indicatorId, indicatorVersionId };
}

async function verifiedReport(indicatorVersionId: string, more: object = {}): Promise<string> {
  const cells = [{ value: '30' }, { value: '10', categories: female }];
  const id = await made('createIndicatorReport', { indicatorVersionId, period: '2024', cells, ...more });
  await made('submitIndicatorReport', { id, expectedVersion: 1 });
  await made('verifyIndicatorReport', { id, expectedVersion: 2 });
  return id;
}

describe.each(engines)('shared measurement through GraphQL on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
  });

  beforeEach(async () => {
    slug = `of-${newUuid()}`;
    ecosystemId = await made('createEcosystem', { slug, name: 'Here', visibility: 'PUBLIC' });
  });

  afterAll(() => database.close());

  it('leads from an indicator to a series that everyone reads', async () => {
    const { indicatorId, indicatorVersionId } = await newVersion();
    await made('updateIndicator', { id: indicatorId, expectedVersion: 1, name: 'Public events' });
    await made('updateIndicatorVersion', { id: indicatorVersionId, expectedVersion: 1, inclusionRule: 'Open to all' });
    await made('createDiscussionEntry', { indicatorVersionId, ...said });
    await made('discussIndicatorVersion', { id: indicatorVersionId, expectedVersion: 2 });
    await made('adoptIndicatorVersion', { id: indicatorVersionId, expectedVersion: 3 });
    const figure = { indicatorVersionId, period: '2020', value: '5', visibility: 'PUBLIC' };
    const baseline = await made('createBaseline', { ...figure, categories: female });
    await made('updateBaseline', { id: baseline, expectedVersion: 1, value: '07.0' });
    const target = await made('createTarget', { ...figure, period: '2030' });
    await made('updateTarget', { id: target, expectedVersion: 1, categories: female });
    const report = await made('createIndicatorReport', { indicatorVersionId, period: '2024', cells: [{ value: '3' }] });
    const cells = [{ value: '30' }, { value: '10.0', categories: female }];
    await made('updateIndicatorReport', { id: report, expectedVersion: 1, cells });
    await made('submitIndicatorReport', { id: report, expectedVersion: 2 });
    await made('returnIndicatorReport', { id: report, expectedVersion: 3 });
    await made('submitIndicatorReport', { id: report, expectedVersion: 4 });
    await made('verifyIndicatorReport', { id: report, expectedVersion: 5 });
    await made('publishRelease', { indicatorVersionId, period: '2024' });
    await made('retireIndicatorVersion', { id: indicatorVersionId, expectedVersion: 4 });

    const { data, errors } = await ask(
      `query ($slug: String!) { ecosystem(slug: $slug) { indicators { nodes {
        name
        versions { nodes {
          status inclusionRule
          baselines { nodes { period value categories { code } } }
          targets { nodes { period value categories { dimension { label } label } } }
        } }
        reports { nodes { id } }
        series { period value categories { code } release { threshold } }
      } } } }`,
      { variables: { slug } },
    );
    expect(errors).toBeUndefined();
    expect(data?.ecosystem).toEqual({
      indicators: {
        nodes: [
          {
            name: 'Public events',
            versions: {
              nodes: [
                {
                  status: 'RETIRED',
                  inclusionRule: 'Open to all',
                  baselines: { nodes: [{ period: '2020', value: '7', categories: [{ code: 'F' }] }] },
                  targets: {
                    nodes: [
                      { period: '2030', value: '5', categories: [{ dimension: { label: 'Sex' }, label: 'Female' }] },
                    ],
                  },
                },
              ],
            },
            reports: { nodes: [] },
            series: [
              { period: '2024', value: '30', categories: [], release: { threshold: 10 } },
              { period: '2024', value: '10', categories: [{ code: 'F' }], release: { threshold: 10 } },
            ],
          },
        ],
      },
    });
  });

  it('answers what is wrong with a command, and changes nothing', async () => {
    const { indicatorId, indicatorVersionId } = await adoptedVersion();
    const draft = await newVersion();
    const report = await verifiedReport(indicatorVersionId);
    const empty = await made('createIndicatorReport', { indicatorVersionId, period: '2025' });
    const nobody = encodeTypeId('organization', newUuid());
    const [changed, stale] = [{ expectedVersion: 3 }, { expectedVersion: 9 }];
    const refusals: [string, object, string][] = [
      ['createIndicator', { ecosystemId, code: '', name: 'Events', level: 'SYSTEM' }, 'REQUIRED code'],
      ['updateIndicator', { id: indicatorId, expectedVersion: 1, definedById: nobody }, 'NOT_FOUND definedById'],
      ['createIndicatorVersion', { indicatorId, ...definition, multiplier: '0' }, 'OUT_OF_RANGE multiplier'],
      ['updateIndicatorVersion', { id: indicatorVersionId, ...changed, kind: 'MEAN' }, 'IMMUTABLE kind'],
      ['discussIndicatorVersion', { id: indicatorVersionId, ...changed }, 'ILLEGAL_TRANSITION id'],
      ['adoptIndicatorVersion', { id: indicatorVersionId, ...changed }, 'ILLEGAL_TRANSITION id'],
      ['retireIndicatorVersion', { id: draft.indicatorVersionId, expectedVersion: 1 }, 'ILLEGAL_TRANSITION id'],
      ['createDimension', { indicatorVersionId, ...dimension, code: 'age' }, 'IMMUTABLE indicatorVersionId'],
      [
        'updateDimension',
        { id: await dimensionOf(indicatorVersionId), expectedVersion: 1, label: 'Gender' },
        'IMMUTABLE label',
      ],
      [
        'createBaseline',
        { indicatorVersionId, period: '2020', value: '1', categories: [{ dimension: 'age', category: 'F' }] },
        'UNKNOWN_CODE categories.0.dimension',
      ],
      ['updateBaseline', { id: encodeTypeId('baseline', newUuid()), ...stale }, 'NOT_FOUND id'],
      [
        'createTarget',
        { indicatorVersionId, period: '2020', value: '1', categories: [...female, ...female] },
        'DUPLICATE categories.1',
      ],
      ['updateTarget', { id: encodeTypeId('target', newUuid()), ...stale }, 'NOT_FOUND id'],
      ['createIndicatorReport', { indicatorVersionId, period: '2024-Q1' }, 'INVALID period'],
      [
        'createIndicatorReport',
        { indicatorVersionId: draft.indicatorVersionId, period: '2024' },
        'ILLEGAL_TRANSITION indicatorVersionId',
      ],
      ['updateIndicatorReport', { id: report, expectedVersion: 3, cells: [] }, 'IMMUTABLE id'],
      ['submitIndicatorReport', { id: report, expectedVersion: 3 }, 'ILLEGAL_TRANSITION id'],
      ['verifyIndicatorReport', { id: report, expectedVersion: 3 }, 'ILLEGAL_TRANSITION id'],
      ['returnIndicatorReport', { id: report, expectedVersion: 3 }, 'ILLEGAL_TRANSITION id'],
      ['publishRelease', { indicatorVersionId, period: '2031' }, 'NOT_FOUND period'],
      ['createBaseline', { indicatorVersionId, period: '2020-Q1', value: '1' }, 'INVALID period'],
      ['createTarget', { indicatorVersionId, period: '2020', value: '1.5' }, 'INVALID value'],
      ['submitIndicatorReport', { id: empty, expectedVersion: 1 }, 'REQUIRED cells'],
      ['submitIndicatorReport', { id: report, ...stale }, 'VERSION_CONFLICT expectedVersion'],
    ];
    for (const [name, input, expected] of refusals) {
      const payload = await change(name, input);
      expect([name, payload.record, told(payload)]).toEqual([name, null, [expected]]);
    }
    const conflict = await change('submitIndicatorReport', { id: report, ...stale });
    expect(conflict.userErrors[0]).toMatchObject({ __typename: 'VersionConflict', currentVersion: 3 });
  });

  it('changes and adopts a dimension with its categories', async () => {
    const { indicatorVersionId } = await newVersion();
    const id = await dimensionOf(indicatorVersionId);
    const categories = [{ code: 'F', label: 'Women', order: 3, uri: 'https://example.org/F' }];
    await made('updateDimension', { id, expectedVersion: 1, exclusive: false, categories });
    const { data } = await ask(
      'query ($id: ID!) { node(id: $id) { ... on Dimension { version exclusive label categories { code label order parent uri } } } }',
      { variables: { id } },
    );
    expect(data?.node).toEqual({
      version: 2,
      exclusive: false,
      label: 'Sex',
      categories: [{ code: 'F', label: 'Women', order: 3, parent: null, uri: 'https://example.org/F' }],
    });
  });

  it('is written by nobody who is anonymous', async () => {
    const { indicatorId, indicatorVersionId } = await adoptedVersion();
    const attempts: [string, object][] = [
      ['updateIndicator', { id: indicatorId, expectedVersion: 1, name: 'Mine' }],
      ['retireIndicatorVersion', { id: indicatorVersionId, expectedVersion: 2 }],
      ['createIndicatorReport', { indicatorVersionId, period: '2024' }],
      ['publishRelease', { indicatorVersionId, period: '2024' }],
    ];
    for (const [name, input] of attempts) {
      await expect(change(name, input, anonymous)).rejects.toThrow('Sign in to make changes');
    }
  });

  it('answers a repeat under the same key as the first time', async () => {
    const { indicatorVersionId } = await adoptedVersion();
    const input = { indicatorVersionId, period: '2024', cells: [], idempotencyKey: newUuid() };
    const first = await change('createIndicatorReport', input);
    expect(await change('createIndicatorReport', input)).toEqual(first);
    const other = await change('createIndicatorReport', { ...input, period: '2025' });
    expect(told(other)).toEqual(['IDEMPOTENCY_KEY_REUSED idempotencyKey']);
  });

  it('withholds what would tell on few people, and says to stewards alone why', async () => {
    const { indicatorId } = await newVersion();
    const input = { indicatorId, ...definition, countingUnit: 'PEOPLE_UNDUPLICATED' };
    const indicatorVersionId = await made('createIndicatorVersion', input);
    await adopt(indicatorVersionId);
    await verifiedReport(indicatorVersionId, { cells: [{ value: '4' }] });
    await made('publishRelease', { indicatorVersionId, period: '2024' });
    const released = `query ($id: ID!) { node(id: $id) { ... on Indicator { releases { nodes {
      waiting unprotected total { value status suppressed suppressionReason scope }
    } } } } }`;
    const seenBy = async (viewer: Viewer) => {
      const answer = await ask(released, { variables: { id: indicatorId }, viewer });
      return answer.errors ?? answer.data?.node;
    };
    const total = { value: null, status: 'OBSERVED', suppressed: true, scope: 'ECOSYSTEM' };
    expect(await seenBy(anonymous)).toEqual({
      releases: { nodes: [{ waiting: null, unprotected: null, total: { ...total, suppressionReason: null } }] },
    });
    expect(await seenBy(operator)).toEqual({
      releases: { nodes: [{ waiting: 0, unprotected: 0, total: { ...total, suppressionReason: 'SENSITIVE' } }] },
    });
  });

  it('reads the figures of one reporter, and refuses an id that is none', async () => {
    const { indicatorId, indicatorVersionId } = await adoptedVersion();
    const organization = await made('createOrganization', { ecosystemId, name: 'Museum', visibility: 'PUBLIC' });
    await verifiedReport(indicatorVersionId, { organizationId: organization, cells: [{ value: '8' }] });
    await verifiedReport(indicatorVersionId);
    await made('publishRelease', { indicatorVersionId, period: '2024' });
    const figures = `query ($id: ID!, $of: ID) { node(id: $id) { ... on Indicator {
      series(by: [], organization: $of) { value organization { name } }
      releases { nodes { cells(by: [], organization: $of) { nodes { value organization { name } } } } }
      reports(organization: $of) { nodes { total { value organization { name } } } }
    } } }`;
    const of = async (reporter: string | null) => {
      const answer = await ask(figures, { variables: { id: indicatorId, of: reporter }, viewer: operator });
      return answer.errors?.[0]?.message ?? answer.data?.node;
    };
    const museum = { value: '8', organization: { name: 'Museum' } };
    const own = { value: '30', organization: null };
    const shown = (...cells: object[]) => ({
      series: cells,
      releases: { nodes: [{ cells: { nodes: cells } }] },
      reports: { nodes: cells.map((total) => ({ total })) },
    });
    expect(await of(organization)).toEqual(shown(museum));
    expect(await of(ecosystemId)).toEqual(shown(own));
    expect(await of(indicatorId)).toMatch(
      /is not the id of a reporter: use an id that starts with organization_ or ecosystem_/,
    );
  });

  it('shows the figure of an organization to those who see the organization, and to nobody as the figure of another', async () => {
    const { indicatorId, indicatorVersionId } = await adoptedVersion();
    const organization = await made('createOrganization', { ecosystemId, name: 'Museum', visibility: 'MEMBERS' });
    await verifiedReport(indicatorVersionId, { organizationId: organization, cells: [{ value: '8' }] });
    await made('publishRelease', { indicatorVersionId, period: '2024' });
    const figures = `query ($id: ID!) { node(id: $id) { ... on Indicator {
      series { value organization { name } }
      releases { nodes { total { value } cells { totalCount nodes { value organization { name } } } } }
    } } }`;
    const seen = async (viewer: Viewer) => (await ask(figures, { variables: { id: indicatorId }, viewer })).data?.node;
    const shown = (...cells: object[]) => ({
      series: cells,
      releases: { nodes: [{ total: null, cells: { totalCount: cells.length, nodes: cells } }] },
    });
    expect(await seen(anonymous)).toEqual(shown());
    expect(await seen(operator)).toEqual(shown({ value: '8', organization: { name: 'Museum' } }));
  });

  it('has a baseline of a closed dimension without what it is broken down by', async () => {
    const { indicatorVersionId } = await newVersion();
    const id = await made('createBaseline', {
      indicatorVersionId,
      period: '2020',
      value: '5',
      categories: female,
      visibility: 'PUBLIC',
    });
    const closing = { id: await dimensionOf(indicatorVersionId), expectedVersion: 1, visibility: 'MEMBERS' };
    await made('updateDimension', closing);
    const query = 'query ($id: ID!) { node(id: $id) { ... on Baseline { value categories { code } } } }';
    const seen = async (viewer: Viewer) => (await ask(query, { variables: { id }, viewer })).data?.node;
    expect(await seen(anonymous)).toEqual({ value: '5', categories: null });
    expect(await seen(operator)).toEqual({ value: '5', categories: [{ code: 'F' }] });
  });

  async function dimensionOf(indicatorVersionId: string): Promise<string> {
    const { data } = await ask('query ($id: ID!) { node(id: $id) { ... on IndicatorVersion { dimensions { id } } } }', {
      variables: { id: indicatorVersionId },
    });
    const version = data?.node as { dimensions: { id: string }[] } | undefined;
    return version?.dimensions[0]?.id ?? '';
  }
});
