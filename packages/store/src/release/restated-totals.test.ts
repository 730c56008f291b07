import { anonymous, localProgram, type Viewer } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { organizationDefinition } from '../ecosystem/index.ts';
import { correctIndicatorReport, verifyIndicatorReport } from '../reporting/index.ts';
import { engines } from '../testing/engines.ts';
import { cell, MeasurementFixture, uuidOf } from '../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { withdrawRelease } from './withdraw-release.ts';

let database: TestDatabase;
let make: MeasurementFixture;
let versionId: string;
let organizations: string[];
let reports: string[];

/** The total of a release. Null if it is suppressed. */
async function totalOf(releaseId: string, viewer: Viewer = anonymous): Promise<string | null> {
  const total = await make.read(viewer).release.cells.totalOfRelease(uuidOf(releaseId));
  if (!total) throw new Error('The release has a total.');
  return total.value ?? null;
}

async function becomes(id: string | undefined, visibility: string): Promise<void> {
  const values = { id, expectedVersion: await make.versionOf(id ?? ''), visibility };
  expect(await make.writer.update(organizationDefinition, values)).toMatchObject({ ok: true });
}

async function correct(reportId: string, value: string): Promise<void> {
  const expectedVersion = await make.versionOf(reportId);
  const command = { id: reportId, expectedVersion, reason: 'Counted again.', cells: [cell(value)] };
  expect(await make.writer.transition(correctIndicatorReport, command)).toMatchObject({ ok: true });
  await make.transition(verifyIndicatorReport, reportId);
}

describe.each(engines)('totals after an organization is hidden and visible again on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    make = new MeasurementFixture(database);
  });

  beforeEach(async () => {
    const ecosystemId = await make.ecosystem();
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

  it('are published again in the next release if no report of the earlier total has changed', async () => {
    expect(await totalOf(await make.release(versionId))).toBe('102');
    await becomes(organizations[0], 'RESTRICTED');
    expect(await totalOf(await make.release(versionId))).toBe(null);
    expect(await totalOf(await make.release(versionId))).toBe(null);
    await becomes(organizations[0], 'PUBLIC');
    const again = await make.release(versionId);
    expect(await totalOf(again)).toBe('102');
    expect(await make.read(anonymous).release.cells.formerlyPublishedCount(uuidOf(again))).toBe(0);
    expect(await totalOf(await make.release(versionId))).toBe('102');
  });

  it('stay suppressed if a report of the earlier total was corrected meanwhile', async () => {
    await make.release(versionId);
    await becomes(organizations[0], 'RESTRICTED');
    await make.release(versionId);
    for (const at of [1, 2, 3]) await correct(reports[at] ?? '', '44');
    expect(await totalOf(await make.release(versionId))).toBe(null);
    await becomes(organizations[0], 'PUBLIC');
    expect(await totalOf(await make.release(versionId))).toBe(null);
  });

  it.each([
    ['not everyone who sees the new release sees the earlier one', 'PUBLIC', null],
    ['everyone who sees the new release sees the earlier one', 'MEMBERS', '102'],
  ])('are published only to callers who can know the earlier total: %s', async (_case, visibility, total) => {
    await make.release(versionId, { visibility: 'MEMBERS' });
    await becomes(organizations[0], 'RESTRICTED');
    await make.release(versionId, { visibility: 'MEMBERS' });
    await becomes(organizations[0], 'PUBLIC');
    const id = await make.release(versionId, { visibility });
    expect(await totalOf(id, localProgram)).toBe(total);
  });

  it('stay suppressed if the earlier release is withdrawn', async () => {
    const first = await make.release(versionId);
    await becomes(organizations[0], 'RESTRICTED');
    await make.release(versionId);
    const withdrawal = { id: first, expectedVersion: await make.versionOf(first), reason: 'Wrong figures.' };
    expect(await make.writer.transition(withdrawRelease, withdrawal)).toMatchObject({ ok: true });
    await becomes(organizations[0], 'PUBLIC');
    expect(await totalOf(await make.release(versionId))).toBe(null);
  });
});
