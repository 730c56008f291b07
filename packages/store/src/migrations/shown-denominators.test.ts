import { newUuid } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { entities } from '../entities.ts';
import type { Database } from '../shared/database/database.ts';
import { migrate } from '../shared/database/schema/migrate.ts';
import { engines } from '../testing/engines.ts';
import { openTestDatabase } from '../testing/open-test-database.ts';
import { migrations } from './index.ts';

const position = migrations.findIndex(({ name }) => name.endsWith('-shown-denominators'));
const releaseId = newUuid();

describe.each(engines)('migration shown-denominators on %s', (engine) => {
  let database: Database;

  beforeEach(async () => {
    database = await openTestDatabase(engine, { schema: { entities, migrations: migrations.slice(0, position) } });
    await migrate(database);
  });

  afterEach(() => database.close());

  const insert = (
    ordinal: number,
    cell: { value?: number; numerator?: number; denominator?: number; base?: number; suppressed: boolean },
  ) => {
    const { value = null, numerator = null, denominator = null, base = null, suppressed } = cell;
    return sql`insert into "released_cell" ("release_id", "ordinal", "ecosystem_id", "breakdown_id", "status", "scope", "value", "numerator", "denominator", "base", "suppressed")
      values (${releaseId}, ${ordinal}, ${releaseId}, 1, 'OBSERVED', 'ECOSYSTEM', ${value}, ${numerator}, ${denominator}, ${base}, ${suppressed})`.execute(
      database.kysely(),
    );
  };

  it('lets a suppressed cell have a denominator or a base, and no other number', async () => {
    const refused = expect.objectContaining({ message: expect.stringContaining('released_cell_suppressed_has') });
    await insert(0, { value: 50, numerator: 20, denominator: 40, suppressed: false });
    await insert(1, { suppressed: true });
    await expect(insert(2, { denominator: 40, suppressed: true })).rejects.toThrow(refused);
    database.orm.config.get('migrations').migrationsList?.push(...migrations.slice(position, position + 1));
    await migrate(database);
    await insert(2, { denominator: 40, suppressed: true });
    await insert(3, { base: 40, suppressed: true });
    await expect(insert(4, { denominator: 40, base: 40, suppressed: true })).rejects.toThrow(refused);
    await expect(insert(4, { numerator: 3, suppressed: true })).rejects.toThrow(refused);
    await expect(insert(4, { value: 7.5, suppressed: true })).rejects.toThrow(refused);
    const { rows } =
      await sql`select "denominator"::int, "base", "suppressed" from "released_cell" order by "ordinal"`.execute(
        database.kysely(),
      );
    expect(rows).toEqual([
      { denominator: 40, base: null, suppressed: false },
      { denominator: null, base: null, suppressed: true },
      { denominator: 40, base: null, suppressed: true },
      { denominator: null, base: 40, suppressed: true },
    ]);
  });
});
