import { anonymous, InputError, localProgram, type Viewer } from '@collective-impact/sdk';
import { describe, expect, it } from 'vitest';
import { engines } from '../../testing/engines.ts';
import { cell, uuidOf } from '../../testing/measurement.fixture.ts';
import { statementsOf } from '../../testing/statements-of.ts';
import type { RollUpFigureRow } from './figure-rows.ts';
import type { RollUpArguments } from './roll-up-arguments.ts';
import { over, people, RollUpWorld } from './roll-up-reader.fixture.ts';

const world = new RollUpWorld();

const told = (figures: RollUpFigureRow[]) =>
  figures.map(({ period, categories, value, reason, interval }) =>
    [
      period,
      ...categories.map(({ code }) => code),
      value ?? reason,
      ...(interval ? [`${interval.low}..${interval.high ?? ''}`] : []),
    ].join(' '),
  );

async function answer(question: Partial<RollUpArguments> = {}, viewer: Viewer = anonymous): Promise<RollUpFigureRow[]> {
  const { record, aggregation } = world.make.read(viewer);
  const indicator = await record('indicator', uuidOf(world.indicatorId));
  if (!indicator) throw new Error('the indicator is public');
  return aggregation.rollUps.ofIndicator(indicator, { over, by: [], ...question });
}

/** A verified report of a new organization. */
async function reported(cells: object[], more: object = {}): Promise<string> {
  const organizationId = await world.make.organization(world.ecosystemId);
  await world.make.verified(world.versionId, { organizationId, cells, ...more });
  return organizationId;
}

async function suppress(condition: string): Promise<void> {
  await world.make.forgetSums(world.ecosystemId);
  await world.database.orm.em
    .fork()
    .execute(
      `update "released_cell" set "suppressed" = true, "value" = null where "ecosystem_id" = ? and ${condition}`,
      [uuidOf(world.ecosystemId)],
    );
}

