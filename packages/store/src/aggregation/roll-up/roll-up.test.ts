import { anonymous, InputError, localProgram, unwrap, type Viewer } from '@collective-impact/sdk';
import {
  partialOf,
  type RollUpFigure,
  type RollUpPart,
  type RollUpVersion,
  rollUp,
} from '@collective-impact/sdk/aggregation';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { engines } from '../../testing/engines.ts';
import { cell, MeasurementFixture, uuidOf } from '../../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { statementsOf } from '../../testing/statements-of.ts';
import type { RollUpFigureRow } from './figure-rows.ts';
import type { RollUpArguments } from './roll-up-arguments.ts';

let database: TestDatabase;
let make: MeasurementFixture;
let ecosystemId: string;
let indicatorId: string;
let versionId: string;

const people = {
  countingUnit: 'PEOPLE_UNDUPLICATED',
  aggregationAcrossOrganizations: 'NONE',
  aggregationOverTime: 'NONE',
};
const over = ['ORGANIZATIONS'] as const;

async function answer(question: Partial<RollUpArguments> = {}, viewer: Viewer = anonymous): Promise<RollUpFigureRow[]> {
  const { record, aggregation } = make.read(viewer);
  const indicator = await record('indicator', uuidOf(indicatorId));
  if (!indicator) throw new Error('the indicator is public');
  return aggregation.rollUps.ofIndicator(indicator, { over, by: [], ...question });
}

const told = (figures: RollUpFigureRow[]) =>
  figures.map(({ period, categories, value, reason, interval }) =>
    [
      period,
      ...categories.map(({ code }) => code),
      value ?? reason,
      ...(interval ? [`${interval.low}..${interval.high ?? ''}`] : []),
    ].join(' '),
  );

/** A verified report of a new organization. */
async function reported(cells: object[], more: object = {}): Promise<string> {
  const organizationId = await make.organization(ecosystemId);
  await make.verified(versionId, { organizationId, cells, ...more });
  return organizationId;
}

async function suppress(condition: string): Promise<void> {
  await make.forgetSums(ecosystemId);
  await database.orm.em
    .fork()
    .execute(
      `update "released_cell" set "suppressed" = true, "value" = null where "ecosystem_id" = ? and ${condition}`,
      [uuidOf(ecosystemId)],
    );
}

