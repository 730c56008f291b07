import { createContext, createExecutor, createSchema } from '@collective-impact/gateway';
import { anonymous, type Viewer } from '@collective-impact/sdk';
import {
  adoptionDefinition,
  correctIndicatorReport,
  targetDefinition,
  verifyIndicatorReport,
} from '@collective-impact/store';
import {
  engines,
  newPrincipal,
  openTestDatabase,
  statementsOf,
  type TestDatabase,
} from '@collective-impact/store/testing';
import { parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cell, MeasurementFixture } from '../../packages/store/src/testing/measurement.fixture.ts';

/*
 * A verified correction that no release contains yet is a caveat of each figure of the report, for callers who can see the report.
 */

const operation = parse(`query ($id: ID!) {
  node(id: $id) { ... on Indicator {
    ofAll: rollUp(over: [ORGANIZATIONS, PLACES], by: []) { period value caveats }
    ofCategories: rollUp(over: [ORGANIZATIONS], by: ["sex"], periods: ["2024"]) { value caveats }
    ofEach: rollUp(over: [], by: [], periods: ["2024"]) { organization { name } value caveats }
    ofTwoYears: rollUp(over: [ORGANIZATIONS], by: [], periods: ["2023-01-01/2024-12-31"]) { value caveats }
    series(by: []) { period organization { name } value caveats }
    disparities(dimension: "sex", reference: TOTAL, over: [ORGANIZATIONS], periods: ["2024"]) { categories { difference caveats } }
    versions { nodes { targets { nodes { disparity { measure } progress { latest { value caveats } } } } } }
    releases { nodes { period total { value caveats } cells(by: []) { nodes { organization { name } value caveats } } } }
  } }
}`);

const pending = '1 report has a verified correction that is not released yet.';

let database: TestDatabase;
let make: MeasurementFixture;
const schema = createSchema();
const execute = createExecutor({ schema, execution: 'interpreted' });

const share = {
  kind: 'RATIO',
  unit: { code: 'percent', label: 'percent' },
  multiplier: '100',
  aggregationAcrossOrganizations: 'RATIO',
  aggregationOverTime: 'RATIO',
  denominatorOverTime: 'SUM',
  denominatorOverCategories: 'SPLIT',
};

/** Figures of a report, of 60 events, 30 for each sex: the numerators of the total, of F and of M. */
function cellsOf(total: number, ...[female, male]: [number, number]): object[] {
  const part = (numerator: number, denominator: number, ...categories: string[]) => ({
    ...cell(null, ...categories),
    numerator: String(numerator),
    denominator: String(denominator),
  });
  return [part(total, 60), part(female, 30, 'F'), part(male, 30, 'M')];
}

interface Caveated {
  period?: string;
  organization?: { name: string } | null;
  caveats: string[];
}

interface Answer {
  node: Record<'ofAll' | 'ofCategories' | 'ofEach' | 'ofTwoYears' | 'series', Caveated[]> & {
    disparities: { categories: Caveated[] }[];
    versions: { nodes: { targets: { nodes: { progress: { latest: Caveated } }[] } }[] };
    releases: { nodes: { period: string; total: Caveated; cells: { nodes: Caveated[] } }[] };
  };
}

async function answerFor(viewer: Viewer, id: string): Promise<Answer> {
  const contextValue = createContext(database, viewer);
  const result = await execute({ schema, document: operation, variableValues: { id }, contextValue });
  if (!('data' in result) || result.errors) throw new Error(JSON.stringify(result));
  return result.data as unknown as Answer;
}

/** Which figures have the caveat. */
function caveated({ node }: Answer) {
  const isCaveated = ({ caveats }: Caveated) => caveats.includes(pending);
  const named = (figures: readonly Caveated[]) =>
    figures
      .filter(isCaveated)
      .map(({ period, organization }) => [period, organization?.name].filter(Boolean).join(' '));
  return {
    ofAll: named(node.ofAll),
    ofCategories: node.ofCategories.map(isCaveated),
    ofEach: named(node.ofEach),
    ofTwoYears: node.ofTwoYears.map(isCaveated),
    series: named(node.series).sort(),
    disparities: node.disparities.flatMap(({ categories }) => categories.map(isCaveated)),
    targets: node.versions.nodes.flatMap(({ targets }) =>
      targets.nodes.map(({ progress }) => isCaveated(progress.latest)),
    ),
    totals: node.releases.nodes.flatMap(({ period, total }) => (isCaveated(total) ? [period] : [])),
    cells: node.releases.nodes.flatMap(({ period, cells }) =>
      named(cells.nodes).map((name) => [period, name].filter(Boolean).join(' ')),
    ),
  };
}

