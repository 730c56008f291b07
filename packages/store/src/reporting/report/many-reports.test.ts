import { newUuid } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../shared/database/database.ts';
import { engines } from '../../testing/engines.ts';
import { MeasurementFixture, uuidOf } from '../../testing/measurement.fixture.ts';
import { openTestDatabase } from '../../testing/open-test-database.ts';

describe.each(engines)('the change feed and audit log of reports on %s', (engine) => {
  let database: Database;
  beforeAll(async () => {
    database = await openTestDatabase(engine);
  });
  afterAll(() => database.close());

  it('contains one change and one audit entry for each record that a single statement writes', async () => {
    const fixture = new MeasurementFixture(database);
    const ecosystemId = await fixture.ecosystem();
    const { versionId } = await fixture.adopted(ecosystemId);
    const ids = [newUuid(), newUuid(), newUuid()];
    const [ecosystem, version] = [uuidOf(ecosystemId), uuidOf(versionId)];
    const insert = sql`
      insert into "indicator_report" ("id", "ecosystem_id", "visibility", "indicator_version_id", "reporter_id", "place_key", "period",
        "period_start", "period_end", "status")
      select "id", ${ecosystem}::uuid, 'RESTRICTED', ${version}::uuid, ${ecosystem}::uuid, '', (2000 + "at")::text, '2000-01-01', '2000-12-31', 'DRAFT'
      from unnest(${ids}::uuid[]) with ordinality as "created"("id", "at")`;
    await insert.execute(database.kysely());
    const changesAndAudit = async (operation: string) => {
      const { rows } = await sql<Record<string, unknown>>`
        select "c"."operation" as "change", "c"."widest_visibility" as "widest", "a"."operation" as "audit", "a"."before", "a"."after" ->> 'period' as "period",
          (select count(distinct "sequence") from "change" where "record_id" = any(${ids}::uuid[])) as "sequences"
        from "change" as "c" join "audit_entry" as "a" using ("record_id")
        where "record_id" = any(${ids}::uuid[]) and "a"."operation" = ${operation} order by "period"`.execute(
        database.kysely(),
      );
      return rows;
    };
    const entry = { change: 'UPSERT', widest: 'RESTRICTED', audit: 'INSERT', before: null, sequences: 3 };
    expect(await changesAndAudit('INSERT')).toEqual(['2001', '2002', '2003'].map((period) => ({ ...entry, period })));
    await sql`delete from "indicator_report" where "id" = any(${ids}::uuid[])`.execute(database.kysely());
    expect((await changesAndAudit('DELETE')).map(({ change }) => change)).toEqual(['DELETE', 'DELETE', 'DELETE']);
    await insert.execute(database.kysely());
    expect((await changesAndAudit('INSERT')).map(({ change }) => change)).toEqual(
      Array.from({ length: 6 }, () => 'UPSERT'),
    );
  });
});
