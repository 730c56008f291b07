import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  encodeTypeId,
  ForbiddenError,
  localProgram,
  type Role,
  recordTypes,
  unwrap,
  type Viewer,
} from '@collective-impact/sdk';
import type { ListedErasure } from '@collective-impact/sdk/access';
import { type RawBuilder, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contactDefinition, organizationDefinition } from '../../ecosystem/index.ts';
import { acceptProposal, createProposal } from '../../proposal/index.ts';
import { correctIndicatorReport } from '../../reporting/index.ts';
import { type Command, Writer } from '../../shared/writer.ts';
import { newPrincipal, type TestPrincipal } from '../../testing/access.fixture.ts';
import { AgendaFixture, issuesOf, uuidOf } from '../../testing/agenda.fixture.ts';
import { engines } from '../../testing/engines.ts';
import { cell, MeasurementFixture } from '../../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { revokeAccessGrant } from '../access-grant-writer.ts';
import { acceptInvitation } from '../invitation-acceptance.ts';
import { createInvitation } from '../invitation-writer.ts';
import { restoreRecord, voidRecord } from '../voiding/index.ts';
import { columnsToErase, fieldsToErase } from './erasable-columns.ts';
import { erasePersonalData } from './erase.ts';
import { erasureFile, readErasureFile } from './erasure-list.ts';
import { searchTexts } from './text-search.ts';

const name = 'Zephyrine Quillfeather';
const email = 'zephyrine@example.org';