const none = {
  ofAll: [],
  ofCategories: [false, false],
  ofEach: [],
  ofTwoYears: [false],
  series: [],
  disparities: [false, false],
  targets: [false, false],
  totals: [],
  cells: [],
};

describe.each(engines)('a correction that is not released yet, on %s', (engine) => {
  let indicatorId: string;
  let versionId: string;
  let museumReport: string;
  let viewers: Record<'steward' | 'museum' | 'school', Viewer>;

  beforeAll(async () => {
    database = await openTestDatabase(engine);
    make = new MeasurementFixture(database);
    const ecosystemId = await make.ecosystem();
    ({ indicatorId, versionId } = await make.adopted(ecosystemId, share));
    const of = { indicatorVersionId: versionId, visibility: 'PUBLIC', period: '2026' };
    await make.create(targetDefinition, { ...of, value: '500' });
    const disparity = { reference: 'TOTAL', measure: 'DIFFERENCE' };
    await make.create(targetDefinition, {
      ...of,
      value: '0',
      disparity,
      categories: [{ dimension: 'sex', category: 'F' }],
    });
    const organizations = new Map<string, string>();
    const cells = cellsOf(30, 10, 20);
    for (const name of ['Museum', 'School', 'Library']) {
      const organizationId = await make.organization(ecosystemId, { name });
      organizations.set(name, organizationId);
      const agreed = { indicatorVersionId: versionId, organizationId, startsOn: '2020-01-01', visibility: 'PUBLIC' };
      await make.create(adoptionDefinition, agreed);
      await make.verified(versionId, { organizationId, period: '2023', cells });
      const report = await make.verified(versionId, { organizationId, cells });
      if (name === 'Museum') museumReport = report;
    }
    for (const period of ['2023', '2024']) await make.release(versionId, { period });
    const viewerOf = async (role: 'STEWARD' | 'CONTRIBUTOR', name?: string) => {
      const principal = await newPrincipal(database);
      await principal.grant(ecosystemId, role, name ? [organizations.get(name) ?? ''] : []);
      return principal.viewer();
    };
    viewers = {
      steward: await viewerOf('STEWARD'),
      museum: await viewerOf('CONTRIBUTOR', 'Museum'),
      school: await viewerOf('CONTRIBUTOR', 'School'),
    };
  });

  afterAll(() => database.close());

  it('is a caveat of each figure of the report for the steward and the contributor, and hidden from other callers', async () => {
    const answers = () => Promise.all([anonymous, viewers.school].map((viewer) => answerFor(viewer, indicatorId)));
    const before = await answers();
    const expectNone = async () => {
      for (const viewer of Object.values(viewers)) expect(caveated(await answerFor(viewer, indicatorId))).toEqual(none);
    };
    await expectNone();
    const correct = async (total: number) => {
      const cells = cellsOf(total, total - 20, 20);
      const command = { id: museumReport, reason: 'Found a list', cells };
      const outcome = await make.writer.transition(correctIndicatorReport, {
        ...command,
        expectedVersion: await make.versionOf(museumReport),
      });
      expect(outcome.ok).toBe(true);
    };
    await correct(31);
    // A correction that is not verified may still change.
    await expectNone();
    await make.transition(verifyIndicatorReport, museumReport);
    for (const viewer of [viewers.steward, viewers.museum])
      expect(caveated(await answerFor(viewer, indicatorId))).toEqual({
        ofAll: ['2024'],
        ofCategories: [true, true],
        ofEach: ['Museum'],
        ofTwoYears: [true],
        series: ['2024', '2024 Museum'],
        disparities: [true, true],
        targets: [true, true],
        totals: ['2024'],
        cells: ['2024', '2024 Museum'],
      });
    expect(await answers()).toEqual(before);
    await make.release(versionId);
    await expectNone();
    // 91 of 180.
    expect((await answerFor(viewers.steward, indicatorId)).node.ofAll[1]).toMatchObject({
      value: '50.555556',
      caveats: [],
    });
    await correct(32);
    await make.transition(verifyIndicatorReport, museumReport);
    await correct(33);
    await make.transition(verifyIndicatorReport, museumReport);
    expect(caveated(await answerFor(viewers.steward, indicatorId))).toMatchObject({ ofAll: ['2024'] });
  });

  it('is not looked up for an anonymous caller', async () => {
    const countFor = async (viewer: Viewer) => {
      const { statements } = await statementsOf(database, () => answerFor(viewer, indicatorId));
      return statements.filter(({ sql }) => sql.includes('report_correction')).length;
    };
    expect([await countFor(anonymous), (await countFor(viewers.steward)) > 0]).toEqual([0, true]);
  });
});
