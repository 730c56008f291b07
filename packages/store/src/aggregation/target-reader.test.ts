import { anonymous, localProgram, type Viewer } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { adoptionDefinition, baselineDefinition, targetDefinition } from '../indicator/index.ts';
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
  return publish(period);
}

/** Publishes the verified reports of a year on its last day; of a later year, when it had not begun. */
function publish(period: string): Promise<string> {
  return make.release(versionId, { period, releasedOn: period > '2025' ? '2026-01-15' : `${period}-12-31` });
}

async function standing(options: { id?: string; on?: string; viewer?: Viewer } = {}) {
  const { id = targetId, on = '2026-06-30', viewer = anonymous } = options;
  const { record, aggregation } = make.read(viewer);
  const row = await record('target', uuidOf(id));
  if (!row) throw new Error('the target is public');
  return aggregation.targets.standing(row, { on, asOf: on });
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
      latest: {
        period: '2025',
        value: '150',
        status: 'OBSERVED',
        reason: null,
        coverage: { releaseIds: [uuidOf(releaseId)] },
      },
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

  it('uses the figure of the ecosystem, otherwise the aggregate of its organizations over places', async () => {
    await baseline();
    const place = { scheme: 'iso-3166-2', code: 'GB-ENG', label: 'England' };
    await make.verified(versionId, { period: '2025', place, cells: [cell('198')] });
    await publish('2025');
    expect(await standing()).toMatchObject({ latest: { period: '2025', value: '198' } });
    for (const [at, value] of ['60', '70'].entries()) {
      const organizationId = await make.organization(ecosystemId);
      const more = at === 0 ? { place } : {};
      await make.verified(versionId, { period: '2025', organizationId, cells: [cell(value)], ...more });
    }
    await publish('2025');
    expect(await standing()).toMatchObject({ latest: { value: '130' } });
    await released('2025', cell('150'));
    expect(await standing()).toMatchObject({ latest: { value: '150' } });
  });

  it('is the roll-up over organizations if the release has no total', async () => {
    const rules = {
      kind: 'RATIO',
      multiplier: '100',
      aggregationAcrossOrganizations: 'RATIO',
      aggregationOverTime: 'RATIO',
      denominatorOverTime: 'LAST',
      denominatorOverCategories: 'SHARED',
    };
    ({ indicatorId, versionId } = await make.adopted(ecosystemId, rules));
    const id = await target({ value: '75' });
    await baseline({ value: '50' });
    // Two organizations state only categories, which share a denominator: the release publishes no total.
    for (const numerators of [
      ['40', '60'],
      ['30', '50'],
    ]) {
      const organizationId = await make.organization(ecosystemId);
      const cells = numerators.map((numerator, at) => ({
        ...cell(null, at === 0 ? 'F' : 'M'),
        numerator,
        denominator: '150',
      }));
      await make.verified(versionId, { period: '2025', organizationId, cells });
    }
    await publish('2025');
    // (40 + 60 + 30 + 50) / (150 + 150) × 100
    expect(await standing({ id })).toMatchObject({ latest: { value: '60' }, reason: null, share: '0.4' });
  });

  describe('of people counted once', () => {
    const people = {
      countingUnit: 'PEOPLE_UNDUPLICATED',
      aggregationAcrossOrganizations: 'NONE',
      aggregationOverTime: 'NONE',
    };

    /** Organizations report these numbers of people for 2025; the straight path from 100 to 200 is then at 150. */
    async function reported(...values: string[]): Promise<string> {
      ({ indicatorId, versionId } = await make.adopted(ecosystemId, people));
      const id = await target();
      await baseline();
      for (const value of values) {
        const organizationId = await make.organization(ecosystemId);
        await make.verified(versionId, { period: '2025', organizationId, cells: [cell(value)] });
      }
      await publish('2025');
      return id;
    }

    it('is assessed if both ends of the interval agree', async () => {
      const id = await reported('160', '30');
      const interval = { low: '160', high: '190' };
      expect(await standing({ id })).toMatchObject({
        latest: { value: null, interval },
        share: null,
        onTrack: true,
        reached: false,
        reason: null,
      });
    });

    it('is undecided if the ends of the interval disagree', async () => {
      const id = await reported('140', '30');
      expect(await standing({ id })).toMatchObject({ onTrack: null, reached: false, reason: 'UNDECIDED' });
    });

    it('is not assessed if the ecosystem reports a number outside the interval, as in a roll-up', async () => {
      const id = await reported('140', '30');
      await released('2025', cell('180'));
      expect(await standing({ id })).toMatchObject({ onTrack: null, reason: 'UNDECIDED', latest: { value: null } });
    });
  });

  describe('with coverage', () => {
    /** One of three organizations that agreed to report has reported, and one that had not agreed. */
    async function reportedByOne(): Promise<void> {
      const organizations = [];
      for (let at = 0; at < 4; at++) organizations.push(await make.organization(ecosystemId));
      for (const organizationId of organizations.slice(0, 3)) {
        const agreement = { indicatorVersionId: versionId, organizationId, startsOn: '2020-01-01' };
        await make.create(adoptionDefinition, { ...agreement, visibility: 'PUBLIC' });
      }
      for (const organizationId of [organizations[0], organizations[3]])
        await make.verified(versionId, { period: '2025', organizationId, cells: [cell('60')] });
      await publish('2025');
    }

    it('states the coverage beside the result', async () => {
      await baseline();
      await reportedByOne();
      const progress = await standing();
      expect(progress).toMatchObject({ onTrack: false, reason: null, latest: { value: '120' } });
      expect(progress?.explanation).toContain(
        'The figure includes 1 of 3 expected organizations, and 1 organization that did not agree to report.',
      );
    });

    it('is not assessed below the minimum coverage of the target', async () => {
      await baseline();
      const id = await target({ period: '2028', minimumCoverage: '0.5' });
      const enough = await target({ period: '2029', minimumCoverage: '0.33' });
      await reportedByOne();
      expect(await standing({ id })).toMatchObject({ onTrack: null, share: null, reason: 'LOW_COVERAGE' });
      expect(await standing({ id: enough })).toMatchObject({ onTrack: false, reason: null });
    });
  });

  it('does not use an older figure if the organizations have none in the newest period', async () => {
    await baseline();
    const organizations = [await make.organization(ecosystemId), await make.organization(ecosystemId)];
    const say = async (period: string, ...cells: object[]) => {
      for (const [at, said] of cells.entries()) {
        await make.verified(versionId, { period, organizationId: organizations[at], cells: [said] });
      }
      return publish(period);
    };
    await say('2020', cell('110'), cell('100'));
    expect(await standing({ on: '2021-06-30' })).toMatchObject({
      reached: true,
      latest: { period: '2020', value: '210' },
    });
    const states = { 2021: 'MISSING', 2022: 'NOT_APPLICABLE', 2023: 'SUPPRESSED_AT_SOURCE' };
    for (const [period, status] of Object.entries(states)) {
      const releaseId = await say(period, { status }, { status });
      const progress = await standing();
      expect(progress).toMatchObject({ share: null, onTrack: null, reached: null });
      expect(progress?.reason).toBe(status === 'SUPPRESSED_AT_SOURCE' ? 'SUPPRESSED' : 'NO_DATA');
      expect(progress?.explanation).toContain(`, for ${period}, `);
      expect(progress?.latest).toMatchObject({
        period,
        value: null,
        status,
        coverage: { releaseIds: [uuidOf(releaseId)] },
      });
    }
    await say('2024', { status: 'MISSING' }, { status: 'NOT_APPLICABLE' });
    expect(await standing()).toMatchObject({ reason: 'NO_DATA', latest: { period: '2024', status: null } });
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
    await publish('2025');
    expect(await standing({ id })).toMatchObject({ reason: 'NOT_ADDITIVE', latest: { period: '2025', value: null } });
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
    await publish('2025');
    expect(await standing()).toMatchObject({ latest: { value: '160' } });
  });

  it('is suppressed if the newest figure is suppressed', async () => {
    await baseline();
    await released('2024', cell('140'));
    const releaseId = await released('2025', cell('150'));
    await run(`update "released_cell" set "suppressed" = true, "value" = null where "release_id" = ?`, [
      uuidOf(releaseId),
    ]);
    await make.forgetSums(ecosystemId);
    const progress = await standing();
    expect(progress).toMatchObject({ reason: 'SUPPRESSED', share: null, onTrack: null, reached: null });
    expect(progress?.latest).toMatchObject({ period: '2025', value: null, reason: 'SUPPRESSED' });
  });

  it('distinguishes missing, suppressed at source and zero', async () => {
    await baseline();
    const states = [{ status: 'MISSING' }, { status: 'SUPPRESSED_AT_SOURCE' }, { value: '0' }];
    const told = [];
    for (const [at, state] of states.entries()) {
      await released(String(2021 + at), state);
      const progress = await standing({ on: '2024-06-30' });
      told.push([progress?.reason, progress?.latest?.value, progress?.share]);
    }
    expect(told).toEqual([
      ['NO_DATA', null, null],
      ['SUPPRESSED', null, null],
      [null, '0', '-1'],
    ]);
  });

  it('does not use figures of a version that is not comparable', async () => {
    await baseline();
    const first = versionId;
    versionId = await make.version(indicatorId, { comparability: 'NO', comparabilityNote: 'Short events count too.' });
    await make.adopt(versionId);
    expect(await standing()).toMatchObject({ reason: 'NO_DATA' });
    await released('2025', cell('150'));
    const progress = await standing();
    expect(progress).toMatchObject({ reason: 'NOT_COMPARABLE', share: null });
    expect(progress?.explanation).toContain('Version 2 is not comparable with version 1: Short events count too.');
    expect(await standing({ on: '2025-06-30' })).toMatchObject({ reason: 'NO_DATA' });
    await run(`update "indicator_version" set "visibility" = 'MEMBERS' where "id" = ?`, [uuidOf(first)]);
    expect(await standing()).toBeNull();
  });

  it('uses figures of a later version that is comparable', async () => {
    await baseline();
    await released('2024', cell('120'));
    versionId = await make.version(indicatorId);
    await make.adopt(versionId);
    await released('2025', cell('150'));
    expect(await standing()).toMatchObject({ reason: null, latest: { period: '2025', value: '150' } });
  });

  it('states the caveat between the versions of the target and of an earlier figure', async () => {
    await baseline();
    const note = 'Version 2 is comparable with version 1 with a caveat: Short events count too.';
    await released('2025', cell('150'));
    versionId = await make.version(indicatorId, {
      comparability: 'WITH_CAVEAT',
      comparabilityNote: 'Short events count too.',
    });
    await make.adopt(versionId);
    await baseline();
    const id = await target();
    const progress = await standing({ id });
    expect(progress).toMatchObject({ onTrack: true, reason: null, latest: { value: '150', caveats: [note] } });
    expect(progress?.explanation).toContain(note);
    // The target of version 1 is compared with a figure of version 1.
    expect(await standing()).toMatchObject({ latest: { caveats: [] } });
  });

  it('is not assessed if two later periods ended without a released figure', async () => {
    await baseline();
    await released('2023', cell('140'));
    expect(await standing({ on: '2024-12-31' })).toMatchObject({
      laterPeriodsWithoutFigure: 1,
      onTrack: true,
      reason: null,
    });
    expect(await standing({ on: '2025-12-31' })).toMatchObject({
      laterPeriodsWithoutFigure: 2,
      onTrack: null,
      share: null,
      reason: 'OUTDATED',
      latest: { period: '2023', value: '140' },
    });
    await released('2024', cell('140'));
    expect(await standing({ on: '2025-12-31' })).toMatchObject({ laterPeriodsWithoutFigure: 1, reason: null });
  });

  it('states a change of reporters, and the result among those of both periods', async () => {
    await baseline();
    const [one, other] = [await make.organization(ecosystemId), await make.organization(ecosystemId)];
    await make.verified(versionId, { period: '2024', organizationId: one, cells: [cell('130')] });
    await publish('2024');
    await make.verified(versionId, { period: '2025', organizationId: one, cells: [cell('135')] });
    await make.verified(versionId, { period: '2025', organizationId: other, cells: [cell('60')] });
    await publish('2025');
    const progress = await standing();
    // The path from 100 to 200 is at 150 after five of ten years: 195 is above, 135 below.
    expect(progress).toMatchObject({ onTrack: true, latest: { value: '195' } });
    expect(progress?.explanation).toContain(
      'The reporters changed since 2024. For the only reporter of both 2024 and 2025, the figure changed from 130 to 135: not on track. The result depends on the change of reporters.',
    );
  });

  it('states a change of places if the reporters are the same', async () => {
    await baseline();
    const organizationId = await make.organization(ecosystemId);
    const places = ['GB-ENG', 'GB-SCT'].map((code) => ({ scheme: 'iso-3166-2', code, label: code }));
    for (const [period, ...values] of [
      ['2024', '130'],
      ['2025', '135', '60'],
    ] as const) {
      for (const [at, value] of values.entries())
        await make.verified(versionId, { period, organizationId, place: places[at], cells: [cell(value)] });
      await publish(period);
    }
    expect((await standing())?.explanation).toContain(
      'The places of the reporters changed since 2024. For the only reporter of both 2024 and 2025 in the places of both, the figure changed from 130 to 135: not on track. The result depends on the change of places.',
    );
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
    await make.release(versionId, { period: '2025', releasedOn: '2025-12-31', visibility: 'MEMBERS' });
    expect(await standing()).toMatchObject({ baselineId: null, reason: 'NO_DATA', latest: { period: '2024' } });
    expect(await standing({ viewer: localProgram })).toMatchObject({ reason: null, latest: { period: '2025' } });
    expect(await standing({ id: ofGirls })).toMatchObject({ reason: null, latest: { value: '110' } });
    await run(`update "dimension" set "visibility" = 'MEMBERS' where "indicator_version_id" = ?`, [uuidOf(versionId)]);
    expect(await standing({ id: ofGirls })).toMatchObject({ baselineId: null, latest: null, expected: null });
  });

  it('reads the progress of any number of targets by the same number of statements', async () => {
    await baseline();
    await baseline({ value: '40', categories: female });
    await released('2025', cell('150'), cell('44', 'F'));
    const ids = [targetId, await target({ period: '2028', value: '170' }), await target({ period: '2026' })];
    const ofGirls = await target({ value: '80', categories: female });
    const read = async (targets: readonly string[]) => {
      const { record, aggregation } = make.read(anonymous);
      const rows = await Promise.all(targets.map((id) => record('target', uuidOf(id))));
      return statementsOf(database, () =>
        Promise.all(
          rows.flatMap((row) =>
            row ? [aggregation.targets.standing(row, { on: '2026-06-30', asOf: '2026-06-30' })] : [],
          ),
        ),
      );
    };
    const several = await read(ids);
    expect(several.result.map((progress) => progress?.share)).toEqual(['0.5', '0.714286', '0.5']);
    const one = await read([targetId]);
    const byCategory = await read([...ids, ofGirls]);
    expect([one, several, byCategory].map(({ statements }) => statements.length)).toEqual([5, 5, 5]);
    expect(byCategory.result.at(-1)?.share).toBe('0.1');
  });
});
