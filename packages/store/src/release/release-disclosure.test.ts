import { anonymous, encodeTypeId, type Viewer } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { baselineDefinition } from '../indicator/index.ts';
import { engines } from '../testing/engines.ts';
import { cell, issuesOf, MeasurementFixture, uuidOf } from '../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import type { CellRow, ReleasedCellFilter } from './cell/released-cell-reader.ts';
import { publishRelease } from './release-writer.ts';

let database: TestDatabase;
let fixture: MeasurementFixture;
let ecosystemId: string;
let indicatorId: string;
let versionId: string;

const people = { countingUnit: 'PEOPLE' };
const withheld = 'withheld';

async function indicatorRow(id = indicatorId) {
  const row = await fixture.read().record('indicator', uuidOf(id));
  if (!row) throw new Error(`Indicator ${id} was not found.`);
  return row;
}

async function cellsOf(
  releaseId: string,
  options: { viewer?: Viewer; filter?: ReleasedCellFilter; page?: object } = {},
): Promise<CellRow[]> {
  const { viewer = anonymous, filter = {}, page = { first: 100 } } = options;
  return (await fixture.read(viewer).release.cells.ofRelease(uuidOf(releaseId), { page, filter })).rows;
}

const valuesOf = async (
  releaseId: string,
  options: { viewer?: Viewer; filter?: ReleasedCellFilter; page?: object } = {},
) => (await cellsOf(releaseId, options)).map(({ value, status }) => value ?? status);

const shownOf = async (releaseId: string) =>
  (await cellsOf(releaseId)).map(({ value, suppressed, organizationId }) => [
    organizationId,
    suppressed ? withheld : value,
  ]);

async function indicatorOf(id: string) {
  const version = await fixture.read().record('indicator_version', uuidOf(id));
  return indicatorRow(encodeTypeId('indicator', version?.indicatorId ?? ''));
}

const publish = async (more: object = {}) =>
  issuesOf(await publishRelease(fixture.writer, { indicatorVersionId: versionId, period: '2024', ...more }));

