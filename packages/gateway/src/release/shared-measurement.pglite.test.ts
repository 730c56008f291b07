import { anonymous, encodeTypeId, localProgram, newUuid, type Viewer } from '@collective-impact/sdk';
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

/** Executes a mutation by its name. The payload of `createIndicator`, for example, contains the record as `indicator`. */
async function execute(name: string, input: object, viewer: Viewer = localProgram): Promise<Payload> {
  const field = name.replace(/^[a-z]+[A-Z]/, (verb) => verb.slice(-1).toLowerCase());
  const status = /Version|Report/.test(name) ? ' status' : '';
  const { data, errors } = await ask(
    `mutation ($input: ${name[0]?.toUpperCase()}${name.slice(1)}Input!) { payload: ${name}(input: $input) {
      record: ${field} { id version${status} }
      userErrors { __typename code path ... on VersionConflict { currentVersion } }
    } }`,
    { variables: { input }, viewer },
  );
  if (errors) throw errors[0];
  return data?.payload as Payload;
}

/** Executes a mutation, expects it to be accepted, and returns the id of the record. */
async function mutate(name: string, input: object): Promise<string> {
  const { record, userErrors } = await execute(name, input);
  expect(userErrors).toEqual([]);
  return record?.id ?? '';
}

const issuesOf = ({ userErrors }: Payload) => userErrors.map(({ code, path }) => `${code} ${path.join('.')}`);

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
const discussionEntry = { saidOn: '2024-01-15', speaker: 'A principal', statement: 'We can count this.' };
const female = [{ dimension: 'sex', category: 'F' }];

async function newVersion(): Promise<{ indicatorId: string; indicatorVersionId: string }> {
  const input = { ecosystemId, code: `I-${newUuid()}`, name: 'Events', level: 'PROGRAM', visibility: 'PUBLIC' };
  const indicatorId = await mutate('createIndicator', input);
  const indicatorVersionId = await mutate('createIndicatorVersion', { indicatorId, ...definition });
  await mutate('createDimension', { indicatorVersionId, ...dimension });
  return { indicatorId, indicatorVersionId };
}

async function adopt(indicatorVersionId: string): Promise<void> {
  await mutate('createDiscussionEntry', { indicatorVersionId, ...discussionEntry });
  await mutate('discussIndicatorVersion', { id: indicatorVersionId, expectedVersion: 1 });
  await mutate('adoptIndicatorVersion', { id: indicatorVersionId, expectedVersion: 2 });
}

async function adoptedVersion() {
  const { indicatorId, indicatorVersionId } = await newVersion();
  await adopt(indicatorVersionId);
  return { indicatorId, indicatorVersionId };
}

async function verifiedReport(indicatorVersionId: string, more: object = {}): Promise<string> {
  const cells = [{ value: '30' }, { value: '10', categories: female }];
  const id = await mutate('createIndicatorReport', { indicatorVersionId, period: '2024', cells, ...more });
  await mutate('submitIndicatorReport', { id, expectedVersion: 1 });
  await mutate('verifyIndicatorReport', { id, expectedVersion: 2 });
  return id;
}

