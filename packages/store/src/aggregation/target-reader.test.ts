import { anonymous, localProgram } from '@collective-impact/sdk';
import { describe, expect, it } from 'vitest';
import { engines } from '../testing/engines.ts';
import { cell, uuidOf } from '../testing/measurement.fixture.ts';
import { statementsOf } from '../testing/statements-of.ts';
import { TargetWorld } from './target-reader.fixture.ts';

const world = new TargetWorld();

const female = [{ dimension: 'sex', category: 'F' }];

describe.each(engines)('progress to a target on %s', (engine) => {
  world.prepare(engine);

  it('compares the newest released figure with the newest baseline before the target', async () => {
    await world.baseline({ period: '2019', value: '90' });
    const newest = await world.baseline();
    await world.baseline({ period: '2031', value: '1000' });
    await world.released('2024', cell('120'));
    const releaseId = await world.released('2025', cell('150'));
    const progress = await world.standing();
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
    await world.baseline();
    for (const [period, value] of Object.entries({ 2024: '120', 2025: '150', 2031: '900' })) {
      await world.released(period, cell(value));
    }
    expect((await world.standing({ on: '2025-12-30' }))?.latest).toMatchObject({ period: '2024' });
    expect((await world.standing({ on: '2025-12-31' }))?.latest).toMatchObject({ period: '2025' });
    expect((await world.standing({ on: '2035-01-01' }))?.latest).toMatchObject({ period: '2025' });
    expect(await world.standing({ on: '2020-01-01' })).toMatchObject({
      reason: 'NO_DATA',
      expected: '100',
      latest: null,
    });
  });

  it('uses figures of the categories of the target', async () => {
    const ofGirls = await world.target({ value: '80', categories: female });
    await world.baseline();
    const baselineId = await world.baseline({ value: '40', categories: female });
    await world.released('2025', cell('100'), cell('44', 'F'));
    expect(await world.standing({ id: ofGirls })).toMatchObject({
      share: '0.1',
      baselineId: uuidOf(baselineId),
      latest: { value: '44' },
    });
  });

  it('uses the figure of the ecosystem, otherwise the aggregate of its organizations over places', async () => {
    await world.baseline();
    const place = { scheme: 'iso-3166-2', code: 'GB-ENG', label: 'England' };
    await world.make.verified(world.versionId, { period: '2025', place, cells: [cell('198')] });
    await world.publish('2025');
    expect(await world.standing()).toMatchObject({ latest: { period: '2025', value: '198' } });
    for (const [at, value] of ['60', '70'].entries()) {
      const organizationId = await world.make.organization(world.ecosystemId);
      const more = at === 0 ? { place } : {};
      await world.make.verified(world.versionId, { period: '2025', organizationId, cells: [cell(value)], ...more });
    }
    await world.publish('2025');
    expect(await world.standing()).toMatchObject({ latest: { value: '130' } });
    await world.released('2025', cell('150'));
    expect(await world.standing()).toMatchObject({ latest: { value: '150' } });
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
    ({ indicatorId: world.indicatorId, versionId: world.versionId } = await world.make.adopted(
      world.ecosystemId,
      rules,
    ));
    const id = await world.target({ value: '75' });
    await world.baseline({ value: '50' });
    // Two organizations state only categories, which share a denominator: the release publishes no total.
    for (const numerators of [
      ['40', '60'],
      ['30', '50'],
    ]) {
      const organizationId = await world.make.organization(world.ecosystemId);
      const cells = numerators.map((numerator, at) => ({
        ...cell(null, at === 0 ? 'F' : 'M'),
        numerator,
        denominator: '150',
      }));
      await world.make.verified(world.versionId, { period: '2025', organizationId, cells });
    }
    await world.publish('2025');
    // (40 + 60 + 30 + 50) / (150 + 150) × 100
    expect(await world.standing({ id })).toMatchObject({ latest: { value: '60' }, reason: null, share: '0.4' });
  });

  it('skips a release without cells of its categories', async () => {
    const ofGirls = await world.target({ value: '80', categories: female });
    await world.baseline({ value: '40', categories: female });
    await world.released('2024', cell('100'), cell('44', 'F'));
    await world.released('2025', cell('120'));
    expect(await world.standing({ id: ofGirls })).toMatchObject({
      share: '0.1',
      latest: { period: '2024', value: '44' },
    });
  });

  it('uses the current release, not later reports', async () => {
    await world.baseline();
    await world.released('2025', cell('150'));
    await world.run(`update "cell" set "value" = 160 where "ecosystem_id" = ?`, [uuidOf(world.ecosystemId)]);
    expect(await world.standing()).toMatchObject({ latest: { value: '150' } });
    await world.publish('2025');
    expect(await world.standing()).toMatchObject({ latest: { value: '160' } });
  });

  it('is suppressed if the newest figure is suppressed', async () => {
    await world.baseline();
    await world.released('2024', cell('140'));
    const releaseId = await world.released('2025', cell('150'));
    await world.run(`update "released_cell" set "suppressed" = true, "value" = null where "release_id" = ?`, [
      uuidOf(releaseId),
    ]);
    await world.make.forgetSums(world.ecosystemId);
    const progress = await world.standing();
    expect(progress).toMatchObject({ reason: 'SUPPRESSED', share: null, onTrack: null, reached: null });
    expect(progress?.latest).toMatchObject({ period: '2025', value: null, reason: 'SUPPRESSED' });
  });

  it('distinguishes missing, suppressed at source and zero', async () => {
    await world.baseline();
    const states = [{ status: 'MISSING' }, { status: 'SUPPRESSED_AT_SOURCE' }, { value: '0' }];
    const told = [];
    for (const [at, state] of states.entries()) {
      await world.released(String(2021 + at), state);
      const progress = await world.standing({ on: '2024-06-30' });
      told.push([progress?.reason, progress?.latest?.value, progress?.share]);
    }
    expect(told).toEqual([
      ['NO_DATA', null, null],
      ['SUPPRESSED', null, null],
      [null, '0', '-1'],
    ]);
  });

  it('computes the straight path by the school years of the ecosystem', async () => {
    await world.run(`update "ecosystem" set "school_year_start" = '08-01' where "id" = ?`, [uuidOf(world.ecosystemId)]);
    ({ versionId: world.versionId } = await world.make.adopted(world.ecosystemId, { frequency: 'SCHOOL_YEAR' }));
    await world.baseline({ period: 'SY2020-21' });
    const id = await world.target({ period: 'SY2024-25' });
    expect(await world.standing({ id, on: '2022-07-31' })).toMatchObject({ expected: '125' });
    expect((await world.standing({ id, on: '2022-08-31' }))?.expected).not.toBe('125');
  });

  it('excludes baselines, releases and dimensions that the viewer cannot see', async () => {
    const ofGirls = await world.target({ categories: female });
    await world.baseline({ visibility: 'MEMBERS' });
    await world.baseline({ categories: female });
    await world.released('2024', cell('120'), cell('110', 'F'));
    await world.make.verified(world.versionId, { period: '2025', cells: [cell('150')] });
    await world.make.release(world.versionId, { period: '2025', releasedOn: '2025-12-31', visibility: 'MEMBERS' });
    expect(await world.standing()).toMatchObject({ baselineId: null, reason: 'NO_DATA', latest: { period: '2024' } });
    expect(await world.standing({ viewer: localProgram })).toMatchObject({ reason: null, latest: { period: '2025' } });
    expect(await world.standing({ id: ofGirls })).toMatchObject({ reason: null, latest: { value: '110' } });
    await world.run(`update "dimension" set "visibility" = 'MEMBERS' where "indicator_version_id" = ?`, [
      uuidOf(world.versionId),
    ]);
    expect(await world.standing({ id: ofGirls })).toMatchObject({ baselineId: null, latest: null, expected: null });
  });

  it('reads the progress of any number of targets by the same number of statements', async () => {
    await world.baseline();
    await world.baseline({ value: '40', categories: female });
    await world.released('2025', cell('150'), cell('44', 'F'));
    const ids = [
      world.targetId,
      await world.target({ period: '2028', value: '170' }),
      await world.target({ period: '2026' }),
    ];
    const ofGirls = await world.target({ value: '80', categories: female });
    const read = async (targets: readonly string[]) => {
      const { record, aggregation } = world.make.read(anonymous);
      const rows = await Promise.all(targets.map((id) => record('target', uuidOf(id))));
      return statementsOf(world.database, () =>
        Promise.all(
          rows.flatMap((row) =>
            row ? [aggregation.targets.standing(row, { on: '2026-06-30', asOf: '2026-06-30' })] : [],
          ),
        ),
      );
    };
    const several = await read(ids);
    expect(several.result.map((progress) => progress?.share)).toEqual(['0.5', '0.714286', '0.5']);
    const one = await read([world.targetId]);
    const byCategory = await read([...ids, ofGirls]);
    expect([one, several, byCategory].map(({ statements }) => statements.length)).toEqual([5, 5, 5]);
    expect(byCategory.result.at(-1)?.share).toBe('0.1');
  });
});
