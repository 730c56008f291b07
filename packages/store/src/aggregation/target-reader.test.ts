import { anonymous, operator, type Viewer } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { baselineDefinition, targetDefinition } from '../indicator/index.ts';
import { engines } from '../testing/engines.ts';
import { cell, MeasurementFixture, uuidOf } from '../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { statementsOf } from '../testing/statements-of.ts';

let database: TestDatabase;
let make: MeasurementFixture;
let ecosystemId: string;
let indicatorId: string;
let versionId: string;
let targetId: string;

const figure = (more: object) => ({ indicatorVersionId: versionId, visibility: 'PUBLIC', ...more });
const baseline = (more: object = {}) =>
  make.create(baselineDefinition, figure({ period: '2020', value: '100', ...more }));
const target = (more: object = {}) => make.create(targetDefinition, figure({ period: '2030', value: '200', ...more }));
const female = [{ dimension: 'sex', category: 'F' }];

async function released(period: string, ...cells: object[]): Promise<string> {
  await make.verified(versionId, { period, cells });
  return make.release(versionId, { period });
}

async function standing(options: { id?: string; on?: string; viewer?: Viewer } = {}) {
  const { id = targetId, on = '2026-06-30', viewer = anonymous } = options;
  const { record, aggregation } = make.read(viewer);
  const row = await record('target', uuidOf(id));
  if (!row) throw new Error('the target is public');
  return aggregation.targets.standing(row, on);
}

function run(statement: string, parameters: unknown[]) {
  return database.orm.em.fork().execute(statement, parameters);
}

