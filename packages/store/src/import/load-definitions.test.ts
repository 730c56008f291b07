import type { ImportItem } from '@collective-impact/sdk/import';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../shared/database/database.ts';
import { emptyDatabase } from '../testing/empty-database.ts';
import { engines } from '../testing/engines.ts';
import { openTestDatabase } from '../testing/open-test-database.ts';
import { attendance, file, importInto, observation } from './import.fixture.ts';
import type { LoadOptions } from './load.ts';

describe.each(engines)('definitions in an import on %s', (engine) => {
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

  it('rejects a different definition of an adopted indicator', async () => {
    await importItems(file);
    const redefined = structuredClone(attendance) as typeof attendance & { kind: 'indicator' };
    redefined.value.version.definition = 'Share of pupils who were there on Mondays.';
    const rejected = importItems([redefined, ...file.slice(1)]);
    await expect(rejected).rejects.toThrow('differs in `definition`');
    expect(await rows('indicator_version')).toBe(1);
  });

  it('adopts the published definition without a discussion', async () => {
    await importItems(file);
    const { rows: versions } = await sql`select "status" from "indicator_version"`.execute(database.kysely());
    expect([versions, await rows('discussion_entry')]).toEqual([[{ status: 'ADOPTED' }], 0]);
  });

  it('rejects an indicator to be maintained without a tolerance', async () => {
    const maintained = structuredClone(attendance) as typeof attendance & { kind: 'indicator' };
    maintained.value.version.direction = 'MAINTAIN';
    await expect(importItems([maintained, ...file.slice(1)])).rejects.toThrow(
      '`tolerance` is not valid. `tolerance` is required if `direction` is MAINTAIN',
    );
    maintained.value.version.tolerance = '0.5';
    expect((await importItems([maintained, ...file.slice(1)])).observations).toBe(3);
    expect((await importItems([maintained, ...file.slice(1)])).cells.unchanged).toBe(3);
    maintained.value.version.tolerance = '1';
    await expect(importItems([maintained, ...file.slice(1)])).rejects.toThrow('differs in `tolerance`');
  });

  it('rejects another denominator over categories than that of the adopted version', async () => {
    const ratio = structuredClone(attendance) as typeof attendance & { kind: 'indicator' };
    ratio.value.version.denominatorOverCategories = 'SPLIT';
    await importItems([ratio, ...file.slice(1)]);
    // A source that does not state it uses that of the adopted version.
    expect((await importItems(file)).cells.unchanged).toBe(3);
    ratio.value.version.denominatorOverCategories = 'SHARED';
    await expect(importItems([ratio, ...file.slice(1)])).rejects.toThrow(
      'The adopted version of the indicator "attendance" differs in `denominatorOverCategories`.',
    );
    expect(await rows('indicator_version')).toBe(1);
  });

  it('marks a version that follows a retired one as not comparable', async () => {
    await importItems(file);
    await sql`update "indicator_version" set "status" = 'RETIRED'`.execute(database.kysely());
    await importItems(file);
    const { rows: versions } = await sql`
      select "number", "status", "comparability", "comparability_note" is null as "hasNoNote" from "indicator_version"
      order by "number"`.execute(database.kysely());
    expect(versions).toEqual([
      { number: 1, status: 'RETIRED', comparability: null, hasNoNote: true },
      { number: 2, status: 'ADOPTED', comparability: 'NO', hasNoNote: false },
    ]);
  });

  describe('with organizations', () => {
    const organization = (name: string, values: object = {}): ImportItem => {
      return { kind: 'organization', key: name, place: { file: 'made-up.csv', line: 2 }, value: { name, ...values } };
    };
    const museum = { url: 'https://museum.example' };
    const stored = async () =>
      (await sql`select "name", "url", "version" from "organization" order by "name"`.execute(database.kysely())).rows;

    it('takes the last definition of one, and assigns all its figures to it', async () => {
      await importItems([
        attendance,
        organization('Museum'),
        observation(2, { organization: 'Museum' }),
        organization('Library'),
        observation(3, { organization: 'Library' }),
        organization('Museum', museum),
        observation(4, { organization: 'Museum', period: '2025' }),
      ]);
      expect(await stored()).toEqual([
        { name: 'Library', url: null, version: 1 },
        { name: 'Museum', ...museum, version: 1 },
      ]);
      const { rows: reports } = await sql`
        select "o"."name", "r"."period" from "indicator_report" as "r" join "organization" as "o" on "o"."id" = "r"."reporter_id"
        order by 1, 2`.execute(database.kysely());
      expect(reports).toEqual([
        { name: 'Library', period: '2024' },
        { name: 'Museum', period: '2024' },
        { name: 'Museum', period: '2025' },
      ]);
    });

    it('keeps the URL of an existing one if the source has none', async () => {
      await importItems([organization('Museum', museum)]);
      const again = await importItems([organization('Museum')]);
      expect(again.tallies.get('organization')).toEqual({ created: 0, changed: 0, unchanged: 1 });
      expect(await stored()).toEqual([{ name: 'Museum', ...museum, version: 1 }]);
    });
  });

  it('keeps values of an indicator that the source does not have', async () => {
    await importItems(file);
    await sql`update "indicator" set "identifiers" = '[{"scheme": "SDG", "code": "8.6.1"}]'`.execute(database.kysely());
    await importItems(file);
    const { rows: indicators } = await sql`select "identifiers" from "indicator"`.execute(database.kysely());
    expect(indicators).toEqual([{ identifiers: [{ scheme: 'SDG', code: '8.6.1' }] }]);
  });
});
