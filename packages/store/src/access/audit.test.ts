import { anonymous, InputError, localProgram, type Role, type Viewer } from '@collective-impact/sdk';
import { CompiledQuery, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { organizationDefinition } from '../ecosystem/index.ts';
import { newPrincipal, type TestPrincipal } from '../testing/access.fixture.ts';
import { AgendaFixture, uuidOf } from '../testing/agenda.fixture.ts';
import { engines } from '../testing/engines.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { statementsOf } from '../testing/statements-of.ts';
import type { AuditFilter } from './audit-reader.ts';

describe.each(engines)('the audit log on %s', (engine) => {
  let database: TestDatabase;
  let fixture: AgendaFixture;
  let ann: TestPrincipal;
  let [here, elsewhere, library, museum] = ['', '', '', ''];

  const audit = (viewer: Viewer, { ecosystem = here, ...filter }: AuditFilter & { ecosystem?: string } = {}) =>
    fixture.read(viewer).audit.ofEcosystem(uuidOf(ecosystem), { page: { first: 50 }, filter });
  const summary = async (filter: AuditFilter) =>
    (await audit(localProgram, filter)).rows.map(({ action, recordType }) => `${action} ${recordType}`);

  beforeAll(async () => {
    database = await openTestDatabase(engine);
    fixture = new AgendaFixture(database);
    here = await fixture.ecosystem({ visibility: 'RESTRICTED' });
    elsewhere = await fixture.ecosystem();
    library = await fixture.organization(here);
    museum = await fixture.organization(here, { name: 'Museum', visibility: 'RESTRICTED' });
    ann = await newPrincipal(database);
    await ann.grant(here, 'BACKBONE');
    const update = { id: library, expectedVersion: 1, name: 'Public library' };
    await (await ann.writer()).update(organizationDefinition, update);
    await sql`delete from "organization" where "id" = ${uuidOf(museum)}::uuid`.execute(database.kysely());
  });
  afterAll(() => database.close());

  it('lists the changes of the records of an ecosystem, the newest first', async () => {
    const { rows, totalCount } = await audit(localProgram);
    expect(await totalCount()).toBe(6);
    expect(rows.map(({ action, recordType, actor }) => [action, recordType, actor])).toEqual([
      ['DELETE', 'Organization', null],
      ['UPDATE', 'Organization', ann.id],
      ['CREATE', 'AccessGrant', 'local:program'],
      ['CREATE', 'Organization', 'local:program'],
      ['CREATE', 'Organization', 'local:program'],
      ['CREATE', 'Ecosystem', 'local:program'],
    ]);
    expect(rows[1]).toMatchObject({
      recordId: library,
      changes: [{ field: 'name', before: '"Library"', after: '"Public library"' }],
    });
  });

  it('has pages that begin after any entry, in both directions', async () => {
    const reader = fixture.read().audit;
    const page = (options: object) => reader.ofEcosystem(uuidOf(here), { page: options, filter: {} });
    const all = await page({ first: 50 });
    const cursors = all.rows.map((row) => all.cursorOf(row));
    for (const [at, after] of cursors.entries()) {
      expect((await page({ first: 50, after })).rows).toEqual(all.rows.slice(at + 1));
      expect((await page({ last: 2, before: after })).rows).toEqual(all.rows.slice(Math.max(0, at - 2), at));
    }
  });

  it('can be filtered by record, type, principal, kind of change and time', async () => {
    expect(await summary({ recordId: uuidOf(museum) })).toEqual(['DELETE Organization', 'CREATE Organization']);
    expect(await summary({ recordType: 'AccessGrant' })).toEqual(['CREATE AccessGrant']);
    expect(await summary({ principalId: uuidOf(ann.id) })).toEqual(['UPDATE Organization']);
    expect(await summary({ action: 'DELETE' })).toEqual(['DELETE Organization']);
    expect(await summary({ action: 'CREATE', recordId: uuidOf(library) })).toEqual(['CREATE Organization']);
    const { rows } = await audit(localProgram);
    const [deletion, change] = [String(rows[0]?.at), String(rows[1]?.at)];
    expect(await summary({ from: change, to: deletion })).toEqual(['UPDATE Organization']);
    expect(await summary({ from: deletion })).toEqual(['DELETE Organization']);
  });

  it('rejects an unknown type, a period that ends before it begins, and cursors of no entry', async () => {
    await expect(audit(localProgram, { recordType: 'Organisation' })).rejects.toThrow('Did you mean "Organization"?');
    const [from, to] = ['2026-01-02T00:00:00Z', '2026-01-01T00:00:00Z'];
    await expect(audit(localProgram, { from, to })).rejects.toThrow(`\`to\` (${to}) must be after \`from\` (${from})`);
    for (const key of [
      ['2026-02-30T00:00:00.000000Z', '1'],
      ['yesterday', '1'],
      ['2026-02-03T00:00:00.000000Z', 'x'],
    ]) {
      const after = Buffer.from(JSON.stringify(['audit_entry.ecosystemId', ...key])).toString('base64url');
      const page = fixture.read().audit.ofEcosystem(uuidOf(here), { page: { after }, filter: {} });
      await expect(page).rejects.toThrow(InputError);
    }
  });

  it('is seen by stewards and the backbone organization only, not by operators', async () => {
    const count = async (grants: [string, Role, string[]?][], isOperator = false) => {
      const principal = await newPrincipal(database, { isOperator });
      for (const [ecosystem, role, organizations] of grants) await principal.grant(ecosystem, role, organizations);
      const viewer = await principal.viewer();
      const { rows, totalCount } = await audit(viewer);
      expect(await totalCount()).toBe(rows.length);
      return rows.length;
    };
    const all = (await audit(localProgram)).rows.length;
    expect((await audit(anonymous)).rows).toEqual([]);
    expect(await count([], true)).toBe(0);
    expect(await count([[elsewhere, 'BACKBONE']])).toBe(0);
    expect(await count([[here, 'OBSERVER']])).toBe(0);
    expect(await count([[here, 'CONTRIBUTOR', [library]]])).toBe(0);
    // Each grant is an entry itself.
    expect(await count([[here, 'STEWARD']])).toBe(all + 3);
    expect(await count([[here, 'BACKBONE']])).toBe(all + 4);
  });

  it('reads a page and each filter from an index, beside the entries of many ecosystems', async () => {
    await sql`insert into "audit_entry" ("ecosystem_id", "record_type", "record_id", "operation", "actor", "at")
      select "e"."id", case when "n" % 1000 = 0 then 'access_grant' else 'indicator_report' end, gen_random_uuid(), 'INSERT',
        case when "n" % 999 = 0 then ${ann.id} else 'local:program' end, timestamptz '2020-01-01' + "n" * interval '1 minute'
      from generate_series(1, 5000) as "n"
      cross join (select "id" from "ecosystem" where "id" = ${uuidOf(here)}::uuid union all select gen_random_uuid() from generate_series(1, 3)) as "e"`.execute(
      database.kysely(),
    );
    await sql`analyze "audit_entry"`.execute(database.kysely());
    const viewer = await ann.viewer();
    const filters: Record<string, AuditFilter> = {
      nothing: {},
      record: { recordId: uuidOf(library) },
      type: { recordType: 'AccessGrant' },
      principal: { principalId: uuidOf(ann.id) },
      deletions: { action: 'DELETE' },
      period: { from: '2020-01-10T00:00:00Z', to: '2020-01-11T00:00:00Z' },
    };
    const found: Record<string, unknown> = {};
    for (const [name, filter] of Object.entries(filters)) {
      const { statements } = await statementsOf(database, () => audit(viewer, filter));
      expect(statements).toHaveLength(1);
      const [{ sql: text, parameters } = { sql: '', parameters: [] }] = statements;
      const explain = CompiledQuery.raw(`explain ${text}`, [...parameters]);
      const plan = JSON.stringify((await database.kysely().executeQuery(explain)).rows);
      found[name] = [...plan.matchAll(/audit_entry_by_\w+|Seq Scan on audit_entry|Sort/g)].map(([match]) => match);
    }
    expect(found).toEqual({
      nothing: ['audit_entry_by_time'],
      record: ['audit_entry_by_record'],
      type: ['audit_entry_by_type'],
      principal: ['audit_entry_by_actor'],
      deletions: ['audit_entry_by_operation'],
      period: ['audit_entry_by_time'],
    });
  });
});