describe.each(engines)('a roll-up on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    make = new MeasurementFixture(database);
  });

  beforeEach(async () => {
    ecosystemId = await make.ecosystem();
    ({ indicatorId, versionId } = await make.adopted(ecosystemId));
  });

  afterAll(() => database.close());

  it('sums organizations by released period, and keeps them separate if they are not aggregated', async () => {
    await reported([cell('5'), cell('2', 'F'), cell('3', 'M')]);
    const other = await reported([cell('7')]);
    await make.release(versionId);
    await make.verified(versionId, { organizationId: other, period: '2025', cells: [cell('9')] });
    await make.release(versionId, { period: '2025' });
    expect(told(await answer())).toEqual(['2024 12', '2025 9']);
    expect(told(await answer({ by: null }))).toEqual(['2024 12', '2024 F 2', '2024 M 3', '2025 9']);
    expect(told(await answer({ by: ['sex'] }))).toEqual(['2024 F 2', '2024 M 3']);
    const apart = await answer({ over: [], periods: ['2025'] });
    expect(apart.map(({ organizationId, value, reason }) => [organizationId === uuidOf(other), value, reason])).toEqual(
      expect.arrayContaining([[true, '9', null]]),
    );
    expect((await answer())[0]).toMatchObject({
      periodStart: '2024-01-01',
      versionId: uuidOf(versionId),
      organizationId: null,
      place: null,
      ecosystemId: uuidOf(ecosystemId),
      status: 'OBSERVED',
      coverage: { figuresIncluded: 2, missing: 0, periods: ['2024'], gaps: [] },
    });
  });

  it('uses current releases only, for stewards too', async () => {
    const organizationId = await reported([cell('5')]);
    await make.release(versionId);
    await make.verified(versionId, { organizationId, period: '2025', cells: [cell('9')] });
    expect([told(await answer()), told(await answer({}, localProgram))]).toEqual([['2024 5'], ['2024 5']]);
    await reported([cell('1')]);
    await make.release(versionId);
    expect(told(await answer())).toEqual(['2024 6']);
    await make.release(versionId, { period: '2025', visibility: 'MEMBERS' });
    expect([told(await answer()), told(await answer({}, localProgram))]).toEqual([['2024 6'], ['2024 6', '2025 9']]);
  });

  it('is suppressed if it needs a suppressed cell, and zero is a figure', async () => {
    await reported([cell('0')]);
    await reported([cell('7')]);
    await make.release(versionId);
    expect(told(await answer())).toEqual(['2024 7']);
    await suppress('"value" = 7');
    expect(told(await answer())).toEqual(['2024 SUPPRESSED']);
    expect((await answer())[0]).toMatchObject({ base: null, explanation: 'A required figure is suppressed.' });
  });

  it('uses the figure that the ecosystem reported instead of those of its organizations', async () => {
    await reported([cell('5')]);
    await make.verified(versionId, { cells: [cell('20')] });
    await make.release(versionId);
    expect(told(await answer())).toEqual(['2024 20']);
  });

  it('counts a hidden organization as missing and lists it nowhere', async () => {
    await reported([cell('5')]);
    const closed = await make.organization(ecosystemId, { visibility: 'MEMBERS' });
    await make.verified(versionId, { organizationId: closed, cells: [cell('7')] });
    await make.release(versionId);
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
    await make.release(versionId);
    await database.orm.em
      .fork()
      .execute(`update "dimension" set "visibility" = 'MEMBERS' where "indicator_version_id" = ?`, [uuidOf(versionId)]);
    expect(told(await answer({ by: null }))).toEqual(['2024 5']);
    await expect(answer({ by: ['sex'] })).rejects.toThrow(/`by` has "sex", .* It has no dimensions\./);
    expect(told(await answer({ by: ['sex'] }, localProgram))).toEqual(['2024 F 2', '2024 M 3']);
  });

  it('aggregates periods, with gaps and breaks in series', async () => {
    const first = await make.version(indicatorId, { frequency: 'QUARTER' });
    await make.adopt(first);
    versionId = first;
    const organizationId = await reported([cell('1')], { period: '2024-Q1' });
    await make.verified(versionId, { organizationId, period: '2024-Q2', cells: [cell('2')] });
    for (const period of ['2024-Q1', '2024-Q2']) await make.release(versionId, { period });
    const [year] = await answer({ periods: ['2024'] });
    expect(year).toMatchObject({ value: '3', coverage: { periods: ['2024-Q1', '2024-Q2'], gaps: ['2024-H2'] } });
    const next = { frequency: 'QUARTER', comparability: 'NO', comparabilityNote: 'Short ones count too.' };
    versionId = await make.version(indicatorId, next);
    await make.adopt(versionId);
    await make.verified(versionId, { organizationId, period: '2024-Q3', cells: [cell('9')] });
    await make.release(versionId, { period: '2024-Q3' });
    expect((await answer({ periods: ['2024'] }))[0]).toMatchObject({
      value: null,
      reason: 'NOT_COMPARABLE',
      comparability: 'NO',
      explanation: 'Version 3 is not comparable with version 2: Short ones count too.',
    });
    expect(told(await answer({ periods: ['2024-H1', '2023'] }))).toEqual(['2023 NO_DATA', '2024-H1 3']);
  });

  it('returns an interval for unduplicated counts, tighter with categories', async () => {
    ({ indicatorId, versionId } = await make.adopted(ecosystemId, people));
    await reported([cell('60'), cell('40', 'F'), cell('20', 'M')]);
    await reported([cell('50'), cell('15', 'F'), cell('35', 'M')]);
    await make.release(versionId);
    expect(told(await answer())).toEqual(['2024 NOT_ADDITIVE 75..110']);
    expect(told(await answer({ by: ['sex'] }))).toEqual(['2024 F NOT_ADDITIVE 40..55', '2024 M NOT_ADDITIVE 35..55']);
  });

  it('sums categories if no organization reports the total', async () => {
    await reported([cell('2', 'F'), cell('3', 'M')]);
    await make.release(versionId);
    const organizationId = await reported([cell('4')], { period: '2025' });
    await make.release(versionId, { period: '2025' });
    expect(told(await answer())).toEqual(['2024 5', '2025 4']);
    await make.verified(versionId, { organizationId, period: '2026', cells: [cell('1', 'F')] });
    await make.release(versionId, { period: '2026' });
    expect(told(await answer())).toEqual(['2024 5', '2025 4']);
  });

  it('uses a figure without a place instead of figures by place', async () => {
    const [north, south] = ['north', 'south'].map((code) => ({ code, label: code }));
    const organizationId = await reported([cell('5')], { place: north });
    await make.verified(versionId, { organizationId, place: south, cells: [cell('6')] });
    const whole = await reported([cell('10')]);
    await make.verified(versionId, { organizationId: whole, place: south, cells: [cell('3')] });
    await make.release(versionId);
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

  it.each([
    { kind: 'COUNT', aggregationAcrossOrganizations: 'SUM', aggregationOverTime: 'AVERAGE' },
    { kind: 'COUNT', aggregationAcrossOrganizations: 'MAX', aggregationOverTime: 'SUM' },
    {
      kind: 'RATIO',
      aggregationAcrossOrganizations: 'RATIO',
      aggregationOverTime: 'RATIO',
      denominatorOverTime: 'AVERAGE',
      multiplier: '100',
    },
    { kind: 'MEAN', aggregationAcrossOrganizations: 'WEIGHTED_MEAN', aggregationOverTime: 'WEIGHTED_MEAN' },
    { ...people, kind: 'COUNT' },
  ])('sums in the database like the rules of the SDK, figure by figure: %o', async (rules) => {
    ({ indicatorId, versionId } = await make.adopted(ecosystemId, { ...rules, frequency: 'QUARTER' }));
    const organizations = await Promise.all([1, 2, 3].map(() => make.organization(ecosystemId)));
    for (const [at, period] of ['2024-Q1', '2024-Q2', '2024-Q4'].entries()) {
      for (const [nth, organizationId] of organizations.entries()) {
        const cells = [[], ['F'], ['M']].map((categories, part) =>
          figure(rules.kind, { seed: at + nth * 3, categories, part }),
        );
        await make.verified(versionId, { organizationId, period, cells });
      }
      await make.release(versionId, { period });
    }
    const { record, aggregation } = make.read(anonymous);
    const indicator = await record('indicator', uuidOf(indicatorId));
    const version = await record('indicator_version', uuidOf(versionId));
    if (!indicator || !version) throw new Error('they are public');
    const points = await aggregation.series.ofIndicator(indicator, { span: {} });
    const parts = points.map(
      (point): RollUpPart => ({
        period: point.period,
        periodStart: point.periodStart,
        periodEnd: point.periodEnd,
        organizationId: null,
        place: null,
        versionId: version.id,
        ecosystemId: uuidOf(ecosystemId),
        categories: point.categories.map(({ dimension, code }) => ({ dimension: dimension.code, category: code })),
        source: point.scope,
        placeScheme: null,
        partial: partialOf({
          value: point.value ?? null,
          numerator: point.numerator ?? null,
          denominator: point.denominator ?? null,
          base: point.base ?? null,
          status: point.status,
        }),
      }),
    );
    const dimension = {
      code: 'sex',
      exclusive: true,
      exhaustive: true,
      categories: ['F', 'M'].map((code) => ({ code, parent: null })),
    };
    for (const { count, ...question } of [
      { periods: null, by: null, count: 9 },
      { periods: ['2024', '2024-H1'], by: [], count: 2 },
    ]) {
      const expected = unwrap(
        rollUp({
          ...question,
          parts,
          versions: [{ ...(version as unknown as RollUpVersion), dimensions: [dimension] }],
          over,
          compares: () => ({ comparability: 'YES', notes: [] }),
        }),
      );
      const figures = await aggregation.rollUps.ofIndicator(indicator, { ...question, over });
      const withoutNames = (figure: RollUpFigure | RollUpFigureRow) => {
        const { categories: _, coverage, ...rest } = figure;
        const { figuresIncluded, missing, notApplicable, suppressedAtSource, periods, gaps } = coverage;
        const ofReader = { matching: null, matchable: null, versionNumbers: [], isOfEcosystem: false };
        const {
          matching: _matching,
          matchable: _matchable,
          versionNumbers: _versionNumbers,
          isOfEcosystem: _isOfEcosystem,
          ...computed
        } = { ...ofReader, ...rest };
        return {
          ...computed,
          coverage: { figuresIncluded, missing, notApplicable, suppressedAtSource, periods, gaps },
        };
      };
      expect(figures.map(withoutNames)).toEqual(expected.map(withoutNames));
      expect(figures).toHaveLength(count);
    }
  });

  it('reads several indicators by three statements', async () => {
    await reported([cell('1')]);
    await make.release(versionId);
    const other = await make.adopted(ecosystemId);
    await make.verified(other.versionId, { cells: [cell('2')] });
    await make.release(other.versionId);
    const {
      indicator: { definitions },
      aggregation: { rollUps },
    } = make.read(anonymous);
    const { rows } = await definitions.indicators(uuidOf(ecosystemId), { page: {}, filter: {} });
    const { result, statements } = await statementsOf(database, () =>
      Promise.all(rows.map((indicator) => rollUps.ofIndicator(indicator, { over, by: [] }))),
    );
    expect([result.map(told).sort(), statements.length]).toEqual([[['2024 1'], ['2024 2']], 3]);
  });

  it('uses the school year of the ecosystem, even for an indicator without a version', async () => {
    ecosystemId = await make.ecosystem({ schoolYearStart: '08-15', fiscalYearStart: '07-01' });
    const withVersion = await make.adopted(ecosystemId);
    const asked = { periods: ['SY2024-25', 'FY2025', '2025'] };
    const days = (figures: RollUpFigureRow[]) =>
      figures.map(({ period, periodStart, periodEnd, reason }) => [period, periodStart, periodEnd, reason].join(' '));
    const expected = [
      'FY2025 2024-07-01 2025-06-30 NO_DATA',
      'SY2024-25 2024-08-15 2025-08-14 NO_DATA',
      '2025 2025-01-01 2025-12-31 NO_DATA',
    ];
    indicatorId = await make.indicator(ecosystemId);
    expect(days(await answer(asked))).toEqual(expected);
    ({ indicatorId } = withVersion);
    expect(days(await answer(asked))).toEqual(expected);
  });

  it('rejects more than 5,000 figures and more than 100 periods', async () => {
    await reported([cell('1')]);
    await make.release(versionId);
    await make.forgetSums(ecosystemId);
    const more = (count: number) =>
      database.orm.em.fork().execute(
        `insert into "released_cell" ("release_id", "ordinal", "ecosystem_id", "breakdown_id", "value", "status", "scope", "organization_id", "suppressed", "place")
        select "release_id", "n" + 2, "ecosystem_id", "breakdown_id", 1, 'OBSERVED', "scope", "organization_id", false, jsonb_build_object('scheme', 'place', 'code', "n"::text, 'label', 'L', 'uri', null)
        from "released_cell", generate_series(1, ?::int) as "n" where "scope" = 'ORGANIZATION' and "ecosystem_id" = ?`,
        [count, uuidOf(ecosystemId)],
      );
    await more(5000);
    await expect(answer()).rejects.toThrow(InputError);
    await expect(answer()).rejects.toThrow(/more than 5000 figures. Narrow it by `periods` or `by`/);
    // What the release decided that they make together, whatever was put there since.
    expect(told(await answer({ over: ['ORGANIZATIONS', 'PLACES'] }))).toEqual(['2024 1']);
    await expect(answer({ periods: Array.from({ length: 101 }, (_, at) => String(1900 + at)) })).rejects.toThrow(
      /returns at most 100 periods, and `periods` has 101/,
    );
  });
});

/** A figure of a kind that is the same each time, and some of whose kind are missing. */
function figure(kind: string | undefined, of: { seed: number; categories: string[]; part: number }): object {
  const { seed, categories, part } = of;
  const placed = { categories: categories.map((category) => ({ dimension: 'sex', category })) };
  if (seed % 5 === 4 && kind === 'RATIO')
    return { ...placed, status: 'NOT_APPLICABLE', numerator: '0', denominator: '0', base: 30 };
  if (seed % 5 === 4) return { ...placed, status: 'MISSING', base: 30 };
  const status = seed % 5 === 3 ? 'ESTIMATED' : 'OBSERVED';
  const [female, male] = [11 + seed * 7, 13 + ((seed * 5) % 17)];
  const many = [female + male, female, male][part] ?? 0;
  if (kind === 'RATIO' || kind === 'MEAN')
    return { ...placed, status, numerator: String(many), denominator: String(many * 2 + part) };
  return { ...placed, status, value: String(many), base: seed === 1 ? null : many + 100 };
}
