import { anonymous, localProgram, newUuid, type Viewer } from '@collective-impact/sdk';
import { engines, openTestDatabase } from '@collective-impact/store/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { definition, female, SharedMeasurementWorld } from './shared-measurement.fixture.ts';

const world = new SharedMeasurementWorld();

describe.each(engines)('figures that a viewer cannot see, through GraphQL on %s', (engine) => {
  beforeAll(async () => {
    world.database = await openTestDatabase(engine);
  });

  beforeEach(async () => {
    world.slug = `test-${newUuid()}`;
    world.ecosystemId = await world.mutate('createEcosystem', { slug: world.slug, name: 'Here', visibility: 'PUBLIC' });
  });

  afterAll(() => world.database.close());

  it('suppresses figures below the threshold, and returns the reason only to stewards', async () => {
    const { indicatorId } = await world.newVersion();
    const input = { indicatorId, ...definition, countingUnit: 'PEOPLE_UNDUPLICATED' };
    const indicatorVersionId = await world.mutate('createIndicatorVersion', input);
    await world.adopt(indicatorVersionId);
    await world.verifiedReport(indicatorVersionId, { cells: [{ value: '4' }] });
    await world.mutate('publishRelease', { indicatorVersionId, period: '2024' });
    const released = `query ($id: ID!) { node(id: $id) { ... on Indicator { releases { nodes {
      heldReports unprotectedTotals suppressedCells sensitiveCells formerlyPublishedCells total { value status suppressed suppressionReason scope }
    } } } } }`;
    const seenBy = async (viewer: Viewer) => {
      const answer = await world.ask(released, { variables: { id: indicatorId }, viewer });
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
    const { indicatorId, indicatorVersionId } = await world.adoptedVersion();
    const { ecosystemId } = world;
    for (const [name, visibility] of [
      ['Library', 'MEMBERS'],
      ['School', 'PUBLIC'],
    ]) {
      const organizationId = await world.mutate('createOrganization', { ecosystemId, name, visibility });
      const cells = [{ value: name === 'School' ? '90' : '60' }];
      await world.verifiedReport(indicatorVersionId, { organizationId, cells });
    }
    await world.mutate('publishRelease', { indicatorVersionId, period: '2024' });
    const released = `query ($id: ID!) { node(id: $id) { ... on Indicator { releases { nodes {
      total { value explanation coverage { withoutFigure } } reportsOutsideTotals { totalCount nodes { organization { name } } }
    } } } } }`;
    const seenBy = async (viewer: Viewer) =>
      (await world.ask(released, { variables: { id: indicatorId }, viewer })).data?.node;
    const explanation =
      'The totals do not include all organizations of the release, because some are not visible to everyone who sees the release, or became visible only after an earlier release.';
    const total = (withoutFigure: number) => ({ value: '90', explanation, coverage: { withoutFigure } });
    const nothing = { totalCount: 0, nodes: [] };
    const library = { totalCount: 1, nodes: [{ organization: { name: 'Library' } }] };
    expect([await seenBy(anonymous), await seenBy(localProgram)]).toEqual([
      { releases: { nodes: [{ total: total(0), reportsOutsideTotals: nothing }] } },
      { releases: { nodes: [{ total: total(1), reportsOutsideTotals: library }] } },
    ]);
  });

  it('filters figures by reporter, and rejects an id that belongs to no reporter', async () => {
    const { indicatorId, indicatorVersionId } = await world.adoptedVersion();
    const organization = await world.mutate('createOrganization', {
      ecosystemId: world.ecosystemId,
      name: 'Museum',
      visibility: 'PUBLIC',
    });
    await world.verifiedReport(indicatorVersionId, { organizationId: organization, cells: [{ value: '8' }] });
    await world.verifiedReport(indicatorVersionId);
    await world.mutate('publishRelease', { indicatorVersionId, period: '2024' });
    const figures = `query ($id: ID!, $reporter: ID) { node(id: $id) { ... on Indicator {
      series(by: [], organization: $reporter) { value organization { name } }
      releases { nodes { cells(by: [], organization: $reporter) { nodes { value organization { name } } } } }
      reports(organization: $reporter) { nodes { total { value organization { name } } } }
    } } }`;
    const figuresOf = async (reporter: string | null) => {
      const answer = await world.ask(figures, { variables: { id: indicatorId, reporter }, viewer: localProgram });
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
    expect(await figuresOf(world.ecosystemId)).toEqual(expected(ecosystemFigure));
    expect(await figuresOf(indicatorId)).toMatch(
      /is not the id of a reporter\. Send an id that starts with organization_ or ecosystem_\./,
    );
  });

  it("hides an organization's figure from viewers who cannot see the organization", async () => {
    const { indicatorId, indicatorVersionId } = await world.adoptedVersion();
    const organization = await world.mutate('createOrganization', {
      ecosystemId: world.ecosystemId,
      name: 'Museum',
      visibility: 'MEMBERS',
    });
    await world.verifiedReport(indicatorVersionId, { organizationId: organization, cells: [{ value: '8' }] });
    await world.mutate('publishRelease', { indicatorVersionId, period: '2024' });
    const figures = `query ($id: ID!) { node(id: $id) { ... on Indicator {
      series { value organization { name } }
      releases { nodes { total { value } cells { totalCount nodes { value organization { name } } } } }
    } } }`;
    const figuresSeenBy = async (viewer: Viewer) =>
      (await world.ask(figures, { variables: { id: indicatorId }, viewer })).data?.node;
    const expected = ({ whole, cells }: { whole: string | null; cells: object[] }) => ({
      series: [{ value: whole, organization: null }, ...cells],
      releases: { nodes: [{ total: null, cells: { totalCount: cells.length, nodes: cells } }] },
    });
    const ofMuseum = { value: '8', organization: { name: 'Museum' } };
    expect(await figuresSeenBy(anonymous)).toEqual(expected({ whole: null, cells: [] }));
    expect(await figuresSeenBy(localProgram)).toEqual(expected({ whole: '8', cells: [ofMuseum] }));
  });

  it('hides the categories of a baseline whose dimension the viewer cannot see', async () => {
    const { indicatorVersionId } = await world.newVersion();
    const id = await world.mutate('createBaseline', {
      indicatorVersionId,
      period: '2020',
      value: '5',
      categories: female,
      visibility: 'PUBLIC',
    });
    const closing = { id: await world.dimensionOf(indicatorVersionId), expectedVersion: 1, visibility: 'MEMBERS' };
    await world.mutate('updateDimension', closing);
    const query = 'query ($id: ID!) { node(id: $id) { ... on Baseline { value categories { code } } } }';
    const figuresSeenBy = async (viewer: Viewer) => (await world.ask(query, { variables: { id }, viewer })).data?.node;
    expect(await figuresSeenBy(anonymous)).toEqual({ value: '5', categories: null });
    expect(await figuresSeenBy(localProgram)).toEqual({ value: '5', categories: [{ code: 'F' }] });
  });
});
