import { localProgram } from '@collective-impact/sdk';
import type { ImportItem } from '@collective-impact/sdk/import';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../shared/database/database.ts';
import { emptyDatabase } from '../testing/empty-database.ts';
import { engines } from '../testing/engines.ts';
import { openTestDatabase } from '../testing/open-test-database.ts';
import { attendance, observation, source } from './import.fixture.ts';
import { type LoadOptions, load } from './load.ts';
import type { ImportProgress } from './progress.ts';

/** Places in clubs. Girls and boys add up to the total. */
const places = structuredClone(attendance) as typeof attendance & { kind: 'indicator' };
Object.assign(places.value, { code: 'places', name: 'Places' });
Object.assign(places.value.version, { kind: 'COUNT', countingUnit: 'OTHER' });
Object.assign(places.value.dimensions[0] ?? {}, { exhaustive: true });

const of = (category: string) => [{ dimension: 'sex', category, label: category }];
const row = (line: number, values: Parameters<typeof observation>[1]) => observation(line, values);
const whole = [
  places,
  row(2, { value: '140' }),
  row(3, { value: '80', categories: of('girls') }),
  row(4, { value: '60', categories: of('boys') }),
  row(5, { value: '150', period: '2025' }),
];

describe.each(engines)('import of a file with a part of the cells of a period on %s', (engine) => {
  let database: Database;
  beforeAll(async () => {
    database = await openTestDatabase(engine);
  });
  beforeEach(async () => {
    await emptyDatabase(database);
    await importItems(whole);
  });
  afterAll(() => database.close());

  const importItems = (items: readonly ImportItem[], options: Partial<LoadOptions> = {}) =>
    load(database, {
      source: source(items),
      viewer: localProgram,
      ecosystem: 'made-up-town',
      create: { name: 'Made-up Town' },
      visibility: 'PUBLIC',
      ...options,
    });
  const query = async (text: string) => (await sql.raw<Record<string, unknown>>(text).execute(database.kysely())).rows;
  const released = async () =>
    (
      await query(`select "r"."period" || ' ' || coalesce("g"."code", 'total') || ' ' || coalesce("c"."value"::text, '-') as "cell"
        from "released_cell" as "c" join "release" as "r" on "r"."id" = "c"."release_id" and "r"."replaced_at" is null
        join "breakdown" as "b" on "b"."id" = "c"."breakdown_id" left join "category" as "g" on "g"."id" = any("b"."category_ids")
        order by 1`)
    ).map(({ cell }) => cell);
  const before = ['2024 boys 60', '2024 girls 80', '2024 total 140', '2025 total 150'];
  const boys = (value: string) => row(2, { value, categories: of('boys') });
  const unmentioned = { cells: 2, periods: 1, reports: [{ indicator: 'places', period: '2024', organization: null }] };

  it('keeps the cells that are not in the file, and lists them', async () => {
    const loaded = await importItems([places, boys('61'), row(3, { value: '141' })]);
    expect(loaded.cells).toEqual({ created: 0, changed: 2, unchanged: 0 });
    expect(loaded.kept).toEqual({
      cells: 1,
      periods: 1,
      reports: [
        {
          indicator: 'places',
          period: '2024',
          organization: null,
          cells: [[{ dimension: 'sex', category: 'girls' }]],
        },
      ],
    });
    expect(loaded.removed.cells).toBe(0);
    expect(await released()).toEqual(['2024 boys 61', '2024 girls 80', '2024 total 141', '2025 total 150']);
  });

  it('keeps the visibility of the release that it replaces', async () => {
    const visibilities = () =>
      query(`select "period", "visibility" from "release" where "replaced_at" is null order by "period_start"`);
    const loaded = await importItems([places, boys('61'), row(3, { value: '141' })], { visibility: undefined });
    expect(loaded.released).toEqual([
      {
        indicator: 'places',
        period: '2024',
        visibility: 'PUBLIC',
        suppressed: 0,
        suppressedByReason: {},
        formerlyPublished: 0,
        reportsOutsideTotals: 0,
      },
    ]);
    const fresh = await importItems([places, row(2, { value: '160', period: '2026' })], { visibility: undefined });
    expect(fresh.released).toEqual([
      {
        indicator: 'places',
        period: '2026',
        visibility: 'MEMBERS',
        suppressed: 0,
        suppressedByReason: {},
        formerlyPublished: 0,
        reportsOutsideTotals: 0,
      },
    ]);
    expect(await visibilities()).toEqual([
      { period: '2024', visibility: 'PUBLIC' },
      { period: '2025', visibility: 'PUBLIC' },
      { period: '2026', visibility: 'MEMBERS' },
    ]);
    const opened = await importItems([places, row(2, { value: '160', period: '2026' })]);
    expect(opened.released).toEqual([
      {
        indicator: 'places',
        period: '2026',
        visibility: 'PUBLIC',
        suppressed: 0,
        suppressedByReason: {},
        formerlyPublished: 0,
        reportsOutsideTotals: 0,
      },
    ]);
    expect((await importItems([places, row(2, { value: '160', period: '2026' })])).released).toEqual([]);
    const closed = await importItems([places, boys('61')], { visibility: 'MEMBERS' });
    expect(closed.released).toEqual([
      {
        indicator: 'places',
        period: '2024',
        visibility: 'MEMBERS',
        suppressed: 0,
        suppressedByReason: {},
        formerlyPublished: 0,
        reportsOutsideTotals: 0,
      },
    ]);
    expect((await visibilities())[0]).toEqual({ period: '2024', visibility: 'MEMBERS' });
  });

  it('changes nothing if its cells exist, and lists the cells that are not in the file', async () => {
    const loaded = await importItems([places, boys('60')]);
    expect(loaded).toMatchObject({ cells: { created: 0, changed: 0, unchanged: 1 }, released: [], kept: unmentioned });
    expect(loaded.tallies.get('indicator_report')).toEqual({ created: 0, changed: 0, unchanged: 1 });
    expect(await released()).toEqual(before);
  });

  it('removes and lists the other cells of the period if `replace` is set', async () => {
    const loaded = await importItems([places, boys('60')], { replace: true });
    expect(loaded.removed).toMatchObject(unmentioned);
    expect(loaded.removed.reports[0]?.cells).toEqual([[], [{ dimension: 'sex', category: 'girls' }]]);
    expect(loaded.kept.cells).toBe(0);
    expect(loaded.tallies.get('indicator_report')).toEqual({ created: 0, changed: 1, unchanged: 0 });
    expect(await released()).toEqual(['2024 boys 60', '2025 total 150']);
    const again = await importItems([places, boys('60')], { replace: true });
    expect(again).toMatchObject({ removed: { cells: 0 }, released: [] });
  });

  it('returns the same result in a dry run', async () => {
    expect((await importItems([places, boys('60')], { dryRun: true })).kept).toMatchObject(unmentioned);
    expect((await importItems([places, boys('60')], { dryRun: true, replace: true })).removed).toMatchObject(
      unmentioned,
    );
    expect(await released()).toEqual(before);
  });

  it('rejects cells that do not add up with the existing cells', async () => {
    await expect(importItems([places, boys('61')])).rejects.toMatchObject({
      name: 'SourceError',
      place: { line: 2 },
      message: expect.stringMatching(
        /^The figures for places 2024 do not add up\. The categories of "sex" add up to 141, but the total is 140\. Correct one of these figures\. The report includes 2 existing cells that are not in the file\.$/,
      ),
      remedy: expect.stringMatching(/other rows for 2024.*--replace/),
    });
    await expect(importItems([places, boys('61')], { dryRun: true })).rejects.toThrow('add up to 141');
    expect(await released()).toEqual(before);
    await importItems([places, boys('61')], { replace: true });
    expect(await released()).toEqual(['2024 boys 61', '2025 total 150']);
  });

  it('rejects cells of a new period that do not add up, and names the row', async () => {
    const wrong = [
      places,
      row(8, { value: '10', period: '2026' }),
      row(9, { value: '4', period: '2026', categories: of('girls') }),
    ];
    const boysOf2026 = row(7, { value: '5', period: '2026', categories: of('boys') });
    await expect(importItems([...wrong, boysOf2026])).rejects.toMatchObject({
      place: { line: 8 },
      message:
        'The figures for places 2026 do not add up. The categories of "sex" add up to 9, but the total is 10. Correct one of these figures.',
      remedy: expect.stringContaining('Correct the figures for 2026'),
    });
  });

  it('adds a period to the existing ones', async () => {
    const loaded = await importItems([places, row(2, { value: '160', period: '2026' })]);
    expect(loaded).toMatchObject({ cells: { created: 1 }, kept: { cells: 0 }, released: [{ period: '2026' }] });
    expect(await released()).toEqual([...before, '2026 total 160']);
  });

  it('keeps the narrative of a report, and the standard error of figures that it does not change', async () => {
    await query(`update "indicator_report" set "narrative" = 'Narrative.'`);
    await query(`update "cell" set "standard_error" = 2`);
    await importItems([places, boys('61'), row(3, { value: '141' })]);
    expect(await query(`select distinct "narrative" from "indicator_report"`)).toEqual([{ narrative: 'Narrative.' }]);
    expect(await query(`select "value" from "cell" where "standard_error" = 2 order by 1`)).toEqual([
      { value: '80' },
      { value: '150' },
    ]);
  });

  const correctedCells = async () =>
    (
      await query(`select "o"."reason" || ' ' || "o"."number" || ' ' || "i"."period" || ' ' || coalesce("g"."code", 'total') || ' '
          || "c"."value"::text || coalesce(' ' || "o"."narrative", '') || ' in ' || coalesce("r"."visibility", 'none') as "cell"
        from "report_correction" as "o" join "indicator_report" as "i" on "i"."id" = "o"."report_id"
        left join "release" as "r" on "r"."id" = "o"."release_id" and "r"."replaced_at" is not null
        join "replaced_cell" as "c" on "c"."correction_id" = "o"."id"
        join "breakdown" as "b" on "b"."id" = "c"."breakdown_id" left join "category" as "g" on "g"."id" = any("b"."category_ids")
        order by 1`)
    ).map(({ cell }) => cell);

  it('records its changes to a verified report as a correction', async () => {
    expect(await correctedCells()).toEqual([]);
    await query(`update "indicator_report" set "narrative" = 'Narrative.'`);
    await importItems([places, boys('61'), row(3, { value: '141' }), row(4, { value: '150', period: '2025' })]);
    const first = ['boys 60', 'girls 80', 'total 140'].map((each) => `import 1 2024 ${each} Narrative. in PUBLIC`);
    expect(await correctedCells()).toEqual(first);
    await importItems([places, boys('61')], { replace: true });
    const second = ['boys 61', 'girls 80', 'total 141'].map((each) => `import 2 2024 ${each} Narrative. in PUBLIC`);
    expect(await correctedCells()).toEqual([...first, ...second]);
  });

  it('records no correction if the report was not verified or the import is rejected or a dry run', async () => {
    await query(`update "indicator_report" set "status" = 'SUBMITTED' where "period" = '2024'`);
    await importItems([places, boys('61')], { replace: true });
    await expect(importItems([places, row(2, { value: '1' })])).rejects.toThrow('add up to 61');
    await importItems([places, boys('62')], { dryRun: true });
    expect(await correctedCells()).toEqual([]);
  });

  it('does not verify figures of a draft that are not in the file', async () => {
    await query(`update "indicator_report" set "status" = 'RETURNED' where "period" = '2024'`);
    await expect(importItems([places, boys('60')])).rejects.toMatchObject({
      place: { line: 2 },
      message: 'The existing report for 2024 is RETURNED, and has 2 cells that the file does not have.',
    });
    expect(await importItems(whole)).toMatchObject({ released: [{ period: '2024' }] });
  });

  it('reports its progress to the end of each phase', async () => {
    const progress: ImportProgress[] = [];
    await importItems([places, row(2, { value: '1', period: '2026' }), row(3, { value: '2', period: '2027' })], {
      onProgress: (current) => progress.push(current),
    });
    expect([...new Set(progress.map(({ phase }) => phase))]).toEqual([
      'reading',
      'checking',
      'comparing',
      'publishing',
      'releasing',
    ]);
    expect(progress.filter(({ phase }) => phase === 'releasing')).toEqual([
      { phase: 'releasing', done: 0, total: 2 },
      { phase: 'releasing', done: 1, total: 2 },
      { phase: 'releasing', done: 2, total: 2 },
    ]);
    expect(progress).toContainEqual({ phase: 'publishing', done: 2, total: 2 });
  });
});
