import { anonymous, localProgram, type Viewer } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { adoptionDefinition } from '../../../indicator/index.ts';
import { engines } from '../../../testing/engines.ts';
import { cell, MeasurementFixture, uuidOf } from '../../../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../../../testing/open-test-database.ts';
import { statementsOf } from '../../../testing/statements-of.ts';
import type { RollUpArguments } from '../roll-up-arguments.ts';

let database: TestDatabase;
let make: MeasurementFixture;
let ecosystemId: string;
let indicatorId: string;
let versionId: string;

const over = ['ORGANIZATIONS'] as const;

/** A verified report of a new organization, of all and of categories: `{ all: '5', F: '2' }`. */
describe.each(engines)('the missing organizations of a roll-up on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    make = new MeasurementFixture(database);
  });

  beforeEach(async () => {
    ecosystemId = await make.ecosystem();
    ({ indicatorId, versionId } = await make.adopted(ecosystemId));
  });

  afterAll(() => database.close());

  const organization = (name: string, more: object = {}) => make.organization(ecosystemId, { name, ...more });
  const agrees = (organizationId: string, more: object = {}) =>
    make.create(adoptionDefinition, {
      indicatorVersionId: versionId,
      organizationId,
      startsOn: '2020-01-01',
      visibility: 'PUBLIC',
      ...more,
    });
  const reports = (organizationId: string, ...cells: object[]) => make.verified(versionId, { organizationId, cells });

  async function missing(question: Partial<RollUpArguments> = {}, viewer: Viewer = anonymous) {
    const { record, aggregation } = make.read(viewer);
    const indicator = await record('indicator', uuidOf(indicatorId));
    if (!indicator) throw new Error('the indicator is public');
    const figures = await aggregation.rollUps.ofIndicator(indicator, { over, by: [], ...question });
    return Promise.all(
      figures.map(async ({ period, categories, coverage }) => {
        const { rows, totalCount } = await aggregation.missing.organizations(coverage, { first: 2 });
        const names = rows.map(({ name }) => name);
        return [period, ...categories.map(({ code }) => code), coverage.missing, await totalCount(), ...names].join(
          ' ',
        );
      }),
    );
  }

  it('are the visible organizations that agreed to report and have no figure', async () => {
    const [present, late, closed] = [
      await organization('Museum'),
      await organization('School'),
      await organization('Shelter', { visibility: 'MEMBERS' }),
    ];
    for (const each of [present, late, closed]) await agrees(each);
    await agrees(await organization('Gym'), { endsOn: '2024-06-30' });
    await agrees(await organization('Library'), { visibility: 'MEMBERS' });
    await reports(present, cell('5'));
    await make.release(versionId);
    expect(await missing()).toEqual(['2024 2 1 School']);
    expect(await missing({}, localProgram)).toEqual(['2024 3 3 Library School']);
  });

  it('include organizations that reported other categories or MISSING', async () => {
    await reports(await organization('Museum'), cell('5'));
    await reports(await organization('School'), cell('2', 'F'), cell('3', 'M'));
    await reports(await organization('Gym'), cell('2', 'F'));
    await reports(await organization('Shelter'), { status: 'MISSING' });
    await make.release(versionId);
    expect(await missing()).toEqual(['2024 2 2 Gym Shelter']);
    expect(await missing({ by: ['sex'] })).toEqual(['2024 F 2 2 Museum Shelter', '2024 M 3 3 Gym Museum']);
  });

  it('are not listed if the viewer cannot see the dimensions that they reported', async () => {
    await make.dimension(await nextVersion(), { code: 'club', visibility: 'MEMBERS' });
    await make.adopt(versionId);
    await reports(await organization('Museum'), cell('5'));
    const inClub = { value: '3', categories: [{ dimension: 'club', category: 'F' }] };
    await reports(await organization('School'), inClub);
    await make.release(versionId);
    expect(await missing()).toEqual(['2024 1 0']);
    expect(await missing({}, localProgram)).toEqual(['2024 1 1 School']);
  });

  it('are none if the ecosystem reported the figure itself', async () => {
    await agrees(await organization('Museum'));
    await make.verified(versionId, { cells: [cell('20')] });
    await make.release(versionId);
    expect(await missing()).toEqual(['2024 0 0']);
  });

  it('are read by two statements for all figures, and include those of every aggregated period', async () => {
    const [museum, school, gym] = [
      await organization('Museum'),
      await organization('School'),
      await organization('Gym'),
    ];
    for (const each of [museum, school, gym]) await agrees(each);
    for (const [period, organizationId] of [
      ['2024', museum],
      ['2025', school],
    ] as const) {
      await make.verified(versionId, { organizationId, period, cells: [cell('5')] });
      await make.release(versionId, { period });
    }
    expect(await missing({ periods: ['2024-01-01/2025-12-31'] })).toEqual(['2024-01-01/2025-12-31 4 3 Gym Museum']);
    const { record, aggregation } = make.read(anonymous);
    const indicator = await record('indicator', uuidOf(indicatorId));
    if (!indicator) throw new Error('the indicator is public');
    const figures = await aggregation.rollUps.ofIndicator(indicator, { over, by: [] });
    const { result, statements } = await statementsOf(database, () =>
      Promise.all(figures.map(({ coverage }) => aggregation.missing.organizations(coverage, {}))),
    );
    const names = result.map(({ rows }) => rows.map(({ name }) => name));
    expect([names, statements.length]).toEqual([
      [
        ['Gym', 'School'],
        ['Gym', 'Museum'],
      ],
      2,
    ]);
  });

  it('are limited to 50,000 per request', async () => {
    await reports(await organization('Museum'), cell('5'));
    await make.release(versionId);
    const [ecosystem, version] = [uuidOf(ecosystemId), uuidOf(versionId)];
    const run = (statement: string, parameters: unknown[]) => database.orm.em.fork().execute(statement, parameters);
    await run(
      `insert into "organization" ("id", "ecosystem_id", "visibility", "name", "identifiers", "stakeholder_groups", "service_areas", "legal_entity")
      select md5(?::text || "n")::uuid, ?, 'PUBLIC', 'Partner ' || "n", '[]', '[]', '[]', true from generate_series(1, 501) as "n"`,
      [ecosystem, ecosystem],
    );
    await run(
      `insert into "adoption" ("id", "ecosystem_id", "visibility", "indicator_version_id", "organization_id", "starts_on")
      select gen_random_uuid(), ?, 'PUBLIC', ?, md5(?::text || "n")::uuid, '1800-01-01' from generate_series(1, 501) as "n"`,
      [ecosystem, version, ecosystem],
    );
    await run(
      `with "made" as (
        insert into "release" ("id", "ecosystem_id", "visibility", "indicator_version_id", "period", "period_start", "period_end", "released_at", "released_on", "released_by", "threshold")
        select gen_random_uuid(), ?, 'PUBLIC', ?, "n"::text, make_date("n", 1, 1), make_date("n", 12, 31), now(), current_date, 'operator', 10 from generate_series(1901, 1999) as "n" returning "id"
      ), "row" as (
        insert into "released_row" ("release_id", "reporter_id", "place_key", "ecosystem_id", "digest", "summed")
        select "made"."id", "w"."reporter_id", '', "w"."ecosystem_id", '', true from "made", "released_row" as "w" where "w"."ecosystem_id" = ?
      )
      insert into "released_cell" ("release_id", "ordinal", "ecosystem_id", "breakdown_id", "value", "status", "scope", "organization_id", "suppressed")
      select "made"."id", 1, "c"."ecosystem_id", "c"."breakdown_id", 5, 'OBSERVED', "c"."scope", "c"."organization_id", false
      from "made", "released_cell" as "c" where "c"."ecosystem_id" = ? and "c"."scope" = 'ORGANIZATION'`,
      [ecosystem, version, ecosystem, ecosystem],
    );
    expect((await missing({ periods: ['1950', '2024'] })).map((each) => each.slice(0, 12))).toEqual([
      '1950 501 501',
      '2024 501 501',
    ]);
    await expect(missing()).rejects.toThrow(/The figures of this request have more than 50,000 missing organizations/);
  });

  async function nextVersion(): Promise<string> {
    versionId = await make.version(indicatorId, { frequency: 'YEAR' });
    return versionId;
  }
});