describe.each(engines)('shared measurement through GraphQL on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
  });

  beforeEach(async () => {
    slug = `test-${newUuid()}`;
    ecosystemId = await mutate('createEcosystem', { slug, name: 'Here', visibility: 'PUBLIC' });
  });

  afterAll(() => database.close());

  it('publishes a series that anonymous viewers can read, from an indicator with reports', async () => {
    const { indicatorId, indicatorVersionId } = await newVersion();
    await mutate('updateIndicator', { id: indicatorId, expectedVersion: 1, name: 'Public events' });
    await mutate('updateIndicatorVersion', {
      id: indicatorVersionId,
      expectedVersion: 1,
      inclusionRule: 'Open to all',
    });
    await mutate('createDiscussionEntry', { indicatorVersionId, ...discussionEntry });
    await mutate('discussIndicatorVersion', { id: indicatorVersionId, expectedVersion: 2 });
    await mutate('adoptIndicatorVersion', { id: indicatorVersionId, expectedVersion: 3 });
    const figure = { indicatorVersionId, period: '2020', value: '5', visibility: 'PUBLIC' };
    const baseline = await mutate('createBaseline', { ...figure, categories: female });
    await mutate('updateBaseline', { id: baseline, expectedVersion: 1, value: '07.0' });
    const target = await mutate('createTarget', { ...figure, period: '2030' });
    await mutate('updateTarget', { id: target, expectedVersion: 1, categories: female });
    const report = await mutate('createIndicatorReport', {
      indicatorVersionId,
      period: '2024',
      cells: [{ value: '3' }],
    });
    const cells = [{ value: '30' }, { value: '10.0', categories: female }];
    await mutate('updateIndicatorReport', { id: report, expectedVersion: 1, cells });
    await mutate('submitIndicatorReport', { id: report, expectedVersion: 2 });
    await mutate('returnIndicatorReport', { id: report, expectedVersion: 3 });
    await mutate('submitIndicatorReport', { id: report, expectedVersion: 4 });
    await mutate('verifyIndicatorReport', { id: report, expectedVersion: 5 });
    await mutate('publishRelease', { indicatorVersionId, period: '2024' });
    await mutate('retireIndicatorVersion', { id: indicatorVersionId, expectedVersion: 4 });

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

  it('returns the issues of a rejected command, and changes nothing', async () => {
    const { indicatorId, indicatorVersionId } = await adoptedVersion();
    const draft = await newVersion();
    const report = await verifiedReport(indicatorVersionId);
    const empty = await mutate('createIndicatorReport', { indicatorVersionId, period: '2025' });
    const unknownOrganization = encodeTypeId('organization', newUuid());
    const [current, stale] = [{ expectedVersion: 3 }, { expectedVersion: 9 }];
    const rejections: [string, object, string][] = [
      ['createIndicator', { ecosystemId, code: '', name: 'Events', level: 'SYSTEM' }, 'REQUIRED code'],
      [
        'updateIndicator',
        { id: indicatorId, expectedVersion: 1, definedById: unknownOrganization },
        'NOT_FOUND definedById',
      ],
      ['createIndicatorVersion', { indicatorId, ...definition, multiplier: '0' }, 'OUT_OF_RANGE multiplier'],
      ['updateIndicatorVersion', { id: indicatorVersionId, ...current, kind: 'MEAN' }, 'IMMUTABLE kind'],
      ['discussIndicatorVersion', { id: indicatorVersionId, ...current }, 'ILLEGAL_TRANSITION id'],
      ['adoptIndicatorVersion', { id: indicatorVersionId, ...current }, 'ILLEGAL_TRANSITION id'],
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
    for (const [name, input, expected] of rejections) {
      const payload = await execute(name, input);
      expect([name, payload.record, issuesOf(payload)]).toEqual([name, null, [expected]]);
    }
    const conflict = await execute('submitIndicatorReport', { id: report, ...stale });
    expect(conflict.userErrors[0]).toMatchObject({ __typename: 'VersionConflict', currentVersion: 3 });
  });

  it('updates a dimension and its categories', async () => {
    const { indicatorVersionId } = await newVersion();
    const id = await dimensionOf(indicatorVersionId);
    const categories = [{ code: 'F', label: 'Women', order: 3, uri: 'https://example.org/F' }];
    await mutate('updateDimension', { id, expectedVersion: 1, exclusive: false, categories });
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

  it('rejects mutations by anonymous viewers', async () => {
    const { indicatorId, indicatorVersionId } = await adoptedVersion();
    const attempts: [string, object][] = [
      ['updateIndicator', { id: indicatorId, expectedVersion: 1, name: 'Mine' }],
      ['retireIndicatorVersion', { id: indicatorVersionId, expectedVersion: 2 }],
      ['createIndicatorReport', { indicatorVersionId, period: '2024' }],
      ['publishRelease', { indicatorVersionId, period: '2024' }],
    ];
    for (const [name, input] of attempts) {
      await expect(execute(name, input, anonymous)).rejects.toThrow('Sign in to make changes');
    }
  });

  it('returns the first result if an idempotency key is repeated', async () => {
    const { indicatorVersionId } = await adoptedVersion();
    const input = { indicatorVersionId, period: '2024', cells: [], idempotencyKey: newUuid() };
    const first = await execute('createIndicatorReport', input);
    expect(await execute('createIndicatorReport', input)).toEqual(first);
    const other = await execute('createIndicatorReport', { ...input, period: '2025' });
    expect(issuesOf(other)).toEqual(['IDEMPOTENCY_KEY_REUSED idempotencyKey']);
  });

  it('suppresses figures below the threshold, and returns the reason only to stewards', async () => {
    const { indicatorId } = await newVersion();
    const input = { indicatorId, ...definition, countingUnit: 'PEOPLE_UNDUPLICATED' };
    const indicatorVersionId = await mutate('createIndicatorVersion', input);
    await adopt(indicatorVersionId);
    await verifiedReport(indicatorVersionId, { cells: [{ value: '4' }] });
    await mutate('publishRelease', { indicatorVersionId, period: '2024' });
    const released = `query ($id: ID!) { node(id: $id) { ... on Indicator { releases { nodes {
      heldReports unprotectedTotals suppressedCells sensitiveCells formerlyPublishedCells total { value status suppressed suppressionReason scope }
    } } } } }`;
    const seenBy = async (viewer: Viewer) => {
      const answer = await ask(released, { variables: { id: indicatorId }, viewer });
      return answer.errors ?? answer.data?.node;
    };
    const total = { value: null, status: 'OBSERVED', suppressed: true, scope: 'ECOSYSTEM' };
    expect(await seenBy(anonymous)).toEqual({
      releases: {
        nodes: [
          {
            heldReports: null,
            unprotectedTotals: null,
            suppressedCells: 1,
            sensitiveCells: null,
            formerlyPublishedCells: null,
            total: { ...total, suppressionReason: null },
          },
        ],
      },
    });
    expect(await seenBy(localProgram)).toEqual({
      releases: {
        nodes: [
          {
            heldReports: 0,
            unprotectedTotals: 0,
            suppressedCells: 1,
            sensitiveCells: 1,
            formerlyPublishedCells: 0,
            total: { ...total, suppressionReason: 'SENSITIVE' },
          },
        ],
      },
    });
  });

  it('states that a total does not include an organization that not everyone sees, and lists its report for stewards', async () => {
    const { indicatorId, indicatorVersionId } = await adoptedVersion();
    for (const [name, visibility] of [
      ['Library', 'MEMBERS'],
      ['School', 'PUBLIC'],
    ]) {
      const organizationId = await mutate('createOrganization', { ecosystemId, name, visibility });
      await verifiedReport(indicatorVersionId, { organizationId, cells: [{ value: name === 'School' ? '90' : '60' }] });
    }
    await mutate('publishRelease', { indicatorVersionId, period: '2024' });
    const released = `query ($id: ID!) { node(id: $id) { ... on Indicator { releases { nodes {
      total { value explanation coverage { withoutFigure } } reportsOutsideTotals { totalCount nodes { organization { name } } }
    } } } } }`;
    const seenBy = async (viewer: Viewer) =>
      (await ask(released, { variables: { id: indicatorId }, viewer })).data?.node;
    const explanation =
      'The release has figures of organizations that its totals do not include, because not everyone who sees the release sees these organizations.';
    const total = (withoutFigure: number) => ({ value: '90', explanation, coverage: { withoutFigure } });
    const nothing = { totalCount: 0, nodes: [] };
    const library = { totalCount: 1, nodes: [{ organization: { name: 'Library' } }] };
    expect([await seenBy(anonymous), await seenBy(localProgram)]).toEqual([
      { releases: { nodes: [{ total: total(0), reportsOutsideTotals: nothing }] } },
      { releases: { nodes: [{ total: total(1), reportsOutsideTotals: library }] } },
    ]);
  });

  it('filters figures by reporter, and rejects an id that belongs to no reporter', async () => {
    const { indicatorId, indicatorVersionId } = await adoptedVersion();
    const organization = await mutate('createOrganization', { ecosystemId, name: 'Museum', visibility: 'PUBLIC' });
    await verifiedReport(indicatorVersionId, { organizationId: organization, cells: [{ value: '8' }] });
    await verifiedReport(indicatorVersionId);
    await mutate('publishRelease', { indicatorVersionId, period: '2024' });
    const figures = `query ($id: ID!, $reporter: ID) { node(id: $id) { ... on Indicator {
      series(by: [], organization: $reporter) { value organization { name } }
      releases { nodes { cells(by: [], organization: $reporter) { nodes { value organization { name } } } } }
      reports(organization: $reporter) { nodes { total { value organization { name } } } }
    } } }`;
    const figuresOf = async (reporter: string | null) => {
      const answer = await ask(figures, { variables: { id: indicatorId, reporter }, viewer: localProgram });
      return answer.errors?.[0]?.message ?? answer.data?.node;
    };
    const museum = { value: '8', organization: { name: 'Museum' } };
    const ecosystemFigure = { value: '30', organization: null };
    const expected = (...cells: object[]) => ({
      series: cells,
      releases: { nodes: [{ cells: { nodes: cells } }] },
      reports: { nodes: cells.map((total) => ({ total })) },
    });
    expect(await figuresOf(organization)).toEqual(expected(museum));
    expect(await figuresOf(ecosystemId)).toEqual(expected(ecosystemFigure));
    expect(await figuresOf(indicatorId)).toMatch(
      /is not the id of a reporter\. Send an id that starts with organization_ or ecosystem_\./,
    );
  });

  it("hides an organization's figure from viewers who cannot see the organization", async () => {
    const { indicatorId, indicatorVersionId } = await adoptedVersion();
    const organization = await mutate('createOrganization', { ecosystemId, name: 'Museum', visibility: 'MEMBERS' });
    await verifiedReport(indicatorVersionId, { organizationId: organization, cells: [{ value: '8' }] });
    await mutate('publishRelease', { indicatorVersionId, period: '2024' });
    const figures = `query ($id: ID!) { node(id: $id) { ... on Indicator {
      series { value organization { name } }
      releases { nodes { total { value } cells { totalCount nodes { value organization { name } } } } }
    } } }`;
    const figuresSeenBy = async (viewer: Viewer) =>
      (await ask(figures, { variables: { id: indicatorId }, viewer })).data?.node;
    const expected = ({ whole, cells }: { whole: string | null; cells: object[] }) => ({
      series: [{ value: whole, organization: null }, ...cells],
      releases: { nodes: [{ total: null, cells: { totalCount: cells.length, nodes: cells } }] },
    });
    const ofMuseum = { value: '8', organization: { name: 'Museum' } };
    expect(await figuresSeenBy(anonymous)).toEqual(expected({ whole: null, cells: [] }));
    expect(await figuresSeenBy(localProgram)).toEqual(expected({ whole: '8', cells: [ofMuseum] }));
  });

  it('hides the categories of a baseline whose dimension the viewer cannot see', async () => {
    const { indicatorVersionId } = await newVersion();
    const id = await mutate('createBaseline', {
      indicatorVersionId,
      period: '2020',
      value: '5',
      categories: female,
      visibility: 'PUBLIC',
    });
    const closing = { id: await dimensionOf(indicatorVersionId), expectedVersion: 1, visibility: 'MEMBERS' };
    await mutate('updateDimension', closing);
    const query = 'query ($id: ID!) { node(id: $id) { ... on Baseline { value categories { code } } } }';
    const figuresSeenBy = async (viewer: Viewer) => (await ask(query, { variables: { id }, viewer })).data?.node;
    expect(await figuresSeenBy(anonymous)).toEqual({ value: '5', categories: null });
    expect(await figuresSeenBy(localProgram)).toEqual({ value: '5', categories: [{ code: 'F' }] });
  });

  async function dimensionOf(indicatorVersionId: string): Promise<string> {
    const { data } = await ask('query ($id: ID!) { node(id: $id) { ... on IndicatorVersion { dimensions { id } } } }', {
      variables: { id: indicatorVersionId },
    });
    const version = data?.node as { dimensions: { id: string }[] } | undefined;
    return version?.dimensions[0]?.id ?? '';
  }
});