describe.each(engines)('an erasure on %s', (engine) => {
  let database: TestDatabase;
  let fixture: AgendaFixture;
  let ann: TestPrincipal;
  let [here, elsewhere, library] = ['', '', ''];
  const folder = mkdtempSync(join(tmpdir(), 'erasures-'));
  const list = erasureFile(join(folder, 'erasures.jsonl'));

  beforeAll(async () => {
    database = await openTestDatabase(engine);
    fixture = new AgendaFixture(database);
    here = await fixture.ecosystem({ visibility: 'PUBLIC' });
    elsewhere = await fixture.ecosystem();
    library = await fixture.organization(here);
    ann = await newPrincipal(database);
    await ann.grant(here, 'BACKBONE');
  });
  afterAll(async () => {
    await database.close();
    rmSync(folder, { recursive: true });
  });

  const contact = async (values: Command = {}) =>
    encodeTypeId(
      'contact',
      unwrap(
        await fixture.writer.create(contactDefinition, {
          organizationId: library,
          name,
          email,
          role: 'Principal',
          ...values,
        }),
      ),
    );
  const erase = async (command: Command, viewer?: Viewer, dryRun = false) =>
    erasePersonalData(new Writer(database, viewer ?? (await ann.viewer())), {
      command: { reason: 'Requested', ...command },
      list,
      dryRun,
    });
  /** The tables with a row that contains a text. */
  const tablesWith = async (text: string) => {
    const found: string[] = [];
    const tables = await sql<{ name: string }>`
      select "relname"::text as "name" from pg_class where "relnamespace" = 'public'::regnamespace and "relkind" = 'r' order by 1`.execute(
      database.kysely(),
    );
    for (const { name: table } of tables.rows) {
      const { rows } =
        await sql`select 1 from ${sql.id('public', table)} as "t" where position(${text} in "t"::text) > 0`.execute(
          database.kysely(),
        );
      if (rows.length > 0) found.push(table);
    }
    return found;
  };
  const changeOf = async (id: string) =>
    (
      await sql<{
        operation: string;
      }>`select "operation" from "change" where "record_id" = ${uuidOf(id)}::uuid`.execute(database.kysely())
    ).rows;

  it('removes a contact from the whole database, with its history, and leaves a record of the erasure', async () => {
    const id = await contact({ idempotencyKey: 'one' });
    await fixture.update(contactDefinition, id, { name: `${name} II` });
    expect(await tablesWith('Zephyrine')).toEqual(['audit_entry', 'contact']);
    expect(unwrap(await erase({ records: [{ id }] }))).toEqual([{ id, fields: ['name', 'role', 'email'] }]);
    expect(await tablesWith('Zephyrine')).toEqual([]);
    expect(await tablesWith(email)).toEqual([]);
    expect(await changeOf(id)).toEqual([{ operation: 'DELETE' }]);
    const filter = { recordId: uuidOf(id) };
    const { rows } = await fixture.read(await ann.viewer()).audit.ofEcosystem(uuidOf(here), { page: {}, filter });
    expect(rows.map(({ action, actor, reason, erasedFields }) => [action, actor, reason, erasedFields])).toEqual([
      ['ERASE', ann.id, 'Requested', ['name', 'role', 'email']],
      ['DELETE', ann.id, null, []],
      ['UPDATE', 'local:program', null, []],
      ['CREATE', 'local:program', null, []],
    ]);
  });

  it('removes what was proposed for the fields that are erased', async () => {
    const id = await contact();
    const changes = [{ field: 'name', value: JSON.stringify('Quillfeather-Smith') }];
    const proposal = await createProposal(fixture.writer, { recordId: id, changes, reason: 'She married.' });
    const proposalId = encodeTypeId('proposal', unwrap(proposal));
    expect(await tablesWith('Quillfeather-Smith')).toEqual(['audit_entry', 'proposal']);
    expect(unwrap(await erase({ records: [{ id }] }))).toEqual([
      { id, fields: ['name', 'role', 'email'] },
      { id: proposalId, fields: ['changes.value', 'basis.value'] },
    ]);
    expect(await tablesWith('Quillfeather')).toEqual([]);
    expect(await fixture.read().record('proposal', uuidOf(proposalId))).toMatchObject({
      reason: 'She married.',
      changes: [{ field: 'name', value: 'Erased' }],
      basis: [{ field: 'name', value: 'Erased' }],
    });
    const library = await fixture.organization(here, { name, legalName: 'Legal' });
    const open = async (field: string) =>
      encodeTypeId(
        'proposal',
        unwrap(
          await createProposal(fixture.writer, {
            recordId: library,
            changes: [{ field, value: '"New"' }],
            reason: 'R',
          }),
        ),
      );
    const [aboutName, aboutLegalName] = [await open('name'), await open('legalName')];
    unwrap(await erase({ records: [{ id: library, fields: ['name'] }] }));
    expect(issuesOf(await fixture.transition(acceptProposal, aboutName))).toEqual(['VERSION_CONFLICT id']);
    expect(issuesOf(await fixture.transition(acceptProposal, aboutLegalName))).toEqual([]);
  });

  it('is rejected instead of repeated by a request that created the record', async () => {
    const values = { organizationId: library, name, idempotencyKey: 'two' };
    const id = encodeTypeId('contact', unwrap(await fixture.writer.create(contactDefinition, values)));
    unwrap(await erase({ records: [{ id }] }));
    expect(issuesOf(await fixture.writer.create(contactDefinition, values))).toEqual([
      'IDEMPOTENCY_KEY_REUSED idempotencyKey',
    ]);
  });

  it('keeps a record that contains more, sends it to followers without the text, and leaves everything else as it was', async () => {
    const id = await fixture.organization(here, { name: `${name} Foundation`, legalName: 'Legal' });
    unwrap(await erase({ records: [{ id, fields: ['name'] }] }));
    expect(await fixture.read().record('organization', uuidOf(id))).toMatchObject({
      name: 'Erased',
      legalName: 'Legal',
      version: 2,
    });
    expect(await changeOf(id)).toEqual([{ operation: 'UPSERT' }]);
    expect(await tablesWith('Zephyrine')).toEqual([]);
    const again = await erase({ records: [{ id, fields: ['name'] }] });
    expect(again.ok).toBe(true);
    expect(await fixture.version(id)).toBe(2);
  });

  it('removes a note of a report, also where its corrections keep it, and the reasons for them if they are named', async () => {
    const measurement = new MeasurementFixture(database);
    const { versionId } = await measurement.adopted(here);
    const id = await measurement.verified(versionId, { narrative: `Counted by ${name}`, source: 'Lists' });
    const command = { reason: `${name} found a list`, cells: [cell('31')], narrative: 'Counted' };
    unwrap(await fixture.transition(correctIndicatorReport, id, command));
    const isErasable = { isErasable: true };
    expect(await searchTexts(database.kysely(), { text: name, ecosystemId: uuidOf(here) })).toEqual([
      { id, field: 'corrections.reason', excerpt: `${name} found a list`, isHistory: false, ...isErasable },
      { id, field: 'narrative', excerpt: `Counted by ${name}`, isHistory: true, ...isErasable },
    ]);
    unwrap(await erase({ records: [{ id, fields: ['narrative'] }] }));
    expect(await tablesWith('Zephyrine')).toEqual(['report_correction']);
    unwrap(await erase({ records: [{ id, fields: ['corrections.reason'] }] }));
    expect(await tablesWith('Zephyrine')).toEqual([]);
    const { rows } = await fixture.read().reporting.corrections.ofReport(uuidOf(id), {});
    expect(rows).toMatchObject([{ reason: 'Erased', narrative: 'Erased', source: 'Lists', methodNote: null }]);
  });

  it('returns all issues of a command at once', async () => {
    const records = [{ id: 'contact_x' }];
    expect(issuesOf(await erase({ records, principalIds: ['x'], reason: '' }))).toEqual([
      'INVALID principalIds.0',
      'REQUIRED reason',
      'NOT_FOUND records.0.id',
    ]);
    expect(issuesOf(await erase({ records: [], reason: '' }))).toEqual(['REQUIRED reason', 'REQUIRED records']);
  });

  it('is rejected if the reason contains the data', async () => {
    const id = await contact();
    const reason = `${name.toUpperCase()} asked for it`;
    expect(await erase({ records: [{ id }], reason })).toMatchObject({
      issues: [{ code: 'INVALID', path: ['reason'] }],
    });
    expect(await tablesWith('Zephyrine')).toEqual(['audit_entry', 'contact']);
    unwrap(await erase({ records: [{ id }] }));
  });

  it('removes a text from the history also under the name that its field had then', async () => {
    const id = uuidOf(await fixture.organization(here)).replace(/^.{8}/, '00000000');
    const run = (statement: RawBuilder<unknown>) => statement.execute(database.kysely());
    await run(sql`insert into "change" ("record_id", "record_type", "ecosystem_id", "operation", "transaction_id", "sequence", "widest_visibility", "changed_at")
      values (${id}::uuid, 'reinforcement', ${uuidOf(here)}::uuid, 'DELETE', pg_current_xact_id(), 0, 'PUBLIC', now())`);
    const before = JSON.stringify({ how: name, direction: 'BOTH' });
    await run(sql`insert into "audit_entry" ("ecosystem_id", "record_type", "record_id", "operation", "at", "before")
      values (${uuidOf(here)}::uuid, 'reinforcement', ${id}::uuid, 'DELETE', now(), ${before}::jsonb)`);
    unwrap(await erase({ records: [{ id: encodeTypeId('reinforcement', id), fields: ['mechanism'] }] }));
    const { rows } =
      await sql`select "before" from "audit_entry" where "record_id" = ${id}::uuid and "operation" = 'DELETE'`.execute(
        database.kysely(),
      );
    expect(rows).toEqual([{ before: { how: 'Erased', direction: 'BOTH' } }]);
  });

  it('of a voided record removes the reasons for voiding and restoring it, and the record from the list', async () => {
    const id = await contact();
    const writer = new Writer(database, localProgram);
    unwrap(await voidRecord(writer, { id, reason: `${name} left` }));
    unwrap(await restoreRecord(writer, { id, reason: `${name} is back` }));
    unwrap(await voidRecord(writer, { id, reason: `${name} left again` }));
    unwrap(await erase({ records: [{ id }] }));
    expect(await tablesWith('Zephyrine')).toEqual([]);
    const { rows } = await sql`select "record_id" from "voided_record"`.execute(database.kysely());
    expect(rows).toEqual([]);
  });

  it('removes the hash and the answer of a batch that contained the record', async () => {
    const id = await contact();
    const insert = sql`insert into "idempotency" ("principal", "key", "request_hash", "answer")
      values ('made up', 'batch', 'hash', ${JSON.stringify([{ id: uuidOf(id) }])}::jsonb)`;
    await insert.execute(database.kysely());
    unwrap(await erase({ records: [{ id }] }));
    const { rows } = await sql`select "request_hash", "answer" from "idempotency" where "key" = 'batch'`.execute(
      database.kysely(),
    );
    expect(rows).toEqual([{ request_hash: 'erased', answer: null }]);
  });

  it('of a contact removes its source as well', async () => {
    const id = await contact({ sourceUri: `https://example.org/${name}` });
    unwrap(await erase({ records: [{ id }] }));
    expect(await tablesWith('Zephyrine')).toEqual([]);
  });

  it('changes nothing in a dry run', async () => {
    const id = await contact();
    expect(unwrap(await erase({ records: [{ id }] }, undefined, true))).toHaveLength(1);
    expect(await tablesWith('Zephyrine')).toEqual(['audit_entry', 'contact']);
    unwrap(await erase({ records: [{ id }] }));
  });

  it('requires the role BACKBONE, and treats records that the caller does not see as absent', async () => {
    const id = await contact();
    const viewerWith = async (ecosystem: string, role: Role, organizations: string[] = []) => {
      const principal = await newPrincipal(database);
      await principal.grant(ecosystem, role, organizations);
      return principal.viewer();
    };
    for (const [role, organizations] of [
      ['STEWARD', []],
      ['CONTRIBUTOR', [library]],
      ['OBSERVER', [library]],
    ] as const) {
      await expect(erase({ records: [{ id }] }, await viewerWith(here, role, [...organizations]))).rejects.toThrow(
        ForbiddenError,
      );
    }
    const absent = ['NOT_FOUND records.0.id'];
    const asIssues = async (viewer: Viewer, of = id) => {
      const outcome = await erase({ records: [{ id: of }] }, viewer);
      return outcome.ok ? [] : outcome.issues.map(({ code, path }) => `${code} ${path.join('.')}`);
    };
    expect(await asIssues(await viewerWith(elsewhere, 'BACKBONE'))).toEqual(absent);
    expect(await asIssues(await viewerWith(here, 'OBSERVER'))).toEqual(absent);
    expect(await asIssues(await ann.viewer(), encodeTypeId('contact', uuidOf(library)))).toEqual(absent);
    expect(await asIssues(await ann.viewer(), 'contact_x')).toEqual(absent);
    unwrap(await erase({ records: [{ id }] }));
  });

  it('rejects fields that are not text, and records without personal fields', async () => {
    const faults = async (record: object) => {
      const outcome = await erase({ records: [record] });
      return outcome.ok ? [] : outcome.issues.map(({ message }) => message);
    };
    expect(await faults({ id: library })).toEqual([
      expect.stringContaining('Organization has no personal fields. Name its fields with free text'),
    ]);
    expect(await faults({ id: library, fields: ['status', 'nmae'] })).toEqual([
      expect.stringContaining('"status" of Organization cannot be erased.'),
      expect.stringContaining('Did you mean "name"?'),
    ]);
  });

  it('of a principal erases its name and revokes its keys, once it has no role', async () => {
    const secret = unwrap(
      await createInvitation(await ann.writer(), { ecosystemId: here, role: 'OBSERVER', recipient: name }),
    ).secret;
    const { grantId } = unwrap(await acceptInvitation(new Writer(database, { kind: 'ANONYMOUS' }), { secret, name }));
    const { rows } = await sql<{ id: string }>`select "id" from "principal" where "name" = ${name}`.execute(
      database.kysely(),
    );
    const id = encodeTypeId('principal', rows[0]?.id ?? '');
    const outcome = await erase({ principalIds: [id] });
    expect(outcome).toMatchObject({ issues: [{ code: 'IMMUTABLE', path: ['principalIds', '0'] }] });
    await fixture.transition(revokeAccessGrant, encodeTypeId('access_grant', grantId));
    unwrap(await erase({ principalIds: [id] }));
    expect(await tablesWith('Zephyrine')).toEqual([]);
    const keys = await sql<{
      open: number;
    }>`select count(*) filter (where "revoked_at" is null) as "open" from "api_key" where "principal_id" = ${rows[0]?.id}::uuid`.execute(
      database.kysely(),
    );
    expect(keys.rows).toEqual([{ open: 0 }]);
  });

  it('of a principal with roles elsewhere is for local programs', async () => {
    const bob = await newPrincipal(database, { name });
    for (const ecosystem of [here, elsewhere]) {
      const grant = encodeTypeId('access_grant', await bob.grant(ecosystem, 'OBSERVER'));
      await fixture.transition(revokeAccessGrant, grant);
    }
    expect(await erase({ principalIds: [bob.id] })).toMatchObject({ issues: [{ code: 'IMMUTABLE' }] });
    unwrap(await erase({ principalIds: [bob.id] }, localProgram));
    expect(await tablesWith('Zephyrine')).toEqual([]);
  });

  it('is refused, and changes nothing, if the list cannot be written', async () => {
    const id = await contact();
    const writer = await ann.writer();
    const command = { records: [{ id }], reason: 'Requested' };
    const broken = erasePersonalData(writer, { command, list: erasureFile(folder) });
    await expect(broken).rejects.toThrow('Nothing was erased, because the list of erasures');
    expect(await tablesWith('Zephyrine')).toEqual(['audit_entry', 'contact']);
    unwrap(await erase({ records: [{ id }] }));
  });

  it('is in the list with ids and names of fields only', async () => {
    const erasures: ListedErasure[] = (await readErasureFile(join(folder, 'erasures.jsonl'))) ?? [];
    expect(erasures.length).toBeGreaterThan(5);
    expect(readFileSync(join(folder, 'erasures.jsonl'), 'utf8')).not.toMatch(/Zephyrine|example\.org|Requested/);
  });

  it('finds a name in free text, and in the history of records', async () => {
    const id = await fixture.organization(here, { name: `Friends of ${name}` });
    await fixture.update(organizationDefinition, id, { name: 'Friends' });
    const contactId = await contact();
    const hits = await searchTexts(database.kysely(), { text: 'zephyrine q', ecosystemId: uuidOf(here) });
    expect(hits).toEqual([
      { id: contactId, field: 'name', excerpt: name, isHistory: false, isErasable: true },
      { id, field: 'name', excerpt: `Friends of ${name}`, isHistory: true, isErasable: true },
    ]);
    expect(await searchTexts(database.kysely(), { text: name, ecosystemId: uuidOf(elsewhere) })).toEqual([]);
    unwrap(await erase({ records: [{ id: contactId }, { id, fields: ['name'] }] }));
    expect(await tablesWith('Zephyrine')).toEqual([]);
  });

  it('can erase every field that the model declares', async () => {
    const refused: string[] = [];
    for (const type of recordTypes) {
      const columns = columnsToErase(type, fieldsToErase(type)).map(({ column }) => column);
      const { rows } = await sql<{ name: string }>`
        select "a"."attname"::text as "name" from pg_attribute as "a" where "a"."attrelid" = to_regclass(${`"${type.prefix}"`})
          and "a"."attnum" > 0 and "a"."atttypid" in ('text'::regtype, 'jsonb'::regtype) and not exists (select from pg_constraint as "k"
            where "k"."conrelid" = "a"."attrelid" and "a"."attnum" = any("k"."conkey")
              and ("k"."contype" not in ('c', 'n') or "k"."contype" = 'c' and cardinality("k"."conkey") = 1))`.execute(
        database.kysely(),
      );
      const erasable = rows.map((row) => row.name);
      refused.push(
        ...columns.filter((column) => !erasable.includes(column)).map((column) => `${type.prefix}.${column}`),
      );
    }
    expect(refused).toEqual([]);
  });

  it('is the only way to change the audit log', async () => {
    await expect(sql`update "audit_entry" set "after" = null`.execute(database.kysely())).rejects.toThrow(
      'append-only',
    );
    const direct = sql`select erase_personal_data('[]', '[]', '{}')`.execute(database.kysely());
    await expect(direct).rejects.toThrow('An erasure requires an actor');
  });
});
