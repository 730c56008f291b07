import { anonymous, localProgram, type Viewer } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { organizationDefinition } from '../../ecosystem/index.ts';
import { correctIndicatorReport, verifyIndicatorReport } from '../../reporting/index.ts';
import { engines } from '../../testing/engines.ts';
import { cell, MeasurementFixture, uuidOf } from '../../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { withdrawRelease } from '../withdraw-release.ts';

let database: TestDatabase;
let make: MeasurementFixture;
let ecosystemId: string;
let versionId: string;
let organizations: string[];
let reports: string[];

const explanation =
  'An earlier release published this figure. It is suppressed now, because the reports or the visibility of organizations changed since, and the figure could disclose others.';

/** The total of a release with its explanation, and how many suppressed cells an earlier release published. */
async function totalOf(releaseId: string, viewer: Viewer = anonymous) {
  const { release } = make.read(viewer);
  const id = uuidOf(releaseId);
  const total = await release.cells.totalOfRelease(id);
  if (!total) throw new Error('The release has a total.');
  const { value, suppressed } = total;
  const explained = await release.explanations.ofCell(total);
  return { value, suppressed, explained, formerly: await release.cells.formerlyPublishedCount(id) };
}

async function correct(reportId: string, value: string): Promise<void> {
  const expectedVersion = await make.versionOf(reportId);
  const command = { id: reportId, expectedVersion, reason: 'Counted again.', cells: [cell(value)] };
  expect(await make.writer.transition(correctIndicatorReport, command)).toMatchObject({ ok: true });
  await make.transition(verifyIndicatorReport, reportId);
}

describe.each(engines)('figures that an earlier release published on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    make = new MeasurementFixture(database);
  });

  beforeEach(async () => {
    ecosystemId = await make.ecosystem();
    ({ versionId } = await make.adopted(ecosystemId, { countingUnit: 'PEOPLE' }));
    organizations = [];
    reports = [];
    for (const value of ['40', '30', '7', '25']) {
      const organizationId = await make.organization(ecosystemId);
      organizations.push(organizationId);
      reports.push(await make.verified(versionId, { organizationId, cells: [cell(value)] }));
    }
  });

  afterAll(() => database.close());

  it('are suppressed when a suppressed figure in them is corrected, with an explanation and their number', async () => {
    const first = await make.release(versionId);
    expect(await totalOf(first)).toEqual({ value: '102', suppressed: false, explained: null, formerly: 0 });
    await correct(reports[0] ?? '', '44');
    const second = await make.release(versionId);
    const suppressed = { value: null, suppressed: true, explained: explanation, formerly: 1 };
    expect(await totalOf(second)).toEqual(suppressed);
    // A later release without changes still states it.
    expect(await totalOf(await make.release(versionId))).toEqual(suppressed);
    expect(await totalOf(first)).toEqual({ value: '102', suppressed: false, explained: null, formerly: 0 });
  });

  it('are explained only to viewers who see the earlier release', async () => {
    await make.release(versionId, { visibility: 'MEMBERS' });
    const hide = { id: organizations[0], expectedVersion: 1, visibility: 'RESTRICTED' };
    expect(await make.writer.update(organizationDefinition, hide)).toMatchObject({ ok: true });
    const second = await make.release(versionId);
    const outside =
      'The totals do not include all organizations of the release, because some are not visible to everyone who sees the release, or became visible only after an earlier release.';
    expect((await totalOf(second)).explained).toBe(outside);
    expect((await totalOf(second, localProgram)).explained).toBe(`${explanation} ${outside}`);
  });

  it('are figures of a withdrawn release too, because others know them', async () => {
    const first = await make.release(versionId);
    const withdrawal = { id: first, expectedVersion: await make.versionOf(first), reason: 'Wrong figures.' };
    expect(await make.writer.transition(withdrawRelease, withdrawal)).toMatchObject({ ok: true });
    const hide = { id: organizations[0], expectedVersion: 1, visibility: 'RESTRICTED' };
    expect(await make.writer.update(organizationDefinition, hide)).toMatchObject({ ok: true });
    expect(await totalOf(await make.release(versionId))).toMatchObject({ suppressed: true, formerly: 1 });
  });
});
