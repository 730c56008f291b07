import { anonymous, localProgram, type Viewer } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { organizationDefinition } from '../ecosystem/index.ts';
import { adoptionDefinition } from '../indicator/index.ts';
import { engines } from '../testing/engines.ts';
import { cell, MeasurementFixture, uuidOf } from '../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';

let database: TestDatabase;
let make: MeasurementFixture;
let versionId: string;
let library: string;
let reportId: string;

const explanation =
  'The totals do not include all organizations of the release, because some are not visible to everyone who sees the release, or became visible only after an earlier release.';

const everyone = { value: '150', explanation: null, coverage: [2, 2, 0], outside: [] };

/** The total of a release as a viewer sees it, its explanation, and the reports that it does not include. */
async function totalOf(releaseId: string, viewer: Viewer = anonymous) {
  const { release, aggregation } = make.read(viewer);
  const id = uuidOf(releaseId);
  const total = await release.cells.totalOfRelease(id);
  if (!total?.releaseId) throw new Error('The release has a total.');
  const { releaseId: ofRelease, breakdownId } = total;
  const coverage = await aggregation.reporters.ofAggregate({ releaseId: ofRelease, breakdownId }, true);
  const { rows } = await release.outsideTotals.reports(id, { first: 10 });
  return {
    value: total.value,
    explanation: await release.explanations.ofCell(total),
    coverage: [coverage.reporters, coverage.expected, coverage.withoutFigure],
    outside: rows.map((row) => row.id),
  };
}

async function becomes(id: string, visibility: string): Promise<void> {
  const values = { id, expectedVersion: await make.versionOf(id), visibility };
  expect(await make.writer.update(organizationDefinition, values)).toMatchObject({ ok: true });
}

describe.each(engines)('totals that do not include all organizations on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    make = new MeasurementFixture(database);
  });

  beforeEach(async () => {
    const ecosystemId = await make.ecosystem();
    ({ versionId } = await make.adopted(ecosystemId, { countingUnit: 'PEOPLE' }));
    library = await make.organization(ecosystemId, { name: 'Library' });
    const school = await make.organization(ecosystemId, { name: 'School' });
    for (const organizationId of [library, school]) {
      const agreement = { indicatorVersionId: versionId, organizationId, startsOn: '2020-01-01' };
      await make.create(adoptionDefinition, { ...agreement, visibility: 'PUBLIC' });
    }
    reportId = await make.verified(versionId, { organizationId: library, cells: [cell('60')] });
    await make.verified(versionId, { organizationId: school, cells: [cell('90')] });
  });

  afterAll(() => database.close());

  it('state this to every viewer, and list the reports for data stewards', async () => {
    await becomes(library, 'MEMBERS');
    const id = await make.release(versionId);
    expect(await totalOf(id, localProgram)).toEqual({
      value: '90',
      explanation,
      coverage: [1, 2, 1],
      outside: [uuidOf(reportId)],
    });
    expect(await totalOf(id)).toEqual({ value: '90', explanation, coverage: [1, 2, 0], outside: [] });
  });

  it('include an organization that is as visible as the release', async () => {
    await becomes(library, 'NETWORK');
    expect(await totalOf(await make.release(versionId, { visibility: 'NETWORK' }), localProgram)).toEqual(everyone);
  });

  it('include the organization in the next release once it is visible', async () => {
    await becomes(library, 'MEMBERS');
    await make.release(versionId);
    await becomes(library, 'PUBLIC');
    expect(await totalOf(await make.release(versionId), localProgram)).toEqual(everyone);
  });
});
