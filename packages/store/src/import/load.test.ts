import { anonymous, localProgram, SetupError, SourceError } from '@collective-impact/sdk';
import type { ImportItem, ImportSource } from '@collective-impact/sdk/import';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createReaders } from '../readers.ts';
import type { Database } from '../shared/database/database.ts';
import { emptyDatabase } from '../testing/empty-database.ts';
import { engines } from '../testing/engines.ts';
import { openTestDatabase } from '../testing/open-test-database.ts';
import { attendance, female, file, importInto, observation, source } from './import.fixture.ts';
import { type LoadOptions, load } from './load.ts';

describe.each(engines)('import on %s', (engine) => {
  let database: Database;
  beforeAll(async () => {
    database = await openTestDatabase(engine);
  });
  beforeEach(() => emptyDatabase(database));
  afterAll(() => database.close());

  const importItems = (items: readonly ImportItem[], options: Partial<LoadOptions> = {}) =>
    importInto(database, { items, ...options });
  const rows = async (table: string) =>
    (await sql<{ count: number }>`select count(*) as "count" from ${sql.table(table)}`.execute(database.kysely()))
      .rows[0]?.count;
  const released = async () => {
    const { rows: cells } = await sql<Record<string, unknown>>`
      select "r"."period", "c"."value", "c"."status", cardinality("b"."category_ids") as "categories" from "released_cell" as "c"
      join "release" as "r" on "r"."id" = "c"."release_id" and "r"."replaced_at" is null
      join "breakdown" as "b" on "b"."id" = "c"."breakdown_id" order by 1, 4`.execute(database.kysely());
    return cells;
  };

  it('releases every figure of the source', async () => {
    const loaded = await importItems(file);
    expect(loaded).toMatchObject({ ecosystemCreated: true, observations: 3, unreleased: [] });
    expect(loaded.cells).toEqual({ created: 3, changed: 0, unchanged: 0 });
    expect(loaded.released).toEqual([
      {
        indicator: 'attendance',
        period: '2024',
        visibility: 'PUBLIC',
        suppressed: 0,
        suppressedByReason: {},
        formerlyPublished: 0,
        reportsOutsideTotals: 0,
      },
      {
        indicator: 'attendance',
        period: '2025',
        visibility: 'PUBLIC',
        suppressed: 0,
        suppressedByReason: {},
        formerlyPublished: 0,
        reportsOutsideTotals: 0,
      },
    ]);
    expect(await released()).toEqual([
      { period: '2024', value: '90.5', status: 'OBSERVED', categories: 0 },
      { period: '2024', value: '91.25', status: 'OBSERVED', categories: 1 },
      { period: '2025', value: null, status: 'SUPPRESSED_AT_SOURCE', categories: 0 },
    ]);
    const ecosystem = await createReaders(database.kysely(), anonymous).ecosystem.bySlug('made-up-town');
    expect(ecosystem).toMatchObject({ name: 'Made-up Town' });
    expect(await rows('staged_observation')).toBe(0);
  });

  it('computes the value of a figure from its parts, and rejects another value', async () => {
    const parts = { value: null, numerator: '23', denominator: '26' };
    const items = [attendance, observation(2, parts), observation(3, { ...parts, categories: female, value: '0.9' })];
    await importItems(items);
    expect((await released()).map(({ value }) => value)).toEqual(['0.884615', '0.9']);
    expect((await importItems(items)).cells).toEqual({ created: 0, changed: 0, unchanged: 2 });
    const other = importItems([
      attendance,
      observation(2, parts),
      observation(7, { ...parts, value: '0.5', period: '2025' }),
    ]);
    await expect(other).rejects.toMatchObject({ name: 'SourceError', place: { line: 7 } });
  });

  it('gives a new part of an existing record the visibility of that record', async () => {
    const goal = (code: string): ImportItem => {
      const place = { file: 'made-up.json', line: 1 };
      return { kind: 'goal', key: code, place, value: { code, title: `Goal ${code}` } };
    };
    await importItems([goal('G1')], { visibility: 'RESTRICTED' });
    await sql`update "ecosystem" set "default_visibility" = 'PUBLIC'`.execute(database.kysely());
    await load(database, {
      source: source([goal('G2'), attendance]),
      viewer: localProgram,
      ecosystem: 'made-up-town',
    });
    const read = async (table: string) =>
      (await sql`select "visibility" from ${sql.table(table)} order by "id"`.execute(database.kysely())).rows;
    // Both goals are parts of the restricted draft of the agenda.
    expect(await read('goal')).toEqual([{ visibility: 'RESTRICTED' }, { visibility: 'RESTRICTED' }]);
    expect(await read('indicator_version')).toEqual([{ visibility: 'PUBLIC' }]);
  });

  it('changes nothing when the same source is imported again', async () => {
    await importItems(file);
    const before = [await rows('audit_entry'), await rows('release')];
    const again = await importItems(file);
    expect(again).toMatchObject({ ecosystemCreated: false, released: [] });
    expect(again.cells).toEqual({ created: 0, changed: 0, unchanged: 3 });
    expect([...again.tallies]).toEqual([
      ['indicator', { created: 0, changed: 0, unchanged: 1 }],
      ['indicator_report', { created: 0, changed: 0, unchanged: 2 }],
    ]);
    expect([await rows('audit_entry'), await rows('release')]).toEqual(before);
  });

  it('replaces only the releases of periods whose figures changed', async () => {
    await importItems(file);
    const corrected = [...file.slice(0, 2), observation(3, { categories: female, value: '92' }), ...file.slice(3)];
    expect(await importItems(corrected)).toMatchObject({
      cells: { created: 0, changed: 1, unchanged: 2 },
      released: [{ period: '2024' }],
    });
    expect((await released())[1]).toMatchObject({ period: '2024', value: '92' });
    expect(await rows('release')).toBe(3);
  });

  it('adds the categories of a later file', async () => {
    await importItems(file);
    const male = [{ dimension: 'sex', category: 'male', label: 'Male' }];
    await importItems([...file, observation(5, { categories: male, value: '89' })]);
    expect((await released()).filter(({ period }) => period === '2024')).toHaveLength(3);
  });

  it('saves nothing in a dry run and returns the result', async () => {
    expect(await importItems(file, { dryRun: true })).toMatchObject({
      ecosystemCreated: true,
      cells: { created: 3 },
      released: [{ period: '2024' }, { period: '2025' }],
    });
    for (const table of ['ecosystem', 'indicator', 'cell', 'audit_entry', 'staged_observation'])
      expect(await rows(table)).toBe(0);
  });

  it('rejects two figures for one cell and names both lines', async () => {
    const repeated = importItems([...file, observation(9, { value: '1' })]);
    await expect(repeated).rejects.toMatchObject({ name: 'SourceError', place: { line: 9 } });
    await expect(repeated).rejects.toThrow('line 2');
    expect(await rows('ecosystem')).toBe(0);
    expect(await rows('staged_observation')).toBe(0);
  });

  it('sets aside all figures for the same cell with a note each if `repeated` is set-aside', async () => {
    const repeated = source([...file, observation(9, { value: '1' })], 'set-aside');
    const loaded = await importItems([], { source: repeated });
    expect(loaded.notes.setAside.map(({ place }) => place.line)).toEqual([2, 9]);
    expect(loaded.cells.created).toBe(2);
  });

  it('saves nothing if the source fails', async () => {
    const broken: ImportSource = {
      ...source([]),
      items: (async function* () {
        yield* file;
        throw new SourceError({
          place: { file: 'made-up.csv', line: 5 },
          message: 'The file is incomplete.',
          remedy: 'Fetch it again.',
        });
      })(),
    };
    await expect(importItems([], { source: broken })).rejects.toThrow('The file is incomplete.');
    expect(await rows('staged_observation')).toBe(0);
    expect(await rows('ecosystem')).toBe(0);
  });

  it('fails with the first failure of the database, if the staged rows cannot be removed either', async () => {
    const rename = (from: string, to: string) => sql`alter table ${sql.id(from)} rename to ${sql.id(to)}`;
    const broken: ImportSource = {
      ...source([]),
      items: (async function* () {
        yield* file;
        await rename('staged_observation', 'renamed').execute(database.kysely());
        throw new Error('The disk is full.');
      })(),
    };
    const outcome = await importItems([], { source: broken }).catch((error: unknown) => error);
    await rename('renamed', 'staged_observation').execute(database.kysely());
    expect(outcome).toEqual(new Error('The disk is full.'));
  });

  it('suppresses counts of few people in its releases', async () => {
    const people = structuredClone(attendance) as typeof attendance & { kind: 'indicator' };
    Object.assign(people.value.version, { kind: 'COUNT', countingUnit: 'PEOPLE' });
    const loaded = await importItems([
      people,
      observation(2, { value: '4' }),
      observation(3, { value: '40', period: '2025' }),
    ]);
    expect(loaded).toMatchObject({
      released: [
        {
          period: '2024',
          suppressed: 1,
          suppressedByReason: { SENSITIVE: 1 },
          formerlyPublished: 0,
          reportsOutsideTotals: 0,
        },
        { period: '2025', suppressed: 0, suppressedByReason: {}, formerlyPublished: 0, reportsOutsideTotals: 0 },
      ],
      unreleased: [],
    });
    expect(await released()).toEqual([
      { period: '2024', value: null, status: 'OBSERVED', categories: 0 },
      { period: '2025', value: '40', status: 'OBSERVED', categories: 0 },
    ]);
  });

  it('returns the reports that wait for others, even if the release is rejected', async () => {
    const people = structuredClone(attendance) as typeof attendance & { kind: 'indicator' };
    Object.assign(people.value.version, {
      kind: 'COUNT',
      countingUnit: 'PEOPLE',
      aggregationAcrossOrganizations: 'SUM',
    });
    const club = (name: string): ImportItem => ({
      kind: 'organization',
      key: name,
      place: { file: 'made-up.csv' },
      value: { name },
    });
    const clubs = ['A', 'B', 'C', 'D', 'E', 'F'].map(club);
    const of = (organization: string, value = '4') => observation(2, { organization, value });
    const first = await importItems([...clubs, people, of('A'), of('B'), of('C')]);
    expect([first.released.length, first.waiting]).toEqual([1, []]);
    const waits = (organization: string) => ({ indicator: 'attendance', period: '2024', organization, place: null });
    const late = await importItems([...clubs, people, of('D'), of('A', '5')]);
    expect(late.unreleased).toEqual([
      {
        indicator: 'attendance',
        period: '2024',
        reason: expect.stringContaining('would be disclosed by differencing'),
      },
    ]);
    expect(late.waiting).toEqual([waits('A'), waits('D')]);
    const again = await importItems([...clubs, people, of('D'), of('B'), of('A', '5')]);
    expect(again).toMatchObject({ cells: { created: 0, changed: 0, unchanged: 3 }, released: [], unreleased: [] });
    expect(again.waiting).toEqual([waits('A'), waits('D')]);
    const ofEcosystem = await importItems([...clubs, people, observation(2, { value: '90' })]);
    expect([ofEcosystem.released.length, ofEcosystem.waiting]).toEqual([
      0,
      [{ ...waits(''), organization: null }, waits('A'), waits('D')],
    ]);
  });

  it('rejects an ecosystem that does not exist unless it may create it', async () => {
    const rejected = importItems(file, { create: undefined });
    await expect(rejected).rejects.toThrow(SetupError);
    await expect(rejected).rejects.toThrow('--create');
  });
});
