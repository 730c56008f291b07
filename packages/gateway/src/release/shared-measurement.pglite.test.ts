import { anonymous, encodeTypeId, newUuid } from '@collective-impact/sdk';
import { engines, openTestDatabase } from '@collective-impact/store/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  definition,
  dimension,
  discussionEntry,
  female,
  type Payload,
  SharedMeasurementWorld,
} from './shared-measurement.fixture.ts';

const world = new SharedMeasurementWorld();

const issuesOf = ({ userErrors }: Payload) => userErrors.map(({ code, path }) => `${code} ${path.join('.')}`);

describe.each(engines)('shared measurement through GraphQL on %s', (engine) => {
  beforeAll(async () => {
    world.database = await openTestDatabase(engine);
  });

  beforeEach(async () => {
    world.slug = `test-${newUuid()}`;
    world.ecosystemId = await world.mutate('createEcosystem', { slug: world.slug, name: 'Here', visibility: 'PUBLIC' });
  });

  afterAll(() => world.database.close());

  it('publishes a series that anonymous viewers can read, from an indicator with reports', async () => {
    const { indicatorId, indicatorVersionId } = await world.newVersion();
    await world.mutate('updateIndicator', { id: indicatorId, expectedVersion: 1, name: 'Public events' });
    await world.mutate('updateIndicatorVersion', {
      id: indicatorVersionId,
      expectedVersion: 1,
      inclusionRule: 'Open to all',
    });
    await world.mutate('createDiscussionEntry', { indicatorVersionId, ...discussionEntry });
    await world.mutate('discussIndicatorVersion', { id: indicatorVersionId, expectedVersion: 2 });
    await world.mutate('adoptIndicatorVersion', { id: indicatorVersionId, expectedVersion: 3 });
    const figure = { indicatorVersionId, period: '2020', value: '5', visibility: 'PUBLIC' };
    const baseline = await world.mutate('createBaseline', { ...figure, categories: female });
    await world.mutate('updateBaseline', { id: baseline, expectedVersion: 1, value: '07.0' });
    const target = await world.mutate('createTarget', { ...figure, period: '2030' });
    await world.mutate('updateTarget', { id: target, expectedVersion: 1, categories: female });
    const report = await world.mutate('createIndicatorReport', {
      indicatorVersionId,
      period: '2024',
      cells: [{ value: '3' }],
    });
    const cells = [{ value: '30' }, { value: '10.0', categories: female }];
    await world.mutate('updateIndicatorReport', { id: report, expectedVersion: 1, cells });
    await world.mutate('submitIndicatorReport', { id: report, expectedVersion: 2 });
    await world.mutate('returnIndicatorReport', { id: report, expectedVersion: 3 });
    await world.mutate('submitIndicatorReport', { id: report, expectedVersion: 4 });
    await world.mutate('verifyIndicatorReport', { id: report, expectedVersion: 5 });
    await world.mutate('publishRelease', { indicatorVersionId, period: '2024' });
    await world.mutate('retireIndicatorVersion', { id: indicatorVersionId, expectedVersion: 4 });

    const { data, errors } = await world.ask(
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
      { variables: { slug: world.slug } },
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
    const { indicatorId, indicatorVersionId } = await world.adoptedVersion();
    const draft = await world.newVersion();
    const report = await world.verifiedReport(indicatorVersionId);
    const empty = await world.mutate('createIndicatorReport', { indicatorVersionId, period: '2025' });
    const unknownOrganization = encodeTypeId('organization', newUuid());
    const [current, stale] = [{ expectedVersion: 3 }, { expectedVersion: 9 }];
    const rejections: [string, object, string][] = [
      [
        'createIndicator',
        { ecosystemId: world.ecosystemId, code: '', name: 'Events', level: 'SYSTEM' },
        'REQUIRED code',
      ],
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
        { id: await world.dimensionOf(indicatorVersionId), expectedVersion: 1, label: 'Gender' },
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
      const payload = await world.execute(name, input);
      expect([name, payload.record, issuesOf(payload)]).toEqual([name, null, [expected]]);
    }
    const conflict = await world.execute('submitIndicatorReport', { id: report, ...stale });
    expect(conflict.userErrors[0]).toMatchObject({ __typename: 'VersionConflict', currentVersion: 3 });
  });

  it('updates a dimension and its categories', async () => {
    const { indicatorVersionId } = await world.newVersion();
    const id = await world.dimensionOf(indicatorVersionId);
    const categories = [{ code: 'F', label: 'Women', order: 3, uri: 'https://example.org/F' }];
    await world.mutate('updateDimension', { id, expectedVersion: 1, exclusive: false, categories });
    const { data } = await world.ask(
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
    const { indicatorId, indicatorVersionId } = await world.adoptedVersion();
    const attempts: [string, object][] = [
      ['updateIndicator', { id: indicatorId, expectedVersion: 1, name: 'Mine' }],
      ['retireIndicatorVersion', { id: indicatorVersionId, expectedVersion: 2 }],
      ['createIndicatorReport', { indicatorVersionId, period: '2024' }],
      ['publishRelease', { indicatorVersionId, period: '2024' }],
    ];
    for (const [name, input] of attempts) {
      await expect(world.execute(name, input, anonymous)).rejects.toThrow('Sign in to make changes');
    }
  });

  it('returns the first result if an idempotency key is repeated', async () => {
    const { indicatorVersionId } = await world.adoptedVersion();
    const input = { indicatorVersionId, period: '2024', cells: [], idempotencyKey: newUuid() };
    const first = await world.execute('createIndicatorReport', input);
    expect(await world.execute('createIndicatorReport', input)).toEqual(first);
    const other = await world.execute('createIndicatorReport', { ...input, period: '2025' });
    expect(issuesOf(other)).toEqual(['IDEMPOTENCY_KEY_REUSED idempotencyKey']);
  });
});
