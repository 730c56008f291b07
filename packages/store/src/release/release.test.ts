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
let make: MeasurementFixture;
let ecosystemId: string;
let indicatorId: string;
let versionId: string;

const people = { countingUnit: 'PEOPLE' };
const withheld = 'withheld';

async function indicatorRow(id = indicatorId) {
  const row = await make.read().record('indicator', uuidOf(id));
  if (!row) throw new Error(`there is no indicator ${id}`);
  return row;
}

async function cellsOf(
  releaseId: string,
  options: { viewer?: Viewer; filter?: ReleasedCellFilter; page?: object } = {},
): Promise<CellRow[]> {
  const { viewer = anonymous, filter = {}, page = { first: 100 } } = options;
  return (await make.read(viewer).release.cells.ofRelease(uuidOf(releaseId), { page, filter })).rows;
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
  const version = await make.read().record('indicator_version', uuidOf(id));
  return indicatorRow(encodeTypeId('indicator', version?.indicatorId ?? ''));
}

const publish = async (more: object = {}) =>
  issuesOf(await publishRelease(make.writer, { indicatorVersionId: versionId, period: '2024', ...more }));

async function execute(statement: string, parameters: readonly unknown[]): Promise<void> {
  await database.orm.em.fork().execute(statement, [...parameters]);
}

