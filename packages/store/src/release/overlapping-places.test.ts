import { anonymous } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { placeDefinition } from '../ecosystem/index.ts';
import { engines } from '../testing/engines.ts';
import { cell, MeasurementFixture, uuidOf } from '../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';

let database: TestDatabase;
let fixture: MeasurementFixture;
let ecosystemId: string;
let indicatorId: string;
let versionId: string;
let district: string;

/** A place without a scheme. */
const place = (code: string) => ({ code, label: code });

/** Releases figures by place: of one organization, and 20 of another one without a place. */
async function released(figures: Record<string, string>): Promise<string> {
  const organizationId = await fixture.organization(ecosystemId);
  for (const [code, value] of Object.entries(figures))
    await fixture.verified(versionId, {
      organizationId,
      place: code === '' ? null : place(code),
      cells: [cell(value)],
    });
  const other = await fixture.organization(ecosystemId);
  await fixture.verified(versionId, { organizationId: other, cells: [cell('20')] });
  return fixture.release(versionId);
}

/** The total of a release, and the figure of its roll-up over organizations and places. */
async function totalAndRollUp(releaseId: string) {
  const { record, aggregation } = fixture.read(anonymous);
  const [release, indicator] = [
    await record('release', uuidOf(releaseId)),
    await record('indicator', uuidOf(indicatorId)),
  ];
  if (!release || !indicator) throw new Error('Both records are public.');
  const over = ['ORGANIZATIONS', 'PLACES'] as const;
  const [figure] = await aggregation.rollUps.ofIndicator(indicator, { over, by: [] });
  return { total: await aggregation.releaseTotals.ofRelease(release), figure };
}

describe.each(engines)('the total of a release with figures by place on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    fixture = new MeasurementFixture(database);
  });

  beforeEach(async () => {
    ecosystemId = await fixture.ecosystem();
    ({ indicatorId, versionId } = await fixture.adopted(ecosystemId, { countingUnit: 'PEOPLE' }));
    district = await fixture.create(placeDefinition, {
      ecosystemId,
      code: place('district'),
      level: { code: 'school-district' },
    });
  });

  afterAll(() => database.close());

  const school = (code: string, parentId: string | null) =>
    fixture.create(placeDefinition, { ecosystemId, code: place(code), level: { code: 'neighborhood' }, parentId });

  it('is the sum over places that do not contain one another: 40 + 30 + 20 = 90', async () => {
    await school('east', district);
    await school('west', district);
    const { total, figure } = await totalAndRollUp(await released({ east: '40', west: '30' }));
    expect(total).toMatchObject({ scope: 'AGGREGATE', value: '90' });
    expect(figure).toMatchObject({ value: '90', reason: null });
  });

  it('does not exist if one organization has figures of a district and of a school in it, as in a roll-up', async () => {
    await school('east', district);
    const releaseId = await released({ district: '40', east: '30' });
    const { total, figure } = await totalAndRollUp(releaseId);
    expect(total).toBeNull();
    expect(figure).toMatchObject({ value: null, reason: 'NOT_ADDITIVE' });
    const { cells } = fixture.read(anonymous).release;
    const { rows } = await cells.ofRelease(uuidOf(releaseId), { page: { first: 10 }, filter: {} });
    expect(rows.map(({ scope, value }) => [scope, value]).sort()).toEqual([
      ['ORGANIZATION', '20'],
      ['ORGANIZATION', '30'],
      ['ORGANIZATION', '40'],
    ]);
  });

  it('is the figure of all places, if the organization has one: 50 + 20 = 70', async () => {
    await school('east', district);
    const { total, figure } = await totalAndRollUp(await released({ '': '50', district: '40', east: '30' }));
    expect(total).toMatchObject({ scope: 'AGGREGATE', value: '70' });
    expect(figure).toMatchObject({ value: '70', reason: null });
  });

  it('has no number if a place is moved into another one after the release, as in a roll-up', async () => {
    const east = await school('east', null);
    const releaseId = await released({ district: '40', east: '30' });
    expect((await totalAndRollUp(releaseId)).total).toMatchObject({ value: '90' });
    const values = { id: east, expectedVersion: await fixture.versionOf(east), parentId: district };
    expect(await fixture.writer.update(placeDefinition, values)).toMatchObject({ ok: true });
    const { total, figure } = await totalAndRollUp(releaseId);
    const explanation =
      'One reporter has figures of places that contain one another. Report its figures for places of one level.';
    expect(total).toMatchObject({ value: null, explanation });
    expect(figure).toMatchObject({ value: null, reason: 'NOT_ADDITIVE', explanation });
    const later = await fixture.organization(ecosystemId);
    await fixture.verified(versionId, { organizationId: later, cells: [cell('60')] });
    expect((await totalAndRollUp(await fixture.release(versionId))).total).toBeNull();
  });
});
