import { anonymous, encodeTypeId, newUuid, operator, type Viewer } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ecosystemDefinition } from '../ecosystem/index.ts';
import { baselineDefinition } from '../indicator/index.ts';
import { transact } from '../shared/database/transact.ts';
import { UnitOfWork } from '../shared/unit-of-work.ts';
import { engines } from '../testing/engines.ts';
import { cell, issuesOf, MeasurementFixture, uuidOf } from '../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { publishRelease, releaseReports } from './release-writer.ts';
import type { CellRow, ReleasedCellFilter } from './released-cell-reader.ts';

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

async function execute(statement: string, parameters: readonly unknown[]): Promise<void> {
  await database.orm.em.fork().execute(statement, [...parameters]);
}

describe.each(engines)('releases on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    fixture = new MeasurementFixture(database);
  });

  beforeEach(async () => {
    ecosystemId = await fixture.ecosystem();
    ({ indicatorId, versionId } = await fixture.adopted(ecosystemId));
  });

  afterAll(() => database.close());

  it('publishes the figures of verified reports of the period, and no others', async () => {
    const [first, second, third] = await Promise.all(
      ['Zoo', 'Museum', 'Library'].map((name) => fixture.organization(ecosystemId, { name })),
    );
    await fixture.verified(versionId, { organizationId: first, cells: [cell('7')] });
    await fixture.verified(versionId, { organizationId: second, cells: [cell('5')] });
    await fixture.report(versionId, { organizationId: third, cells: [cell('6')] });
    await fixture.verified(versionId, { period: '2025', cells: [cell('9')] });
    await fixture.verified(versionId);
    const id = await fixture.release(versionId);
    expect(await valuesOf(id)).toEqual(['30', '10', '20', '5', '7']);
    expect((await cellsOf(id)).map(({ organizationId }) => organizationId)).toEqual([
      null,
      null,
      null,
      uuidOf(second ?? ''),
      uuidOf(first ?? ''),
    ]);
    const row = await fixture.read(anonymous).record('release', uuidOf(id));
    expect(row).toMatchObject({
      period: '2024',
      periodStart: '2024-01-01',
      periodEnd: '2024-12-31',
      releasedBy: 'operator',
      threshold: 10,
      replacedAt: null,
      visibility: 'PUBLIC',
    });
  });

  it('publishes zero, MISSING, NOT_APPLICABLE and SUPPRESSED_AT_SOURCE as different statuses', async () => {
    const states = ['MISSING', 'SUPPRESSED_AT_SOURCE', 'NOT_APPLICABLE'];
    const organizations = await Promise.all(['A', 'B', 'C'].map((name) => fixture.organization(ecosystemId, { name })));
    for (const [at, status] of states.entries()) {
      await fixture.verified(versionId, { organizationId: organizations[at], cells: [{ status }] });
    }
    await fixture.verified(versionId, { cells: [cell('0')] });
    const shown = await cellsOf(await fixture.release(versionId));
    expect(shown.map(({ value, status, suppressed }) => [value, status, suppressed])).toEqual([
      ['0', 'OBSERVED', false],
      [null, 'MISSING', false],
      [null, 'SUPPRESSED_AT_SOURCE', false],
      [null, 'NOT_APPLICABLE', false],
    ]);
  });

  it('keeps released cells unchanged when a reported figure changes, until the next release', async () => {
    const report = await fixture.verified(versionId);
    const before = await fixture.release(versionId);
    await execute('update "cell" set "value" = 99 where "report_id" = ?', [uuidOf(report)]);
    expect(await valuesOf(before)).toEqual(['30', '10', '20']);
    const after = await fixture.release(versionId);
    expect(await valuesOf(after)).toEqual(['99', '99', '99']);
    expect(await valuesOf(before)).toEqual(['30', '10', '20']);
  });

  it('replaces the previous release and sets its `replacedAt`', async () => {
    await fixture.verified(versionId);
    const before = await fixture.release(versionId);
    const after = await fixture.release(versionId);
    const { record, release } = fixture.read(anonymous);
    const { releases } = release;
    const [old, current] = await Promise.all([before, after].map((id) => record('release', uuidOf(id))));
    expect([old?.replacedAt, current?.replacedAt]).toEqual([current?.releasedAt, null]);
    const listed = await releases.ofIndicator(await indicatorRow(), { page: {}, span: {} });
    expect(listed.rows.map(({ id }) => id)).toEqual([uuidOf(after)]);
  });

  it('stores the day of publication, which is today by default', async () => {
    await fixture.verified(versionId);
    const publish = (releasedOn: string) =>
      publishRelease(fixture.writer, { indicatorVersionId: versionId, period: '2024', releasedOn });
    expect(await publish('9999-01-01')).toMatchObject({ issues: [{ code: 'OUT_OF_RANGE', path: ['releasedOn'] }] });
    const first = await publish('2025-04-01');
    expect(await publish('2025-03-31')).toMatchObject({
      issues: [{ code: 'DATES_OUT_OF_ORDER', path: ['releasedOn'] }],
    });
    const second = await fixture.release(versionId);
    const { record } = fixture.read(anonymous);
    expect((await record('release', first.ok ? first.value : ''))?.releasedOn).toBe('2025-04-01');
    const current = await record('release', uuidOf(second));
    expect(current?.releasedOn).toBe(current?.releasedAt.slice(0, 10));
  });

  it('stores the threshold that applied at release time', async () => {
    await fixture.verified(versionId);
    const id = await fixture.release(versionId);
    const change = { id: ecosystemId, expectedVersion: 1, disclosureThreshold: 30 };
    expect(issuesOf(await fixture.writer.update(ecosystemDefinition, change))).toEqual([]);
    expect((await fixture.read().record('release', uuidOf(id)))?.threshold).toBe(10);
  });

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

  it('rejects a release if no verified report has a figure', async () => {
    const qualitative = { kind: 'QUALITATIVE', aggregationAcrossOrganizations: 'NONE', aggregationOverTime: 'NONE' };
    ({ versionId } = await fixture.adopted(ecosystemId, qualitative));
    await fixture.verified(versionId, { cells: [], narrative: 'They sing' });
    expect(await publish()).toEqual(['REQUIRED period']);
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

  it.each<[string, () => Promise<object> | object, string[]]>([
    ['a period without verified reports', () => ({ period: '2031' }), ['NOT_FOUND period']],
    [
      'a version that does not exist',
      () => ({ indicatorVersionId: encodeTypeId('indicator_version', newUuid()) }),
      ['NOT_FOUND indicatorVersionId'],
    ],
    ['an id of another type', () => ({ indicatorVersionId: ecosystemId }), ['INVALID indicatorVersionId']],
    ['an invalid period', () => ({ period: 'soon' }), ['INVALID period']],
    ['an unknown field', () => ({ threshold: 3 }), ['INVALID threshold']],
  ])('rejects a release with %s', async (_case, more, expected) => {
    await fixture.verified(versionId);
    expect(await publish(await more())).toEqual(expected);
  });

  it('publishes once if the idempotency key is repeated', async () => {
    await fixture.verified(versionId);
    const command = { indicatorVersionId: versionId, period: '2024', visibility: null, idempotencyKey: newUuid() };
    const [first, again] = [
      await publishRelease(fixture.writer, command),
      await publishRelease(fixture.writer, command),
    ];
    expect(again).toEqual(first);
    const other = await publishRelease(fixture.writer, { ...command, period: '2025' });
    expect(issuesOf(other)).toEqual(['IDEMPOTENCY_KEY_REUSED idempotencyKey']);
  });

  it('keeps one current release if several are published concurrently', async () => {
    await fixture.verified(versionId);
    const outcomes = await Promise.all([1, 2, 3].map(() => publish()));
    expect(outcomes.some((issues) => issues.length === 0)).toBe(true);
    expect(outcomes.flat().every((issue) => issue === 'DUPLICATE period')).toBe(true);
    const { releases } = fixture.read().release;
    const current = await releases.ofIndicator(await indicatorRow(), { page: {}, span: {} });
    expect(current.rows).toHaveLength(1);
  });

  // The embedded database has one connection, so that nothing runs concurrently.
  if (engine === 'postgresql') {
    it('locks the reports of a release until the transaction ends', async () => {
      const report = await fixture.verified(versionId);
      const hasReleased = Promise.withResolvers<void>();
      const checked = Promise.withResolvers<void>();
      const work = transact(database, { actor: null }, async (em) => {
        await releaseReports(new UnitOfWork(em, { viewer: operator, guards: database.guards }), {
          indicatorVersionId: uuidOf(versionId),
          period: '2024',
        });
        hasReleased.resolve();
        await checked.promise;
      });
      await hasReleased.promise;
      const correction = execute('select 1 from "indicator_report" where "id" = ? for update nowait', [uuidOf(report)]);
      const refusal = expect(correction).rejects.toThrow(/could not obtain lock/);
      await refusal.finally(checked.resolve);
      await work;
    });
  }

  it('keeps the other writes of a transaction in which a release is rejected', async () => {
    ({ versionId } = await fixture.adopted(ecosystemId, people));
    await fixture.verified(versionId, { period: '2025', cells: [cell('20')] });
    const outcomes = await transact(database, { actor: null }, async (em) => {
      const unit = new UnitOfWork(em, { viewer: operator, guards: database.guards });
      const indicatorVersionId = uuidOf(versionId);
      const refused = await releaseReports(unit, { indicatorVersionId, period: '2024' });
      return [refused, await releaseReports(unit, { indicatorVersionId, period: '2025' })];
    });
    expect(outcomes.map(issuesOf)).toEqual([['NOT_FOUND period'], []]);
  });

  it('writes one audit entry when a release is created and one when it is replaced', async () => {
    await fixture.verified(versionId);
    const before = await fixture.release(versionId);
    await fixture.release(versionId);
    const entries = await database.orm.em
      .fork()
      .execute('select "operation" from "audit_entry" where "record_id" = ? order by "id"', [uuidOf(before)]);
    expect(entries.map(({ operation }) => operation)).toEqual(['INSERT', 'UPDATE']);
  });

  describe('released cells', () => {
    it('returns no number for a suppressed cell', async () => {
      await fixture.verified(versionId);
      const id = await fixture.release(versionId);
      await execute(
        'update "released_cell" set "suppressed" = true, "value" = null where "release_id" = ? and "ordinal" = 2',
        [uuidOf(id)],
      );
      const shown = await cellsOf(id);
      expect(shown.map(({ value, status, suppressed }) => [value, status, suppressed])).toEqual([
        ['30', 'OBSERVED', false],
        [null, 'OBSERVED', true],
        ['20', 'OBSERVED', false],
      ]);
    });

    it('hides releases if the viewer cannot see the release or its ecosystem', async () => {
      await fixture.verified(versionId);
      const id = await fixture.release(versionId, { visibility: 'MEMBERS' });
      expect(await fixture.read(anonymous).record('release', uuidOf(id))).toBeNull();
      const hidden = await fixture.ecosystem({ visibility: 'MEMBERS' });
      ({ indicatorId, versionId } = await fixture.adopted(hidden));
      await fixture.verified(versionId);
      const within = await fixture.release(versionId);
      const { releases } = fixture.read(anonymous).release;
      expect(await fixture.read(anonymous).record('release', uuidOf(within))).toBeNull();
      const listed = await releases.ofIndicator(await indicatorRow(), { page: {}, span: {} });
      expect([listed.rows, await listed.totalCount()]).toEqual([[], 0]);
    });

    it('neither returns nor counts cells of a dimension that the viewer cannot see', async () => {
      ({ versionId } = await fixture.adopted(ecosystemId));
      await execute(`update "dimension" set "visibility" = 'MEMBERS' where "indicator_version_id" = ?`, [
        uuidOf(versionId),
      ]);
      await fixture.verified(versionId);
      const id = await fixture.release(versionId);
      expect(await valuesOf(id)).toEqual(['30']);
      expect(await valuesOf(id, { viewer: operator })).toEqual(['30', '10', '20']);
      const page = await fixture.read(anonymous).release.cells.ofRelease(uuidOf(id), { page: {}, filter: {} });
      expect(await page.totalCount()).toBe(1);
    });

    it.each<[string, string[] | null, string[]]>([
      ['all cells', null, ['30', '10', '20']],
      ['totals', [], ['30']],
      ['one dimension', ['sex'], ['10', '20']],
      ['one dimension, named twice', ['sex', 'sex'], ['10', '20']],
      ['an unknown dimension', ['age'], []],
      ['a known and an unknown dimension', ['sex', 'age'], []],
    ])('filters released cells by %s', async (_case, by, expected) => {
      await fixture.verified(versionId);
      expect(await valuesOf(await fixture.release(versionId), { filter: { by } })).toEqual(expected);
    });

    it('filters released cells by reporter, and hides organizations that the viewer cannot see', async () => {
      const [open, closed] = await Promise.all(
        (['PUBLIC', 'MEMBERS'] as const).map((visibility) => fixture.organization(ecosystemId, { visibility })),
      );
      await fixture.verified(versionId, { organizationId: open, cells: [cell('5')] });
      await fixture.verified(versionId, { organizationId: closed, cells: [cell('6')] });
      await fixture.verified(versionId, { cells: [cell('11')] });
      const id = await fixture.release(versionId);
      const reporterFilter = (kind: 'organization' | 'ecosystem', reporter = '') => ({
        filter: { reporter: { kind, id: uuidOf(reporter) } },
      });
      expect(await valuesOf(id)).toEqual(['11', '5']);
      expect(await valuesOf(id, { filter: { by: [] } })).toEqual(['11', '5']);
      expect((await valuesOf(id, { viewer: operator })).sort()).toEqual(['11', '5', '6']);
      const page = await fixture.read(anonymous).release.cells.ofRelease(uuidOf(id), { page: {}, filter: {} });
      expect(await page.totalCount()).toBe(2);
      expect(await valuesOf(id, reporterFilter('organization', open))).toEqual(['5']);
      expect(await valuesOf(id, reporterFilter('organization', closed))).toEqual([]);
      expect(await valuesOf(id, { ...reporterFilter('organization', closed), viewer: operator })).toEqual(['6']);
      expect(await valuesOf(id, reporterFilter('ecosystem', ecosystemId))).toEqual(['11']);
      expect(await valuesOf(id, reporterFilter('ecosystem', await fixture.ecosystem()))).toEqual([]);
    });

    it("returns the ecosystem's own total of a release, or else the aggregate of its organizations", async () => {
      const organizationId = await fixture.organization(ecosystemId);
      await fixture.verified(versionId, { organizationId, cells: [cell('5')] });
      const total = async (id: string) =>
        (await fixture.read(anonymous).release.cells.totalOfRelease(uuidOf(id)))?.value;
      expect(await total(await fixture.release(versionId))).toBe('5');
      await fixture.verified(versionId);
      expect(await total(await fixture.release(versionId))).toBe('30');
    });

    it('lists released cells in pages, forward and backward', async () => {
      await fixture.verified(versionId);
      const id = await fixture.release(versionId);
      const page = (page: object) => fixture.read(anonymous).release.cells.ofRelease(uuidOf(id), { page, filter: {} });
      const all = await page({});
      const [first, second, third] = all.rows.map((row) => all.cursorOf(row));
      expect(await valuesOf(id, { page: { first: 2 } })).toEqual(['30', '10']);
      expect(await valuesOf(id, { page: { first: 2, after: first } })).toEqual(['10', '20']);
      expect(await valuesOf(id, { page: { last: 1, before: third } })).toEqual(['10']);
      expect(await valuesOf(id, { page: { last: 2 } })).toEqual(['10', '20']);
      expect(await valuesOf(id, { page: { first: 5, after: second, before: third } })).toEqual([]);
      expect((await page({ first: 2 })).hasNextPage).toBe(true);
      await expect(page({ after: 'bm90aGluZw' })).rejects.toThrow('Invalid cursor for this list.');
    });
  });

  describe('releases of an indicator', () => {
    const releaseYears = async () => {
      for (const period of ['2026', '2024', '2025']) {
        await fixture.verified(versionId, { period });
        await fixture.release(versionId, { period });
      }
    };
    beforeEach(releaseYears);

    const periods = async (options: { page?: object; span?: object }) => {
      const { page = {}, span = {} } = options;
      const { releases } = fixture.read(anonymous).release;
      return (await releases.ofIndicator(await indicatorRow(), { page, span })).rows.map(({ period }) => period);
    };

    it('lists the releases of all versions of an indicator by period', async () => {
      const next = await fixture.version(indicatorId);
      await fixture.adopt(next);
      await fixture.verified(next, { period: '2027', cells: [cell('1')] });
      await fixture.release(next, { period: '2027' });
      expect(await periods({})).toEqual(['2024', '2025', '2026', '2027']);
    });

    it('lists the releases of an indicator in pages, forward and backward', async () => {
      const { releases } = fixture.read().release;
      const all = await releases.ofIndicator(await indicatorRow(), { page: {}, span: {} });
      const [first, , third] = all.rows.map((row) => all.cursorOf(row));
      expect(await periods({ page: { first: 1, after: first } })).toEqual(['2025']);
      expect(await periods({ page: { last: 1 } })).toEqual(['2026']);
      expect(await periods({ page: { last: 5, before: third } })).toEqual(['2024', '2025']);
    });

    it.each<[object, string[]]>([
      [{ from: '2025' }, ['2025', '2026']],
      [{ to: '2025' }, ['2024', '2025']],
      [{ from: '2025-Q1', to: '2026-12-31' }, ['2025', '2026']],
      [{ from: '2025-Q2', to: '2026' }, ['2026']],
      [{ from: 'FY2025', to: 'FY2025' }, ['2025']],
    ])('lists the releases of an indicator within the span %j', async (span, expected) => {
      expect(await periods({ span })).toEqual(expected);
    });

    it('rejects a span that ends before it begins', async () => {
      await expect(periods({ span: { from: '2025', to: '2023' } })).rejects.toThrow(
        '`to` (2023) ends before `from` (2025) begins.',
      );
    });

    it("applies the ecosystem's fiscal year to a span of releases", async () => {
      const other = await fixture.ecosystem({ slug: 'other-town', fiscalYearStart: '07-01' });
      ({ indicatorId, versionId } = await fixture.adopted(other));
      await releaseYears();
      expect(await periods({ span: { from: 'FY2025' } })).toEqual(['2025', '2026']);
      expect(await periods({ span: { to: 'FY2026' } })).toEqual(['2024', '2025']);
    });
  });
});