describe.each(engines)('releases on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    make = new MeasurementFixture(database);
  });

  beforeEach(async () => {
    ecosystemId = await make.ecosystem();
    ({ indicatorId, versionId } = await make.adopted(ecosystemId));
  });

  afterAll(() => database.close());

  it('show everyone the figures of verified reports, and no others', async () => {
    const [first, second, third] = await Promise.all(
      ['Zoo', 'Museum', 'Library'].map((name) => make.organization(ecosystemId, { name })),
    );
    await make.verified(versionId, { organizationId: first, cells: [cell('7')] });
    await make.verified(versionId, { organizationId: second, cells: [cell('5')] });
    await make.report(versionId, { organizationId: third, cells: [cell('6')] });
    await make.verified(versionId, { period: '2025', cells: [cell('9')] });
    await make.verified(versionId);
    const id = await make.release(versionId);
    expect(await valuesOf(id)).toEqual(['30', '10', '20', '5', '7']);
    expect((await cellsOf(id)).map(({ organizationId }) => organizationId)).toEqual([
      null,
      null,
      null,
      uuidOf(second ?? ''),
      uuidOf(first ?? ''),
    ]);
    const row = await make.read(anonymous).record('release', uuidOf(id));
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

  it('keep zero, missing, not applicable and suppressed at source apart', async () => {
    const states = ['MISSING', 'SUPPRESSED_AT_SOURCE', 'NOT_APPLICABLE'];
    const organizations = await Promise.all(['A', 'B', 'C'].map((name) => make.organization(ecosystemId, { name })));
    for (const [at, status] of states.entries()) {
      await make.verified(versionId, { organizationId: organizations[at], cells: [{ status }] });
    }
    await make.verified(versionId, { cells: [cell('0')] });
    const shown = await cellsOf(await make.release(versionId));
    expect(shown.map(({ value, status, suppressed }) => [value, status, suppressed])).toEqual([
      ['0', 'OBSERVED', false],
      [null, 'MISSING', false],
      [null, 'SUPPRESSED_AT_SOURCE', false],
      [null, 'NOT_APPLICABLE', false],
    ]);
  });

  it('stay as they are when a report is corrected, until the next one', async () => {
    const report = await make.verified(versionId);
    const before = await make.release(versionId);
    await execute('update "cell" set "value" = 99 where "report_id" = ?', [uuidOf(report)]);
    expect(await valuesOf(before)).toEqual(['30', '10', '20']);
    const after = await make.release(versionId);
    expect(await valuesOf(after)).toEqual(['99', '99', '99']);
    expect(await valuesOf(before)).toEqual(['30', '10', '20']);
  });

  it('take the place of the one before, which says when', async () => {
    await make.verified(versionId);
    const before = await make.release(versionId);
    const after = await make.release(versionId);
    const { record, release } = make.read(anonymous);
    const { releases } = release;
    const [old, current] = await Promise.all([before, after].map((id) => record('release', uuidOf(id))));
    expect([old?.replacedAt, current?.replacedAt]).toEqual([current?.releasedAt, null]);
    const listed = await releases.ofIndicator(await indicatorRow(), { page: {}, span: {} });
    expect(listed.rows.map(({ id }) => id)).toEqual([uuidOf(after)]);
  });

  it('keep the threshold that they were made under', async () => {
    await make.verified(versionId);
    const id = await make.release(versionId);
    const change = { id: ecosystemId, expectedVersion: 1, disclosureThreshold: 30 };
    expect(issuesOf(await make.writer.update(ecosystemDefinition, change))).toEqual([]);
    expect((await make.read().record('release', uuidOf(id)))?.threshold).toBe(10);
  });

  it('are not got round by a baseline of few people that is open to others', async () => {
    ({ versionId } = await make.adopted(ecosystemId, people));
    const create = (more: object) =>
      make.writer.create(baselineDefinition, { indicatorVersionId: versionId, period: '2019', ...more });
    for (const visibility of ['PUBLIC', 'MEMBERS']) {
      expect(issuesOf(await create({ value: '3', visibility }))).toEqual(['SMALL_GROUP value']);
    }
    const kept = await create({ value: '3', visibility: 'RESTRICTED' });
    expect(issuesOf(kept)).toEqual([]);
    const id = kept.ok ? encodeTypeId('baseline', kept.value) : '';
    const opened = await make.writer.update(baselineDefinition, { id, expectedVersion: 1, visibility: 'PUBLIC' });
    expect(issuesOf(opened)).toEqual(['SMALL_GROUP value']);
    expect(issuesOf(await create({ period: '2018', value: '10', visibility: 'PUBLIC' }))).toEqual([]);
  });

  it('are not got round by baselines that leave few people of each other', async () => {
    ({ versionId } = await make.adopted(ecosystemId, people));
    const baseline = { indicatorVersionId: versionId, period: '2019', visibility: 'PUBLIC' };
    const women = { ...baseline, categories: [{ dimension: 'sex', category: 'F' }] };
    const create = async (more: object) =>
      issuesOf(await make.writer.create(baselineDefinition, { ...baseline, ...more }));
    expect(await create({ value: '100' })).toEqual([]);
    expect(await create({ ...women, value: '97' })).toEqual(['SMALL_GROUP value']);
    const id = await make.create(baselineDefinition, { ...women, value: '97', visibility: 'RESTRICTED' });
    const update = async (more: object) =>
      issuesOf(
        await make.writer.update(baselineDefinition, { id, expectedVersion: await make.versionOf(id), ...more }),
      );
    expect(await update({ visibility: 'MEMBERS' })).toEqual(['SMALL_GROUP value']);
    expect(await update({ visibility: 'MEMBERS', period: '2018' })).toEqual([]);
    expect(await update({ period: '2019' })).toEqual(['SMALL_GROUP value']);
    expect(await update({ period: '2019', value: '90' })).toEqual([]);
    expect(await update({ value: '91' })).toEqual(['SMALL_GROUP value']);
  });

  it('are not got round by two baselines that are written at once', async () => {
    ({ versionId } = await make.adopted(ecosystemId, people));
    const baseline = { indicatorVersionId: versionId, period: '2019', visibility: 'PUBLIC' };
    const women = { ...baseline, categories: [{ dimension: 'sex', category: 'F' }] };
    const outcomes = await Promise.all(
      [
        { ...baseline, value: '100' },
        { ...women, value: '97' },
      ].map((each) => make.writer.create(baselineDefinition, each)),
    );
    expect(outcomes.flatMap(issuesOf)).toEqual(['SMALL_GROUP value']);
  });

  it('are refused where a figure is about fewer people than the threshold, and leave the one before', async () => {
    ({ versionId } = await make.adopted(ecosystemId, people));
    await make.verified(versionId);
    const id = await make.release(versionId);
    const few = await make.organization(ecosystemId);
    await make.verified(versionId, { organizationId: few, cells: [cell('9')] });
    expect(await publish()).toEqual(['SMALL_GROUP period']);
    const row = await make.read().record('release', uuidOf(id));
    expect([row?.replacedAt, await valuesOf(id)]).toEqual([null, ['30', '10', '20']]);
  });

  it.each<[string, object, object, (string | null)[]]>([
    ['people below the threshold', people, { cells: [cell('9')] }, [withheld]],
    ['people at the threshold', people, { cells: [cell('10')] }, ['10']],
    ['nobody', people, { cells: [cell('0')] }, ['0']],
    ['events', {}, { cells: [cell('9')] }, ['9']],
    ['events with few people behind them', {}, { cells: [{ value: '9', base: 4 }] }, [withheld]],
    [
      'a category that is few',
      people,
      { cells: [cell('30'), cell('4', 'F'), cell('26', 'M')] },
      ['30', withheld, withheld],
    ],
    ['a category that leaves few', people, { cells: [cell('30'), cell('26', 'M')] }, ['30', withheld]],
    [
      'a figure withheld before it came here',
      people,
      { cells: [{ status: 'SUPPRESSED_AT_SOURCE' }] },
      ['SUPPRESSED_AT_SOURCE'],
    ],
  ])('withhold what is needed of %s', async (_case, definition, report, expected) => {
    ({ versionId } = await make.adopted(ecosystemId, definition));
    await make.verified(versionId, report);
    const cells = await cellsOf(await make.release(versionId));
    expect(cells.map(({ suppressed, value, status }) => (suppressed ? withheld : (value ?? status)))).toEqual(expected);
  });

  it('leave no few people of the figure of the ecosystem itself', async () => {
    ({ versionId } = await make.adopted(ecosystemId, people));
    const [one, other] = await Promise.all([1, 2].map(() => make.organization(ecosystemId)));
    await make.verified(versionId, { cells: [cell('100')] });
    await make.verified(versionId, { organizationId: one, cells: [cell('60')] });
    expect(await publish()).toEqual([]);
    await make.verified(versionId, { organizationId: other, cells: [cell('37')] });
    expect(await publish()).toEqual(['SMALL_GROUP period']);
  });

  it('are refused where no report has a figure', async () => {
    const words = { kind: 'QUALITATIVE', aggregationAcrossOrganizations: 'NONE', aggregationOverTime: 'NONE' };
    ({ versionId } = await make.adopted(ecosystemId, words));
    await make.verified(versionId, { cells: [], narrative: 'They sing' });
    expect(await publish()).toEqual(['REQUIRED period']);
  });

  it('withhold figures of people at places beside those of all places', async () => {
    ({ versionId } = await make.adopted(ecosystemId, people));
    const place = { code: 'N', label: 'North' };
    await make.verified(versionId, { cells: [cell('100'), cell('50', 'F'), cell('50', 'M')] });
    await make.verified(versionId, { place, cells: [cell('50'), cell('45', 'F')] });
    const cells = await cellsOf(await make.release(versionId));
    expect(cells.map(({ place: at, suppressed }) => [at?.code, suppressed])).toEqual([
      [undefined, false],
      [undefined, false],
      [undefined, false],
      ['N', true],
      ['N', true],
    ]);
  });

  it('are not made beside a baseline, another version or an overlapping period that would tell what they withhold', async () => {
    ({ indicatorId, versionId } = await make.adopted(ecosystemId, { ...people, frequency: 'INTERVAL' }));
    const few = [cell('30'), cell('4', 'F'), cell('26', 'M')];
    const half = { period: '2024-01-15/2024-06-30' };
    await make.verified(versionId, { ...half, cells: few });
    const baseline = (more: object) =>
      make.writer.create(baselineDefinition, {
        indicatorVersionId: versionId,
        ...half,
        value: '30',
        visibility: 'PUBLIC',
        ...more,
      });
    const id = await make.create(baselineDefinition, {
      indicatorVersionId: versionId,
      ...half,
      value: '30',
      visibility: 'PUBLIC',
    });
    expect(await publish(half)).toEqual(['SMALL_GROUP period']);
    const close = { id, expectedVersion: 1, visibility: 'RESTRICTED' };
    expect(issuesOf(await make.writer.update(baselineDefinition, close))).toEqual([]);
    expect(await publish(half)).toEqual([]);
    const men = { categories: [{ dimension: 'sex', category: 'M' }], value: '26' };
    expect(issuesOf(await baseline(men))).toEqual(['SMALL_GROUP value']);
    const year = { period: '2024-01-15/2024-12-15' };
    await make.verified(versionId, { ...year, cells: [cell('90')] });
    expect(await publish(year)).toEqual(['SMALL_GROUP period']);
    const later = await make.version(indicatorId, { ...people, frequency: 'INTERVAL' });
    await make.adopt(later);
    await make.verified(later, { ...half, cells: [cell('31')] });
    expect(await publish({ indicatorVersionId: later, ...half })).toEqual(['SMALL_GROUP period']);
  });

  it('tell no one but the store why a cell is withheld, and keep no number of it', async () => {
    ({ versionId } = await make.adopted(ecosystemId, people));
    await make.verified(versionId, { cells: [cell('30'), cell('4', 'F'), cell('26', 'M')] });
    const rows = await cellsOf(await make.release(versionId));
    expect(rows.map(({ value, reason }) => [value, reason])).toEqual([
      ['30', null],
      [null, 'SENSITIVE'],
      [null, 'COMPLEMENTARY'],
    ]);
  });

  it('have what organizations make together, decided with the rest', async () => {
    ({ versionId } = await make.adopted(ecosystemId, people));
    for (const [women, men] of [
      ['20', '30'],
      ['25', '35'],
      ['4', '26'],
    ] as const) {
      const organizationId = await make.organization(ecosystemId);
      const cells = [cell(String(Number(women) + Number(men))), cell(women, 'F'), cell(men, 'M')];
      await make.verified(versionId, { organizationId, cells });
    }
    const cells = await cellsOf(await make.release(versionId));
    const together = cells.filter(({ scope }) => scope === 'AGGREGATE');
    expect(together.map(({ value, organizationId }) => [value, organizationId])).toEqual([
      ['140', null],
      ['49', null],
      ['91', null],
    ]);
    const small = cells.filter(({ suppressed }) => suppressed);
    expect(small.map(({ scope, value, reason }) => [scope, value, reason])).toEqual([
      ...Array(4).fill(['ORGANIZATION', null, 'COMPLEMENTARY']),
      ['ORGANIZATION', null, 'SENSITIVE'],
      ['ORGANIZATION', null, 'COMPLEMENTARY'],
    ]);
  });

  it('take late reports in threes, and correct what is shown', async () => {
    ({ versionId } = await make.adopted(ecosystemId, people));
    const report = async (women: number, men: number) => {
      const cells = [cell(String(women + men)), cell(String(women), 'F'), cell(String(men), 'M')];
      return make.verified(versionId, { organizationId: await make.organization(ecosystemId), cells });
    };
    await Promise.all([report(20, 30), report(25, 35), report(40, 30)]);
    const first = await make.release(versionId);
    await report(3, 30);
    expect(await publish()).toEqual(['SMALL_GROUP period']);
    await report(12, 22);
    expect(await publish()).toEqual(['SMALL_GROUP period']);
    expect((await make.read().record('release', uuidOf(first)))?.replacedAt).toBeNull();
    await report(15, 31);
    const second = await make.release(versionId);
    const cells = await cellsOf(second);
    expect(cells).toHaveLength(21);
    expect(cells.find(({ scope }) => scope === 'AGGREGATE')?.value).toBe('293');
    expect(await publish()).toEqual([]);
    const third = (await make.read().release.releases.ofIndicator(await indicatorOf(versionId), { page: {}, span: {} }))
      .rows;
    expect(third).toHaveLength(1);
    expect(await shownOf(encodeTypeId('release', third[0]?.id ?? ''))).toEqual(await shownOf(second));
  });

  it.each<[string, () => Promise<object> | object, string[]]>([
    ['nothing verified', () => ({ period: '2031' }), ['NOT_FOUND period']],
    [
      'a version that is not there',
      () => ({ indicatorVersionId: encodeTypeId('indicator_version', newUuid()) }),
      ['NOT_FOUND indicatorVersionId'],
    ],
    ['an id of something else', () => ({ indicatorVersionId: ecosystemId }), ['INVALID indicatorVersionId']],
    ['a period that is none', () => ({ period: 'soon' }), ['INVALID period']],
    ['figures of its own', () => ({ threshold: 3 }), ['INVALID threshold']],
  ])('are refused with %s', async (_case, more, expected) => {
    await make.verified(versionId);
    expect(await publish(await more())).toEqual(expected);
  });

  it('are made once under one key', async () => {
    await make.verified(versionId);
    const command = { indicatorVersionId: versionId, period: '2024', visibility: null, idempotencyKey: newUuid() };
    const [first, again] = [await publishRelease(make.writer, command), await publishRelease(make.writer, command)];
    expect(again).toEqual(first);
    const other = await publishRelease(make.writer, { ...command, period: '2025' });
    expect(issuesOf(other)).toEqual(['IDEMPOTENCY_KEY_REUSED idempotencyKey']);
  });

  it('are one at a time where several are made at once', async () => {
    await make.verified(versionId);
    const outcomes = await Promise.all([1, 2, 3].map(() => publish()));
    expect(outcomes.some((issues) => issues.length === 0)).toBe(true);
    expect(outcomes.flat().every((issue) => issue === 'DUPLICATE period')).toBe(true);
    const { releases } = make.read().release;
    const current = await releases.ofIndicator(await indicatorRow(), { page: {}, span: {} });
    expect(current.rows).toHaveLength(1);
  });

  // The embedded database has one connection: nobody else is there meanwhile.
  if (engine === 'postgresql') {
    it('hold the reports that they are made from until they are made', async () => {
      const report = await make.verified(versionId);
      const made = Promise.withResolvers<void>();
      const looked = Promise.withResolvers<void>();
      const work = transact(database, { actor: null }, async (em) => {
        await releaseReports(new UnitOfWork(em, { viewer: operator, guards: database.guards }), {
          indicatorVersionId: uuidOf(versionId),
          period: '2024',
        });
        made.resolve();
        await looked.promise;
      });
      await made.promise;
      const correction = execute('select 1 from "indicator_report" where "id" = ? for update nowait', [uuidOf(report)]);
      const refusal = expect(correction).rejects.toThrow(/could not obtain lock/);
      await refusal.finally(looked.resolve);
      await work;
    });
  }

  it('that are refused inside a larger work leave the rest of it', async () => {
    ({ versionId } = await make.adopted(ecosystemId, people));
    await make.verified(versionId, { period: '2025', cells: [cell('20')] });
    const outcomes = await transact(database, { actor: null }, async (em) => {
      const unit = new UnitOfWork(em, { viewer: operator, guards: database.guards });
      const indicatorVersionId = uuidOf(versionId);
      const refused = await releaseReports(unit, { indicatorVersionId, period: '2024' });
      return [refused, await releaseReports(unit, { indicatorVersionId, period: '2025' })];
    });
    expect(outcomes.map(issuesOf)).toEqual([['NOT_FOUND period'], []]);
  });

  it('enter one change and one audit entry each', async () => {
    await make.verified(versionId);
    const before = await make.release(versionId);
    await make.release(versionId);
    const entries = await database.orm.em
      .fork()
      .execute('select "operation" from "audit_entry" where "record_id" = ? order by "id"', [uuidOf(before)]);
    expect(entries.map(({ operation }) => operation)).toEqual(['INSERT', 'UPDATE']);
  });

  describe('read by everyone', () => {
    it('show no number of a cell that is withheld', async () => {
      await make.verified(versionId);
      const id = await make.release(versionId);
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

    it('are not there where the release or its ecosystem is closed', async () => {
      await make.verified(versionId);
      const id = await make.release(versionId, { visibility: 'MEMBERS' });
      expect(await make.read(anonymous).record('release', uuidOf(id))).toBeNull();
      const hidden = await make.ecosystem({ visibility: 'MEMBERS' });
      ({ indicatorId, versionId } = await make.adopted(hidden));
      await make.verified(versionId);
      const within = await make.release(versionId);
      const { releases } = make.read(anonymous).release;
      expect(await make.read(anonymous).record('release', uuidOf(within))).toBeNull();
      const listed = await releases.ofIndicator(await indicatorRow(), { page: {}, span: {} });
      expect([listed.rows, await listed.totalCount()]).toEqual([[], 0]);
    });

    it('have no cells by a dimension that is closed, and do not count them', async () => {
      ({ versionId } = await make.adopted(ecosystemId));
      await execute(`update "dimension" set "visibility" = 'MEMBERS' where "indicator_version_id" = ?`, [
        uuidOf(versionId),
      ]);
      await make.verified(versionId);
      const id = await make.release(versionId);
      expect(await valuesOf(id)).toEqual(['30']);
      expect(await valuesOf(id, { viewer: operator })).toEqual(['30', '10', '20']);
      const page = await make.read(anonymous).release.cells.ofRelease(uuidOf(id), { page: {}, filter: {} });
      expect(await page.totalCount()).toBe(1);
    });

    it.each<[string, string[] | null, string[]]>([
      ['all cells', null, ['30', '10', '20']],
      ['totals', [], ['30']],
      ['one dimension', ['sex'], ['10', '20']],
      ['one dimension said twice', ['sex', 'sex'], ['10', '20']],
      ['a dimension that is not there', ['age'], []],
      ['a dimension more than there is', ['sex', 'age'], []],
    ])('are narrowed to %s', async (_case, by, expected) => {
      await make.verified(versionId);
      expect(await valuesOf(await make.release(versionId), { filter: { by } })).toEqual(expected);
    });

    it('are narrowed to one reporter, and to a closed one for those who see it alone', async () => {
      const [open, closed] = await Promise.all(
        (['PUBLIC', 'MEMBERS'] as const).map((visibility) => make.organization(ecosystemId, { visibility })),
      );
      await make.verified(versionId, { organizationId: open, cells: [cell('5')] });
      await make.verified(versionId, { organizationId: closed, cells: [cell('6')] });
      await make.verified(versionId, { cells: [cell('11')] });
      const id = await make.release(versionId);
      const by = (kind: 'organization' | 'ecosystem', reporter = '') => ({
        filter: { reporter: { kind, id: uuidOf(reporter) } },
      });
      expect(await valuesOf(id)).toEqual(['11', '5']);
      expect(await valuesOf(id, { filter: { by: [] } })).toEqual(['11', '5']);
      expect((await valuesOf(id, { viewer: operator })).sort()).toEqual(['11', '5', '6']);
      const page = await make.read(anonymous).release.cells.ofRelease(uuidOf(id), { page: {}, filter: {} });
      expect(await page.totalCount()).toBe(2);
      expect(await valuesOf(id, by('organization', open))).toEqual(['5']);
      expect(await valuesOf(id, by('organization', closed))).toEqual([]);
      expect(await valuesOf(id, { ...by('organization', closed), viewer: operator })).toEqual(['6']);
      expect(await valuesOf(id, by('ecosystem', ecosystemId))).toEqual(['11']);
      expect(await valuesOf(id, by('ecosystem', await make.ecosystem()))).toEqual([]);
    });

    it('have the total of the ecosystem itself, else what its organizations make together', async () => {
      const organizationId = await make.organization(ecosystemId);
      await make.verified(versionId, { organizationId, cells: [cell('5')] });
      const total = async (id: string) => (await make.read(anonymous).release.cells.totalOfRelease(uuidOf(id)))?.value;
      expect(await total(await make.release(versionId))).toBe('5');
      await make.verified(versionId);
      expect(await total(await make.release(versionId))).toBe('30');
    });

    it('have their cells paged through, forwards and backwards', async () => {
      await make.verified(versionId);
      const id = await make.release(versionId);
      const page = (page: object) => make.read(anonymous).release.cells.ofRelease(uuidOf(id), { page, filter: {} });
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

  describe('of an indicator', () => {
    const releaseYears = async () => {
      for (const period of ['2026', '2024', '2025']) {
        await make.verified(versionId, { period });
        await make.release(versionId, { period });
      }
    };
    beforeEach(releaseYears);

    const periods = async (options: { page?: object; span?: object }) => {
      const { page = {}, span = {} } = options;
      const { releases } = make.read(anonymous).release;
      return (await releases.ofIndicator(await indicatorRow(), { page, span })).rows.map(({ period }) => period);
    };

    it('are listed by period, of all its versions', async () => {
      const next = await make.version(indicatorId);
      await make.adopt(next);
      await make.verified(next, { period: '2027', cells: [cell('1')] });
      await make.release(next, { period: '2027' });
      expect(await periods({})).toEqual(['2024', '2025', '2026', '2027']);
    });

    it('are paged through from either end', async () => {
      const { releases } = make.read().release;
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
    ])('lie within the span %j', async (span, expected) => {
      expect(await periods({ span })).toEqual(expected);
    });

    it('lie in no span that ends before it begins', async () => {
      await expect(periods({ span: { from: '2025', to: '2023' } })).rejects.toThrow(
        '`to` (2023) ends before `from` (2025) begins.',
      );
    });

    it('lie within a fiscal year of the ecosystem', async () => {
      const other = await make.ecosystem({ slug: 'other-town', fiscalYearStart: '07-01' });
      ({ indicatorId, versionId } = await make.adopted(other));
      await releaseYears();
      expect(await periods({ span: { from: 'FY2025' } })).toEqual(['2025', '2026']);
      expect(await periods({ span: { to: 'FY2026' } })).toEqual(['2024', '2025']);
    });
  });
});
