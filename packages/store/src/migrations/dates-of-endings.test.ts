import { newUuid } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { entities } from '../entities.ts';
import type { Database } from '../shared/database/database.ts';
import { migrate } from '../shared/database/schema/migrate.ts';
import { engines } from '../testing/engines.ts';
import { openTestDatabase } from '../testing/open-test-database.ts';
import { migrations } from './index.ts';

const position = migrations.findIndex(({ name }) => name.endsWith('-dates-of-endings'));

describe.each(engines)('migration dates-of-endings on %s', (engine) => {
  let database: Database;
  let ecosystemId: string;

  beforeEach(async () => {
    database = await openTestDatabase(engine, { schema: { entities, migrations: migrations.slice(0, position) } });
    await migrate(database);
    ecosystemId = newUuid();
    await sql`insert into "ecosystem" ("id", "ecosystem_id", "slug", "name", "kind", "time_zone", "school_year_start", "fiscal_year_start", "disclosure_threshold", "hides_zeros")
      values (${ecosystemId}, ${ecosystemId}, 'here', 'Here', 'LOCAL', 'America/New_York', '09-01', '01-01', 10, false)`.execute(
      database.kysely(),
    );
  });

  afterEach(() => database.close());

  async function insert(table: string, values: Record<string, unknown>): Promise<string> {
    const row = { id: newUuid(), ecosystem_id: ecosystemId, ...values };
    const [columns, parameters] = [Object.keys(row), Object.values(row)];
    await sql`insert into ${sql.table(table)} (${sql.join(columns.map((each) => sql.ref(each)))}) values (${sql.join(parameters)})`.execute(
      database.kysely(),
    );
    return row.id;
  }

  async function stored(table: string, order: string): Promise<Record<string, unknown>[]> {
    const { rows } = await sql<
      Record<string, unknown>
    >`select * from ${sql.table(table)} order by ${sql.ref(order)}`.execute(database.kysely());
    return rows;
  }

  async function applyMigration(): Promise<void> {
    database.orm.config.get('migrations').migrationsList?.push(...migrations.slice(position, position + 1));
    await migrate(database);
  }

  const activity = {
    participants: '[]',
    strategy_ids: '{}',
    outputs: '[]',
    populations: '[]',
    service_areas: '[]',
  };

  it('takes the date of a cancellation from the end, and the status before it from the start', async () => {
    const canceled = { ...activity, status: 'CANCELLED', ends_on: '2024-06-01' };
    await insert('activity', { ...canceled, title: 'A started', starts_on: '2024-01-01' });
    await insert('activity', { ...canceled, title: 'B not started' });
    await insert('activity', { ...activity, title: 'C active', status: 'ACTIVE', starts_on: '2024-01-01' });
    await applyMigration();
    expect(await stored('activity', 'title')).toMatchObject([
      { starts_on: '2024-01-01', ends_on: '2024-06-01', canceled_on: '2024-06-01', canceled_from: 'ACTIVE' },
      { starts_on: null, ends_on: null, canceled_on: '2024-06-01', canceled_from: 'PLANNED' },
      { starts_on: '2024-01-01', ends_on: null, canceled_on: null, canceled_from: null },
    ]);
    const started = { ...activity, title: 'D', status: 'CANCELLED', canceled_from: 'ACTIVE', starts_on: '2024-01-02' };
    await expect(insert('activity', started)).rejects.toThrow('activity_canceled_on_a_day');
    await expect(insert('activity', { ...started, canceled_on: '2024-01-01' })).rejects.toThrow(
      'activity_canceled_after_start',
    );
    await expect(insert('activity', { ...started, canceled_on: '2024-01-02', canceled_from: null })).rejects.toThrow(
      'activity_canceled_from_a_status',
    );
  });

  it('takes the date of a retirement from the next adoption, and of a publication from the time zone', async () => {
    const indicator_id = await insert('indicator', {
      code: 'i',
      name: 'I',
      level: 'PROGRAM',
      goal_ids: '{}',
      identifiers: '[]',
    });
    const version = {
      indicator_id,
      definition: 'D',
      kind: 'COUNT',
      counting_unit: 'EVENTS',
      unit: '{"scheme": "unit", "code": "events"}',
      multiplier: 1,
      direction: 'INCREASE',
      aggregation_across_organizations: 'SUM',
      aggregation_over_time: 'SUM',
      frequency: 'YEAR',
      crossings: '[]',
    };
    await insert('indicator_version', { ...version, number: 1, status: 'RETIRED', adopted_on: '2024-01-01' });
    await insert('indicator_version', { ...version, number: 2, status: 'RETIRED' });
    const last = { ...version, number: 3, status: 'ADOPTED', adopted_on: '2025-01-01' };
    const indicator_version_id = await insert('indicator_version', last);
    const period = { period: '2024', period_start: '2024-01-01', period_end: '2024-12-31' };
    const released_at = '2025-02-01T03:00:00Z';
    const release = { ...period, indicator_version_id, released_at, released_by: 'operator', threshold: 10 };
    await insert('release', release);
    await applyMigration();
    const versions = await stored('indicator_version', 'number');
    expect(versions.map(({ retired_on }) => retired_on)).toEqual(['2025-01-01', '2025-01-01', null]);
    expect(await stored('release', 'id')).toMatchObject([{ released_on: '2025-01-31' }]);
  });
});
