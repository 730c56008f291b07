import { newUuid } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { afterEach, describe, expect, it } from 'vitest';
import { entities } from '../entities.ts';
import type { Database } from '../shared/database/database.ts';
import { migrate } from '../shared/database/schema/migrate.ts';
import { engines } from '../testing/engines.ts';
import { openTestDatabase } from '../testing/open-test-database.ts';
import { migrations } from './index.ts';

const position = migrations.findIndex(({ name }) => name === '20261123030000-domain');

/** The identifiers of stored organizations before and after the migration. */
const stored: [before: object[], after: object[]][] = [
  [[{ scheme: 'US-EIN', value: '123456789' }], [{ scheme: 'US-EIN', value: '12-3456789' }]],
  [
    [
      { scheme: 'our-town', value: '123456789' },
      { scheme: 'US-EIN', value: '012345678' },
      { scheme: 'GB-CHC', value: '987654321' },
    ],
    [
      { scheme: 'our-town', value: '123456789' },
      { scheme: 'US-EIN', value: '01-2345678' },
      { scheme: 'GB-CHC', value: '987654321' },
    ],
  ],
  ...[
    [],
    [{ scheme: 'US-EIN', value: '12-3456789' }],
    [{ scheme: 'US-EIN', value: '1234567890' }],
    [{ scheme: 'GB-CHC', value: '123456789' }],
  ].map((unchanged): [object[], object[]] => [unchanged, unchanged]),
];

describe.each(engines)('migration domain on %s', (engine) => {
  let database: Database;
  afterEach(() => database.close());

  it('adds the hyphen to employer identification numbers and keeps other organizations unchanged', async () => {
    database = await openTestDatabase(engine, { schema: { entities, migrations: migrations.slice(0, position) } });
    await migrate(database);
    const ecosystemId = newUuid();
    await sql`insert into "ecosystem" ("id", "ecosystem_id", "slug", "name", "kind", "school_year_start", "fiscal_year_start", "disclosure_threshold")
      values (${ecosystemId}, ${ecosystemId}, 'here', 'Here', 'LOCAL', '07-01', '07-01', 10)`.execute(
      database.kysely(),
    );
    for (const [index, [identifiers]] of stored.entries()) {
      await sql`insert into "organization" ("id", "ecosystem_id", "name", "identifiers", "stakeholder_groups", "legal_body")
        values (${newUuid()}, ${ecosystemId}, ${String(index)}, ${JSON.stringify(identifiers)}::jsonb, '[]', true)`.execute(
        database.kysely(),
      );
    }
    database.orm.config.get('migrations').migrationsList?.push(...migrations.slice(position));
    await migrate(database);
    const { rows } = await sql`select "identifiers", "version" from "organization" order by "name"`.execute(
      database.kysely(),
    );
    const expected = stored.map(([before, after]) => ({ identifiers: after, version: before === after ? 1 : 2 }));
    expect(rows).toEqual(expected);
  });
});