describe.each(engines)('a roll-up on %s', (engine) => {
  world.prepare(engine);

  it('sums organizations by released period, and keeps them separate if they are not aggregated', async () => {
    await reported([cell('5'), cell('2', 'F'), cell('3', 'M')]);
    const other = await reported([cell('7')]);
    await world.make.release(world.versionId);
    await world.make.verified(world.versionId, { organizationId: other, period: '2025', cells: [cell('9')] });
    await world.make.release(world.versionId, { period: '2025' });
    expect(told(await answer())).toEqual(['2024 12', '2025 9']);
    expect(told(await answer({ by: null }))).toEqual(['2024 12', '2024 F 2', '2024 M 3', '2025 9']);
    expect(told(await answer({ by: ['sex'] }))).toEqual(['2024 F 2', '2024 M 3']);
    const apart = await answer({ over: [], periods: ['2025'] });
    expect(apart.map(({ organizationId, value, reason }) => [organizationId === uuidOf(other), value, reason])).toEqual(
      expect.arrayContaining([[true, '9', null]]),
    );
    expect((await answer())[0]).toMatchObject({
      periodStart: '2024-01-01',
      versionId: uuidOf(world.versionId),
      organizationId: null,
      place: null,
      ecosystemId: uuidOf(world.ecosystemId),
      status: 'OBSERVED',
      coverage: { figuresIncluded: 2, missing: 0, periods: ['2024'], gaps: [] },
    });
  });

  it('uses current releases only, for stewards too', async () => {
    const organizationId = await reported([cell('5')]);
    await world.make.release(world.versionId);
    await world.make.verified(world.versionId, { organizationId, period: '2025', cells: [cell('9')] });
    expect([told(await answer()), told(await answer({}, localProgram))]).toEqual([['2024 5'], ['2024 5']]);
    await reported([cell('1')]);
    await world.make.release(world.versionId);
    expect(told(await answer())).toEqual(['2024 6']);
    await world.make.release(world.versionId, { period: '2025', visibility: 'MEMBERS' });
    expect([told(await answer()), told(await answer({}, localProgram))]).toEqual([['2024 6'], ['2024 6', '2025 9']]);
  });

  it('is suppressed if it needs a suppressed cell, and zero is a figure', async () => {
    await reported([cell('0')]);
    await reported([cell('7')]);
    await world.make.release(world.versionId);
    expect(told(await answer())).toEqual(['2024 7']);
    await suppress('"value" = 7');
    expect(told(await answer())).toEqual(['2024 SUPPRESSED']);
    expect((await answer())[0]).toMatchObject({ base: null, explanation: 'A required figure is suppressed.' });
  });

  it('uses the figure that the ecosystem reported instead of those of its organizations', async () => {
    await reported([cell('5')]);
    await world.make.verified(world.versionId, { cells: [cell('20')] });
    await world.make.release(world.versionId);
    expect(told(await answer())).toEqual(['2024 20']);
  });

  it('counts a hidden organization as missing and lists it nowhere', async () => {
    await reported([cell('5')]);
    const closed = await world.make.organization(world.ecosystemId, { visibility: 'MEMBERS' });
    await world.make.verified(world.versionId, { organizationId: closed, cells: [cell('7')] });
    await world.make.release(world.versionId);
    const [open] = await answer();
    expect(open).toMatchObject({ value: '5', coverage: { figuresIncluded: 1, missing: 1 } });
    // It is closed to others who see the release, and so in no sum of it: a steward is told the same.
    expect((await answer({}, localProgram))[0]).toMatchObject({
      value: '5',
      coverage: { figuresIncluded: 1, missing: 1 },
    });
    expect(told(await answer({ over: [] }))).toEqual(['2024 5']);
  });

  it('excludes dimensions that the viewer cannot see', async () => {
    await reported([cell('5'), cell('2', 'F'), cell('3', 'M')]);
    await world.make.release(world.versionId);
    await world.database.orm.em
      .fork()
      .execute(`update "dimension" set "visibility" = 'MEMBERS' where "indicator_version_id" = ?`, [
        uuidOf(world.versionId),
      ]);
    expect(told(await answer({ by: null }))).toEqual(['2024 5']);
    await expect(answer({ by: ['sex'] })).rejects.toThrow(/`by` has "sex", .* It has no dimensions\./);
    expect(told(await answer({ by: ['sex'] }, localProgram))).toEqual(['2024 F 2', '2024 M 3']);
  });

  it('aggregates periods, with gaps and breaks in series', async () => {
    const first = await world.make.version(world.indicatorId, { frequency: 'QUARTER' });
    await world.make.adopt(first);
    world.versionId = first;
    const organizationId = await reported([cell('1')], { period: '2024-Q1' });
    await world.make.verified(world.versionId, { organizationId, period: '2024-Q2', cells: [cell('2')] });
    for (const period of ['2024-Q1', '2024-Q2']) await world.make.release(world.versionId, { period });
    const [year] = await answer({ periods: ['2024'] });
    expect(year).toMatchObject({ value: '3', coverage: { periods: ['2024-Q1', '2024-Q2'], gaps: ['2024-H2'] } });
    const next = { frequency: 'QUARTER', comparability: 'NO', comparabilityNote: 'Short ones count too.' };
    world.versionId = await world.make.version(world.indicatorId, next);
    await world.make.adopt(world.versionId);
    await world.make.verified(world.versionId, { organizationId, period: '2024-Q3', cells: [cell('9')] });
    await world.make.release(world.versionId, { period: '2024-Q3' });
    expect((await answer({ periods: ['2024'] }))[0]).toMatchObject({
      value: null,
      reason: 'NOT_COMPARABLE',
      comparability: 'NO',
      explanation: 'Version 3 is not comparable with version 2: Short ones count too.',
    });
    expect(told(await answer({ periods: ['2024-H1', '2023'] }))).toEqual(['2023 NO_DATA', '2024-H1 3']);
  });

  it('returns an interval for unduplicated counts, tighter with categories', async () => {
    ({ indicatorId: world.indicatorId, versionId: world.versionId } = await world.make.adopted(
      world.ecosystemId,
      people,
    ));
    await reported([cell('60'), cell('40', 'F'), cell('20', 'M')]);
    await reported([cell('50'), cell('15', 'F'), cell('35', 'M')]);
    await world.make.release(world.versionId);
    expect(told(await answer())).toEqual(['2024 NOT_ADDITIVE 75..110']);
    expect(told(await answer({ by: ['sex'] }))).toEqual(['2024 F NOT_ADDITIVE 40..55', '2024 M NOT_ADDITIVE 35..55']);
  });

  it('sums categories if no organization reports the total', async () => {
    await reported([cell('2', 'F'), cell('3', 'M')]);
    await world.make.release(world.versionId);
    const organizationId = await reported([cell('4')], { period: '2025' });
    await world.make.release(world.versionId, { period: '2025' });
    expect(told(await answer())).toEqual(['2024 5', '2025 4']);
    await world.make.verified(world.versionId, { organizationId, period: '2026', cells: [cell('1', 'F')] });
    await world.make.release(world.versionId, { period: '2026' });
    expect(told(await answer())).toEqual(['2024 5', '2025 4']);
  });

  it('uses a figure without a place instead of figures by place', async () => {
    const [north, south] = ['north', 'south'].map((code) => ({ code, label: code }));
    const organizationId = await reported([cell('5')], { place: north });
    await world.make.verified(world.versionId, { organizationId, place: south, cells: [cell('6')] });
    const whole = await reported([cell('10')]);
    await world.make.verified(world.versionId, { organizationId: whole, place: south, cells: [cell('3')] });
    await world.make.release(world.versionId);
    const places = await answer();
    expect(places.map(({ place, value }) => [place?.code ?? null, value])).toEqual([
      [null, '10'],
      ['north', '5'],
      ['south', '9'],
    ]);
    expect(told(await answer({ over: ['ORGANIZATIONS', 'PLACES'] }))).toEqual(['2024 21']);
    const perOrganization = await answer({ over: ['PLACES'] });
    expect(perOrganization.map(({ value }) => value).sort()).toEqual(['10', '11']);
  });

  it('reads several indicators by three statements', async () => {
    await reported([cell('1')]);
    await world.make.release(world.versionId);
    const other = await world.make.adopted(world.ecosystemId);
    await world.make.verified(other.versionId, { cells: [cell('2')] });
    await world.make.release(other.versionId);
    const {
      indicator: { definitions },
      aggregation: { rollUps },
    } = world.make.read(anonymous);
    const { rows } = await definitions.indicators(uuidOf(world.ecosystemId), { page: {}, filter: {} });
    const { result, statements } = await statementsOf(world.database, () =>
      Promise.all(rows.map((indicator) => rollUps.ofIndicator(indicator, { over, by: [] }))),
    );
    expect([result.map(told).sort(), statements.length]).toEqual([[['2024 1'], ['2024 2']], 3]);
  });

  it('uses the school year of the ecosystem, even for an indicator without a version', async () => {
    world.ecosystemId = await world.make.ecosystem({ schoolYearStart: '08-15', fiscalYearStart: '07-01' });
    const withVersion = await world.make.adopted(world.ecosystemId);
    const asked = { periods: ['SY2024-25', 'FY2025', '2025'] };
    const days = (figures: RollUpFigureRow[]) =>
      figures.map(({ period, periodStart, periodEnd, reason }) => [period, periodStart, periodEnd, reason].join(' '));
    const expected = [
      'FY2025 2024-07-01 2025-06-30 NO_DATA',
      'SY2024-25 2024-08-15 2025-08-14 NO_DATA',
      '2025 2025-01-01 2025-12-31 NO_DATA',
    ];
    world.indicatorId = await world.make.indicator(world.ecosystemId);
    expect(days(await answer(asked))).toEqual(expected);
    ({ indicatorId: world.indicatorId } = withVersion);
    expect(days(await answer(asked))).toEqual(expected);
  });

  it('rejects more than 5,000 figures and more than 100 periods', async () => {
    await reported([cell('1')]);
    await world.make.release(world.versionId);
    await world.make.forgetSums(world.ecosystemId);
    const more = (count: number) =>
      world.database.orm.em.fork().execute(
        `insert into "released_cell" ("release_id", "ordinal", "ecosystem_id", "breakdown_id", "value", "status", "scope", "organization_id", "suppressed", "place")
        select "release_id", "n" + 2, "ecosystem_id", "breakdown_id", 1, 'OBSERVED', "scope", "organization_id", false, jsonb_build_object('scheme', 'place', 'code', "n"::text, 'label', 'L', 'uri', null)
        from "released_cell", generate_series(1, ?::int) as "n" where "scope" = 'ORGANIZATION' and "ecosystem_id" = ?`,
        [count, uuidOf(world.ecosystemId)],
      );
    await more(5000);
    await expect(answer()).rejects.toThrow(InputError);
    await expect(answer()).rejects.toThrow(/more than 5,000 figures. Narrow it by `periods` or `by`/);
    // What the release decided that they make together, whatever was put there since.
    expect(told(await answer({ over: ['ORGANIZATIONS', 'PLACES'] }))).toEqual(['2024 1']);
    await expect(answer({ periods: Array.from({ length: 101 }, (_, at) => String(1900 + at)) })).rejects.toThrow(
      /returns at most 100 periods, and `periods` has 101/,
    );
  });
});
