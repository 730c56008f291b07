import { anonymous, encodeTypeId, localProgram, newUuid, type Viewer } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ecosystemDefinition } from '../ecosystem/index.ts';
import { transact } from '../shared/database/transact.ts';
import { UnitOfWork } from '../shared/unit-of-work.ts';
import { engines } from '../testing/engines.ts';
import { cell, issuesOf, MeasurementFixture, uuidOf } from '../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import type { CellRow, ReleasedCellFilter } from './cell/released-cell-reader.ts';
import { publishRelease, releaseReports } from './release-writer.ts';

let database: TestDatabase;
let fixture: MeasurementFixture;
let ecosystemId: string;
let indicatorId: string;
let versionId: string;

const people = { countingUnit: 'PEOPLE' };

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
      releasedBy: 'local',
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

  it('rejects a release if no verified report has a figure', async () => {
    const qualitative = { kind: 'QUALITATIVE', aggregationAcrossOrganizations: 'NONE', aggregationOverTime: 'NONE' };
    ({ versionId } = await fixture.adopted(ecosystemId, qualitative));
    await fixture.verified(versionId, { cells: [], narrative: 'They sing' });
    expect(await publish()).toEqual(['REQUIRED period']);
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
      const work = transact({ database, actor: null }, async (em) => {
        await releaseReports(new UnitOfWork(em, { viewer: localProgram, guards: database.guards }), {
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
    const outcomes = await transact({ database, actor: null }, async (em) => {
      const unit = new UnitOfWork(em, { viewer: localProgram, guards: database.guards });
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
});
