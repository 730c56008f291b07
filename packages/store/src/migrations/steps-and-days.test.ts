import { newUuid } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { entities } from '../entities.ts';
import type { Database } from '../shared/database/database.ts';
import { migrate } from '../shared/database/schema/migrate.ts';
import { engines } from '../testing/engines.ts';
import { openTestDatabase } from '../testing/open-test-database.ts';
import { migrations } from './index.ts';

const position = migrations.findIndex(({ name }) => name.endsWith('-steps-and-days'));
const code = (scheme: string, name: string) => ({ scheme, code: name, label: name, uri: null });
const names = (functions: { code: string }[]) => functions.map((each) => each.code).sort();

describe.each(engines)('migration steps-and-days on %s', (engine) => {
  let database: Database;
  let ecosystemId: string;
  let organizationId: string;

  beforeEach(async () => {
    database = await openTestDatabase(engine, { schema: { entities, migrations: migrations.slice(0, position) } });
    await migrate(database);
    [ecosystemId, organizationId] = [newUuid(), newUuid()];
    await sql`insert into "ecosystem" ("id", "ecosystem_id", "slug", "name", "kind", "school_year_start", "fiscal_year_start", "disclosure_threshold", "hides_zeros")
      values (${ecosystemId}, ${ecosystemId}, 'here', 'Here', 'LOCAL', '07-01', '07-01', 10, false)`.execute(
      database.kysely(),
    );
    await insert('organization', {
      id: organizationId,
      name: 'Museum',
      identifiers: '[]',
      stakeholder_groups: '[]',
      legal_body: true,
    });
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

  async function stored(table: string): Promise<Record<string, unknown>[]> {
    const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(table)} order by "id"`.execute(
      database.kysely(),
    );
    return rows;
  }

  async function applyMigration(): Promise<void> {
    database.orm.config.get('migrations').migrationsList?.push(...migrations.slice(position, position + 1));
    await migrate(database);
  }

  it('converts rows that violate the new constraints without losing text', async () => {
    await insert('decision', { title: 'D', outcome: 'Yes', rationale: 'Because' });
    const term = { term: 'T', term_key: 't', search_text: 't', definition: 'D', synonyms: '[]', used_in: '[]' };
    await insert('term', { ...term, status: 'ADOPTED' });
    const meeting = { kind: '{}', topics: '[]', insights: '[]', attendance: JSON.stringify([{ organizationId }]) };
    await insert('meeting', { ...meeting, title: 'Past', planned_on: '2024-05-02' });
    await insert('meeting', { ...meeting, title: 'Future', planned_on: '2999-05-02' });
    for (const currency of ['usd', 'EUR', 'dollars']) {
      await insert('funding_commitment', {
        title: 'F',
        funder_id: organizationId,
        amount: 1,
        currency,
        status: 'SOUGHT',
      });
    }
    await applyMigration();
    expect(await stored('decision')).toMatchObject([{ outcome: null, decided_on: null, rationale: 'Because\n\nYes' }]);
    expect(await stored('term')).toMatchObject([{ status: 'PROPOSED', adopted_on: null }]);
    const [past, future] = await stored('meeting');
    expect(past).toMatchObject({ held_on: '2024-05-02' });
    expect(String(future?.held_on) < '2999').toBe(true);
    expect((await stored('funding_commitment')).map(({ currency }) => currency)).toEqual(['USD', 'EUR', 'XXX']);
  });

  it('merges simultaneous appointments of one organization and their functions', async () => {
    const appoint = (role: string, started: string, functions: object[], more = {}) =>
      insert('backbone_appointment', {
        organization_id: organizationId,
        role,
        started_on: started,
        functions: JSON.stringify(functions),
        judgements: '[]',
        ...more,
      });
    const [policy, funds, will] = ['advance-policy', 'mobilize-funding', 'build-public-will'].map((each) =>
      code('backbone-function', each),
    ) as [object, object, object];
    const first = await appoint('SUPPORT', '2023-01-01', [policy, funds]);
    const lead = await appoint('LEAD', '2024-01-01', [policy]);
    const last = await appoint('SUPPORT', '2025-01-01', [policy, will]);
    const ended = await appoint('SUPPORT', '2022-01-01', [will], { ended_on: '2022-12-31' });
    await applyMigration();
    const rows = new Map((await stored('backbone_appointment')).map((row) => [row.id, row]));
    expect(rows.get(lead)?.ended_on).toBeNull();
    expect(names(rows.get(lead)?.functions as { code: string }[])).toEqual(names([policy, funds, will] as never));
    for (const id of [first, last]) expect(String(rows.get(id)?.ended_on) > '2025-01-01').toBe(true);
    expect(rows.get(ended)).toMatchObject({ ended_on: '2022-12-31', version: 1 });
    await expect(appoint('SUPPORT', '2030-01-01', [])).rejects.toThrow('backbone_appointment_serves_once');
  });

  it.each([
    ['decision_says_when', 'decision', { title: 'D', outcome: 'Yes' }],
    [
      'term_adopted_on_a_day',
      'term',
      { term: 'T', term_key: 't', search_text: 't', definition: 'D', synonyms: '[]', used_in: '[]', status: 'ADOPTED' },
    ],
    [
      'meeting_attended_once_held',
      'meeting',
      { title: 'M', kind: '{}', topics: '[]', insights: '[]', attendance: '[{}]', planned_on: '2024-05-02' },
    ],
    ['funding_commitment_currency', 'funding_commitment', { title: 'F', amount: 1, currency: 'usd', status: 'SOUGHT' }],
  ])('enforces the constraint %s', async (constraint, table, values) => {
    await applyMigration();
    const row = table === 'funding_commitment' ? { ...values, funder_id: organizationId } : values;
    await expect(insert(table, row)).rejects.toThrow(constraint);
  });
});
