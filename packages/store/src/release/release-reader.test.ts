import { anonymous } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { engines } from '../testing/engines.ts';
import { cell, MeasurementFixture, uuidOf } from '../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';

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

describe.each(engines)('releases of an indicator on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    fixture = new MeasurementFixture(database);
  });

  beforeEach(async () => {
    ecosystemId = await fixture.ecosystem();
    ({ indicatorId, versionId } = await fixture.adopted(ecosystemId));
  });

  afterAll(() => database.close());

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
