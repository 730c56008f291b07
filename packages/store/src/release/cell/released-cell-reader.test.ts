import { anonymous, localProgram, type Viewer } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { engines } from '../../testing/engines.ts';
import { cell, MeasurementFixture, uuidOf } from '../../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import type { CellRow, ReleasedCellFilter } from './released-cell-reader.ts';

let database: TestDatabase;
let fixture: MeasurementFixture;
let ecosystemId: string;
let indicatorId: string;
let versionId: string;

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

async function execute(statement: string, parameters: readonly unknown[]): Promise<void> {
  await database.orm.em.fork().execute(statement, [...parameters]);
}

describe.each(engines)('released cells on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    fixture = new MeasurementFixture(database);
  });

  beforeEach(async () => {
    ecosystemId = await fixture.ecosystem();
    ({ indicatorId, versionId } = await fixture.adopted(ecosystemId));
  });

  afterAll(() => database.close());

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
    expect(await valuesOf(id, { viewer: localProgram })).toEqual(['30', '10', '20']);
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
    expect((await valuesOf(id, { viewer: localProgram })).sort()).toEqual(['11', '5', '6']);
    const page = await fixture.read(anonymous).release.cells.ofRelease(uuidOf(id), { page: {}, filter: {} });
    expect(await page.totalCount()).toBe(2);
    expect(await valuesOf(id, reporterFilter('organization', open))).toEqual(['5']);
    expect(await valuesOf(id, reporterFilter('organization', closed))).toEqual([]);
    expect(await valuesOf(id, { ...reporterFilter('organization', closed), viewer: localProgram })).toEqual(['6']);
    expect(await valuesOf(id, reporterFilter('ecosystem', ecosystemId))).toEqual(['11']);
    expect(await valuesOf(id, reporterFilter('ecosystem', await fixture.ecosystem()))).toEqual([]);
  });

  it("returns the ecosystem's own total of a release, or else the aggregate of its organizations", async () => {
    const organizationId = await fixture.organization(ecosystemId);
    await fixture.verified(versionId, { organizationId, cells: [cell('5')] });
    const total = async (id: string) => (await fixture.read(anonymous).release.cells.totalOfRelease(uuidOf(id)))?.value;
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