describe.each(engines)('disclosure control of releases on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    fixture = new MeasurementFixture(database);
  });

  beforeEach(async () => {
    ecosystemId = await fixture.ecosystem();
    ({ indicatorId, versionId } = await fixture.adopted(ecosystemId));
  });

  afterAll(() => database.close());

  it('rejects a visible baseline of fewer people than the threshold', async () => {
    ({ versionId } = await fixture.adopted(ecosystemId, people));
    const create = (more: object) =>
      fixture.writer.create(baselineDefinition, { indicatorVersionId: versionId, period: '2019', ...more });
    for (const visibility of ['PUBLIC', 'MEMBERS']) {
      expect(issuesOf(await create({ value: '3', visibility }))).toEqual(['SMALL_GROUP value']);
    }
    const restricted = await create({ value: '3', visibility: 'RESTRICTED' });
    expect(issuesOf(restricted)).toEqual([]);
    const id = restricted.ok ? encodeTypeId('baseline', restricted.value) : '';
    const opened = await fixture.writer.update(baselineDefinition, { id, expectedVersion: 1, visibility: 'PUBLIC' });
    expect(issuesOf(opened)).toEqual(['SMALL_GROUP value']);
    expect(issuesOf(await create({ period: '2018', value: '10', visibility: 'PUBLIC' }))).toEqual([]);
  });

  it('rejects visible baselines whose difference would disclose a small group', async () => {
    ({ versionId } = await fixture.adopted(ecosystemId, people));
    const baseline = { indicatorVersionId: versionId, period: '2019', visibility: 'PUBLIC' };
    const women = { ...baseline, categories: [{ dimension: 'sex', category: 'F' }] };
    const create = async (more: object) =>
      issuesOf(await fixture.writer.create(baselineDefinition, { ...baseline, ...more }));
    expect(await create({ value: '100' })).toEqual([]);
    expect(await create({ ...women, value: '97' })).toEqual(['SMALL_GROUP value']);
    const id = await fixture.create(baselineDefinition, { ...women, value: '97', visibility: 'RESTRICTED' });
    const update = async (more: object) =>
      issuesOf(
        await fixture.writer.update(baselineDefinition, { id, expectedVersion: await fixture.versionOf(id), ...more }),
      );
    expect(await update({ visibility: 'MEMBERS' })).toEqual(['SMALL_GROUP value']);
    expect(await update({ visibility: 'MEMBERS', period: '2018' })).toEqual([]);
    expect(await update({ period: '2019' })).toEqual(['SMALL_GROUP value']);
    expect(await update({ period: '2019', value: '90' })).toEqual([]);
    expect(await update({ value: '91' })).toEqual(['SMALL_GROUP value']);
  });

  it('rejects one of two concurrent baselines whose difference would disclose a small group', async () => {
    ({ versionId } = await fixture.adopted(ecosystemId, people));
    const baseline = { indicatorVersionId: versionId, period: '2019', visibility: 'PUBLIC' };
    const women = { ...baseline, categories: [{ dimension: 'sex', category: 'F' }] };
    const outcomes = await Promise.all(
      [
        { ...baseline, value: '100' },
        { ...women, value: '97' },
      ].map((each) => fixture.writer.create(baselineDefinition, each)),
    );
    expect(outcomes.flatMap(issuesOf)).toEqual(['SMALL_GROUP value']);
  });

  it('rejects a release whose late report is about fewer people than the threshold, and keeps the previous release', async () => {
    ({ versionId } = await fixture.adopted(ecosystemId, people));
    await fixture.verified(versionId);
    const id = await fixture.release(versionId);
    const smallReporter = await fixture.organization(ecosystemId);
    await fixture.verified(versionId, { organizationId: smallReporter, cells: [cell('9')] });
    expect(await publish()).toEqual(['SMALL_GROUP period']);
    const row = await fixture.read().record('release', uuidOf(id));
    expect([row?.replacedAt, await valuesOf(id)]).toEqual([null, ['30', '10', '20']]);
  });

  it.each<[string, object, object, (string | null)[]]>([
    ['a number of people below the threshold', people, { cells: [cell('9')] }, [withheld]],
    ['a number of people at the threshold', people, { cells: [cell('10')] }, ['10']],
    ['zero people', people, { cells: [cell('0')] }, ['0']],
    ['a number of events', {}, { cells: [cell('9')] }, ['9']],
    ['events with a base below the threshold', {}, { cells: [{ value: '9', base: 4 }] }, [withheld]],
    [
      'a category below the threshold',
      people,
      { cells: [cell('30'), cell('4', 'F'), cell('26', 'M')] },
      ['30', withheld, withheld],
    ],
    [
      'a category whose residual is below the threshold',
      people,
      { cells: [cell('30'), cell('26', 'M')] },
      ['30', withheld],
    ],
    [
      'a figure that is suppressed at source',
      people,
      { cells: [{ status: 'SUPPRESSED_AT_SOURCE' }] },
      ['SUPPRESSED_AT_SOURCE'],
    ],
  ])('suppresses only the cells required for %s', async (_case, definition, report, expected) => {
    ({ versionId } = await fixture.adopted(ecosystemId, definition));
    await fixture.verified(versionId, report);
    const cells = await cellsOf(await fixture.release(versionId));
    expect(cells.map(({ suppressed, value, status }) => (suppressed ? withheld : (value ?? status)))).toEqual(expected);
  });

  it("rejects a release if subtracting the organizations from the ecosystem's own figure would disclose a small group", async () => {
    ({ versionId } = await fixture.adopted(ecosystemId, people));
    const [one, other] = await Promise.all([1, 2].map(() => fixture.organization(ecosystemId)));
    await fixture.verified(versionId, { cells: [cell('100')] });
    await fixture.verified(versionId, { organizationId: one, cells: [cell('60')] });
    expect(await publish()).toEqual([]);
    await fixture.verified(versionId, { organizationId: other, cells: [cell('37')] });
    expect(await publish()).toEqual(['SMALL_GROUP period']);
  });

  it('suppresses figures of people by place if the same reporter has figures for all places', async () => {
    ({ versionId } = await fixture.adopted(ecosystemId, people));
    const place = { code: 'N', label: 'North' };
    await fixture.verified(versionId, { cells: [cell('100'), cell('50', 'F'), cell('50', 'M')] });
    await fixture.verified(versionId, { place, cells: [cell('50'), cell('45', 'F')] });
    const cells = await cellsOf(await fixture.release(versionId));
    expect(cells.map(({ place: at, suppressed }) => [at?.code, suppressed])).toEqual([
      [undefined, false],
      [undefined, false],
      [undefined, false],
      ['N', true],
      ['N', true],
    ]);
  });

  it('rejects a release if a baseline, another version or an overlapping period would disclose suppressed figures', async () => {
    ({ indicatorId, versionId } = await fixture.adopted(ecosystemId, { ...people, frequency: 'INTERVAL' }));
    const smallCells = [cell('30'), cell('4', 'F'), cell('26', 'M')];
    const half = { period: '2024-01-15/2024-06-30' };
    await fixture.verified(versionId, { ...half, cells: smallCells });
    const baseline = (more: object) =>
      fixture.writer.create(baselineDefinition, {
        indicatorVersionId: versionId,
        ...half,
        value: '30',
        visibility: 'PUBLIC',
        ...more,
      });
    const id = await fixture.create(baselineDefinition, {
      indicatorVersionId: versionId,
      ...half,
      value: '30',
      visibility: 'PUBLIC',
    });
    expect(await publish(half)).toEqual(['SMALL_GROUP period']);
    const close = { id, expectedVersion: 1, visibility: 'RESTRICTED' };
    expect(issuesOf(await fixture.writer.update(baselineDefinition, close))).toEqual([]);
    expect(await publish(half)).toEqual([]);
    const men = { categories: [{ dimension: 'sex', category: 'M' }], value: '26' };
    expect(issuesOf(await baseline(men))).toEqual(['SMALL_GROUP value']);
    const year = { period: '2024-01-15/2024-12-15' };
    await fixture.verified(versionId, { ...year, cells: [cell('90')] });
    expect(await publish(year)).toEqual(['SMALL_GROUP period']);
    const laterVersionId = await fixture.version(indicatorId, { ...people, frequency: 'INTERVAL' });
    await fixture.adopt(laterVersionId);
    await fixture.verified(laterVersionId, { ...half, cells: [cell('31')] });
    expect(await publish({ indicatorVersionId: laterVersionId, ...half })).toEqual(['SMALL_GROUP period']);
  });

  it('stores the reason of a suppressed cell, and none of its numbers', async () => {
    ({ versionId } = await fixture.adopted(ecosystemId, people));
    await fixture.verified(versionId, { cells: [cell('30'), cell('4', 'F'), cell('26', 'M')] });
    const rows = await cellsOf(await fixture.release(versionId));
    expect(rows.map(({ value, reason }) => [value, reason])).toEqual([
      ['30', null],
      [null, 'SENSITIVE'],
      [null, 'COMPLEMENTARY'],
    ]);
  });

  it('protects aggregate cells together with the cells of organizations', async () => {
    ({ versionId } = await fixture.adopted(ecosystemId, people));
    for (const [women, men] of [
      ['20', '30'],
      ['25', '35'],
      ['4', '26'],
    ] as const) {
      const organizationId = await fixture.organization(ecosystemId);
      const cells = [cell(String(Number(women) + Number(men))), cell(women, 'F'), cell(men, 'M')];
      await fixture.verified(versionId, { organizationId, cells });
    }
    const cells = await cellsOf(await fixture.release(versionId));
    const aggregate = cells.filter(({ scope }) => scope === 'AGGREGATE');
    expect(aggregate.map(({ value, organizationId }) => [value, organizationId])).toEqual([
      ['140', null],
      ['49', null],
      ['91', null],
    ]);
    const suppressed = cells.filter(({ suppressed }) => suppressed);
    expect(suppressed.map(({ scope, value, reason }) => [scope, value, reason])).toEqual([
      ...Array(4).fill(['ORGANIZATION', null, 'COMPLEMENTARY']),
      ['ORGANIZATION', null, 'SENSITIVE'],
      ['ORGANIZATION', null, 'COMPLEMENTARY'],
    ]);
  });

  it('holds late reports until three organizations report, then publishes them together', async () => {
    ({ versionId } = await fixture.adopted(ecosystemId, people));
    const report = async (women: number, men: number) => {
      const cells = [cell(String(women + men)), cell(String(women), 'F'), cell(String(men), 'M')];
      return fixture.verified(versionId, { organizationId: await fixture.organization(ecosystemId), cells });
    };
    await Promise.all([report(20, 30), report(25, 35), report(40, 30)]);
    const first = await fixture.release(versionId);
    await report(3, 30);
    expect(await publish()).toEqual(['SMALL_GROUP period']);
    await report(12, 22);
    expect(await publish()).toEqual(['SMALL_GROUP period']);
    expect((await fixture.read().record('release', uuidOf(first)))?.replacedAt).toBeNull();
    await report(15, 31);
    const second = await fixture.release(versionId);
    const cells = await cellsOf(second);
    expect(cells).toHaveLength(21);
    expect(cells.find(({ scope }) => scope === 'AGGREGATE')?.value).toBe('293');
    expect(await publish()).toEqual([]);
    const third = (
      await fixture.read().release.releases.ofIndicator(await indicatorOf(versionId), { page: {}, span: {} })
    ).rows;
    expect(third).toHaveLength(1);
    expect(await shownOf(encodeTypeId('release', third[0]?.id ?? ''))).toEqual(await shownOf(second));
  });
});