describe.each(engines)('progress to a target on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    make = new MeasurementFixture(database);
  });

  beforeEach(async () => {
    ecosystemId = await make.ecosystem();
    ({ indicatorId, versionId } = await make.adopted(ecosystemId));
    targetId = await target();
  });

  afterAll(() => database.close());

  it('compares the newest released figure with the newest baseline before the target', async () => {
    await baseline({ period: '2019', value: '90' });
    const newest = await baseline();
    await baseline({ period: '2031', value: '1000' });
    await released('2024', cell('120'));
    const releaseId = await released('2025', cell('150'));
    const progress = await standing();
    expect(progress).toMatchObject({
      share: '0.5',
      expectedOfLatest: '150',
      onTrack: true,
      reached: false,
      reason: null,
      baselineId: uuidOf(newest),
      latest: { period: '2025', value: '150', status: 'OBSERVED', suppressed: false, releaseId: uuidOf(releaseId) },
    });
  });

  it('ignores periods after the day of the assessment and after the target', async () => {
    await baseline();
    for (const [period, value] of Object.entries({ 2024: '120', 2025: '150', 2031: '900' })) {
      await released(period, cell(value));
    }
    expect((await standing({ on: '2025-12-30' }))?.latest).toMatchObject({ period: '2024' });
    expect((await standing({ on: '2025-12-31' }))?.latest).toMatchObject({ period: '2025' });
    expect((await standing({ on: '2035-01-01' }))?.latest).toMatchObject({ period: '2025' });
    expect(await standing({ on: '2020-01-01' })).toMatchObject({ reason: 'NO_DATA', expected: '100', latest: null });
  });

  it('uses figures of the categories of the target', async () => {
    const ofGirls = await target({ value: '80', categories: female });
    await baseline();
    const baselineId = await baseline({ value: '40', categories: female });
    await released('2025', cell('100'), cell('44', 'F'));
    expect(await standing({ id: ofGirls })).toMatchObject({
      share: '0.1',
      baselineId: uuidOf(baselineId),
      latest: { value: '44' },
    });
  });

  it('uses the figure of the ecosystem, otherwise the total of its organizations, and never the figure of one place', async () => {
    await baseline();
    const place = { scheme: 'iso-3166-2', code: 'GB-ENG', label: 'England' };
    await make.verified(versionId, { period: '2025', place, cells: [cell('198')] });
    await make.release(versionId, { period: '2025' });
    const none = { period: '2025', value: null, status: 'MISSING', suppressed: false };
    expect(await standing()).toMatchObject({ reason: 'NO_DATA', latest: none });
    for (const value of ['60', '70']) {
      const organizationId = await make.organization(ecosystemId);
      await make.verified(versionId, { period: '2025', organizationId, cells: [cell(value)] });
    }
    await make.release(versionId, { period: '2025' });
    expect(await standing()).toMatchObject({ latest: { value: '130' } });
    await released('2025', cell('150'));
    expect(await standing()).toMatchObject({ latest: { value: '150' } });
  });

  it('does not use an older figure if the organizations have none in the newest period', async () => {
    await baseline();
    const organizations = [await make.organization(ecosystemId), await make.organization(ecosystemId)];
    const say = async (period: string, ...cells: object[]) => {
      for (const [at, said] of cells.entries()) {
        await make.verified(versionId, { period, organizationId: organizations[at], cells: [said] });
      }
      return make.release(versionId, { period });
    };
    await say('2020', cell('110'), cell('100'));
    expect(await standing()).toMatchObject({ reached: true, latest: { period: '2020', value: '210' } });
    const states = { 2021: 'MISSING', 2022: 'NOT_APPLICABLE', 2023: 'SUPPRESSED_AT_SOURCE' };
    for (const [period, status] of Object.entries(states)) {
      const releaseId = await say(period, { status }, { status });
      const progress = await standing();
      expect(progress).toMatchObject({ share: null, onTrack: null, reached: null });
      expect(progress?.reason).toBe(status === 'SUPPRESSED_AT_SOURCE' ? 'SUPPRESSED' : 'NO_DATA');
      expect(progress?.explanation).toContain(`, for ${period}, `);
      expect(progress?.latest).toEqual({
        period,
        value: null,
        status,
        suppressed: false,
        isOfPartsOnly: true,
        releaseId: uuidOf(releaseId),
      });
    }
    await say('2024', { status: 'MISSING' }, { status: 'NOT_APPLICABLE' });
    expect(await standing()).toMatchObject({ reason: 'NO_DATA', latest: { period: '2024', status: 'MISSING' } });
    await say('2025', cell('7'), { status: 'MISSING' });
    expect(await standing()).toMatchObject({ reason: null, latest: { period: '2025', value: '7' } });
  });

  it('has no figure if the definition does not aggregate over organizations', async () => {
    ({ versionId } = await make.adopted(ecosystemId, { aggregationAcrossOrganizations: 'NONE' }));
    const id = await target();
    await baseline();
    await released('2024', cell('150'));
    for (const value of ['60', '70']) {
      const organizationId = await make.organization(ecosystemId);
      await make.verified(versionId, { period: '2025', organizationId, cells: [cell(value)] });
    }
    await make.release(versionId, { period: '2025' });
    const latest = { period: '2025', value: null, status: 'MISSING', suppressed: false };
    expect(await standing({ id })).toMatchObject({ reason: 'NO_DATA', latest });
  });

  it('skips a release without cells of its categories', async () => {
    const ofGirls = await target({ value: '80', categories: female });
    await baseline({ value: '40', categories: female });
    await released('2024', cell('100'), cell('44', 'F'));
    await released('2025', cell('120'));
    expect(await standing({ id: ofGirls })).toMatchObject({ share: '0.1', latest: { period: '2024', value: '44' } });
  });

  it('uses the current release, not later reports', async () => {
    await baseline();
    await released('2025', cell('150'));
    await run(`update "cell" set "value" = 160 where "ecosystem_id" = ?`, [uuidOf(ecosystemId)]);
    expect(await standing()).toMatchObject({ latest: { value: '150' } });
    await make.release(versionId, { period: '2025' });
    expect(await standing()).toMatchObject({ latest: { value: '160' } });
  });

  it('is suppressed if the newest figure is withheld', async () => {
    await baseline();
    await released('2024', cell('140'));
    const releaseId = await released('2025', cell('150'));
    await run(`update "released_cell" set "suppressed" = true, "value" = null where "release_id" = ?`, [
      uuidOf(releaseId),
    ]);
    const progress = await standing();
    expect(progress).toMatchObject({ reason: 'SUPPRESSED', share: null, onTrack: null, reached: null });
    expect(progress?.latest).toMatchObject({ period: '2025', value: null, suppressed: true });
  });

  it('distinguishes missing, suppressed at source and zero', async () => {
    await baseline();
    const states = [{ status: 'MISSING' }, { status: 'SUPPRESSED_AT_SOURCE' }, { value: '0' }];
    const told = [];
    for (const [at, state] of states.entries()) {
      await released(String(2021 + at), state);
      const progress = await standing();
      told.push([progress?.reason, progress?.latest?.value, progress?.share]);
    }
    expect(told).toEqual([
      ['NO_DATA', null, null],
      ['SUPPRESSED', null, null],
      [null, '0', '-1'],
    ]);
  });

  it('does not use figures of another version', async () => {
    await baseline();
    const first = versionId;
    versionId = await make.version(indicatorId, { comparability: 'NO' });
    await make.adopt(versionId);
    expect(await standing()).toMatchObject({ reason: 'NO_DATA' });
    await released('2025', cell('150'));
    const progress = await standing();
    expect(progress).toMatchObject({ reason: 'NOT_COMPARABLE', share: null });
    expect(progress?.explanation).toContain('version 2');
    expect(await standing({ on: '2025-06-30' })).toMatchObject({ reason: 'NO_DATA' });
    await run(`update "indicator_version" set "visibility" = 'MEMBERS' where "id" = ?`, [uuidOf(first)]);
    expect(await standing()).toBeNull();
  });

  it('computes the straight path by the school years of the ecosystem', async () => {
    await run(`update "ecosystem" set "school_year_start" = '08-01' where "id" = ?`, [uuidOf(ecosystemId)]);
    ({ versionId } = await make.adopted(ecosystemId, { frequency: 'SCHOOL_YEAR' }));
    await baseline({ period: 'SY2020-21' });
    const id = await target({ period: 'SY2024-25' });
    expect(await standing({ id, on: '2022-07-31' })).toMatchObject({ expected: '125' });
    expect((await standing({ id, on: '2022-08-31' }))?.expected).not.toBe('125');
  });

  it('excludes baselines, releases and dimensions that the viewer cannot see', async () => {
    const ofGirls = await target({ categories: female });
    await baseline({ visibility: 'MEMBERS' });
    await baseline({ categories: female });
    await released('2024', cell('120'), cell('110', 'F'));
    await make.verified(versionId, { period: '2025', cells: [cell('150')] });
    await make.release(versionId, { period: '2025', visibility: 'MEMBERS' });
    expect(await standing()).toMatchObject({ baselineId: null, reason: 'NO_DATA', latest: { period: '2024' } });
    expect(await standing({ viewer: operator })).toMatchObject({ reason: null, latest: { period: '2025' } });
    expect(await standing({ id: ofGirls })).toMatchObject({ reason: null, latest: { value: '110' } });
    await run(`update "dimension" set "visibility" = 'MEMBERS' where "indicator_version_id" = ?`, [uuidOf(versionId)]);
    expect(await standing({ id: ofGirls })).toMatchObject({ baselineId: null, latest: null, expected: null });
  });

  it('reads the progress of several targets by one statement', async () => {
    await baseline();
    await released('2025', cell('150'));
    const ids = [targetId, await target({ period: '2028', value: '170' }), await target({ period: '2026' })];
    const { record, aggregation } = make.read(anonymous);
    const rows = await Promise.all(ids.map((id) => record('target', uuidOf(id))));
    const { result, statements } = await statementsOf(database, () =>
      Promise.all(rows.flatMap((row) => (row ? [aggregation.targets.standing(row, '2026-06-30')] : []))),
    );
    expect([result.map((progress) => progress?.share), statements.length]).toEqual([['0.5', '0.714286', '0.5'], 1]);
  });
});
