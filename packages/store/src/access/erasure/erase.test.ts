import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeTypeId, localProgram, recordTypes, unwrap } from '@collective-impact/sdk';
import type { ListedErasure } from '@collective-impact/sdk/access';
import { type RawBuilder, sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { contactDefinition, organizationDefinition } from '../../ecosystem/index.ts';
import { acceptProposal, createProposal } from '../../proposal/index.ts';
import { correctIndicatorReport } from '../../reporting/index.ts';
import { Writer } from '../../shared/writer.ts';
import { issuesOf, uuidOf } from '../../testing/agenda.fixture.ts';
import { engines } from '../../testing/engines.ts';
import { cell, MeasurementFixture } from '../../testing/measurement.fixture.ts';
import { restoreRecord, voidRecord } from '../voiding/index.ts';
import { columnsToErase, fieldsToErase } from './erasable-columns.ts';
import { ErasureWorld, email, name } from './erase.fixture.ts';
import { erasePersonalData } from './erase.ts';
import { erasureFile, readErasureFile } from './erasure-list.ts';
import { searchTexts } from './text-search.ts';

const world = new ErasureWorld();

describe.each(engines)('an erasure on %s', (engine) => {
  world.prepare(engine);

  const changeOf = async (id: string) =>
    (
      await sql<{
        operation: string;
      }>`select "operation" from "change" where "record_id" = ${uuidOf(id)}::uuid`.execute(world.database.kysely())
    ).rows;

  it('removes a contact from the whole database, with its history, and leaves a record of the erasure', async () => {
    const id = await world.contact({ idempotencyKey: 'one' });
    await world.fixture.update(contactDefinition, id, { name: `${name} II` });
    expect(await world.tablesWith('Zephyrine')).toEqual(['audit_entry', 'contact']);
    expect(unwrap(await world.erase({ records: [{ id }] }))).toEqual([{ id, fields: ['name', 'role', 'email'] }]);
    expect(await world.tablesWith('Zephyrine')).toEqual([]);
    expect(await world.tablesWith(email)).toEqual([]);
    expect(await changeOf(id)).toEqual([{ operation: 'DELETE' }]);
    const filter = { recordId: uuidOf(id) };
    const { rows } = await world.fixture
      .read(await world.ann.viewer())
      .audit.ofEcosystem(uuidOf(world.here), { page: {}, filter });
    expect(rows.map(({ action, actor, reason, erasedFields }) => [action, actor, reason, erasedFields])).toEqual([
      ['ERASE', world.ann.id, 'Requested', ['name', 'role', 'email']],
      ['DELETE', world.ann.id, null, []],
      ['UPDATE', 'local:program', null, []],
      ['CREATE', 'local:program', null, []],
    ]);
  });

  it('removes what was proposed for the fields that are erased', async () => {
    const id = await world.contact();
    const changes = [{ field: 'name', value: JSON.stringify('Quillfeather-Smith') }];
    const proposal = await createProposal(world.fixture.writer, { recordId: id, changes, reason: 'She married.' });
    const proposalId = encodeTypeId('proposal', unwrap(proposal));
    expect(await world.tablesWith('Quillfeather-Smith')).toEqual(['audit_entry', 'proposal']);
    expect(unwrap(await world.erase({ records: [{ id }] }))).toEqual([
      { id, fields: ['name', 'role', 'email'] },
      { id: proposalId, fields: ['changes.value', 'basis.value'] },
    ]);
    expect(await world.tablesWith('Quillfeather')).toEqual([]);
    expect(await world.fixture.read().record('proposal', uuidOf(proposalId))).toMatchObject({
      reason: 'She married.',
      changes: [{ field: 'name', value: 'Erased' }],
      basis: [{ field: 'name', value: 'Erased' }],
    });
    const library = await world.fixture.organization(world.here, { name, legalName: 'Legal' });
    const open = async (field: string) =>
      encodeTypeId(
        'proposal',
        unwrap(
          await createProposal(world.fixture.writer, {
            recordId: library,
            changes: [{ field, value: '"New"' }],
            reason: 'R',
          }),
        ),
      );
    const [aboutName, aboutLegalName] = [await open('name'), await open('legalName')];
    unwrap(await world.erase({ records: [{ id: library, fields: ['name'] }] }));
    expect(issuesOf(await world.fixture.transition(acceptProposal, aboutName))).toEqual(['VERSION_CONFLICT id']);
    expect(issuesOf(await world.fixture.transition(acceptProposal, aboutLegalName))).toEqual([]);
  });

  it('is rejected instead of repeated by a request that created the record', async () => {
    const values = { organizationId: world.library, name, idempotencyKey: 'two' };
    const id = encodeTypeId('contact', unwrap(await world.fixture.writer.create(contactDefinition, values)));
    unwrap(await world.erase({ records: [{ id }] }));
    expect(issuesOf(await world.fixture.writer.create(contactDefinition, values))).toEqual([
      'IDEMPOTENCY_KEY_REUSED idempotencyKey',
    ]);
  });

  it('keeps a record that contains more, sends it to followers without the text, and leaves everything else as it was', async () => {
    const id = await world.fixture.organization(world.here, { name: `${name} Foundation`, legalName: 'Legal' });
    unwrap(await world.erase({ records: [{ id, fields: ['name'] }] }));
    expect(await world.fixture.read().record('organization', uuidOf(id))).toMatchObject({
      name: 'Erased',
      legalName: 'Legal',
      version: 2,
    });
    expect(await changeOf(id)).toEqual([{ operation: 'UPSERT' }]);
    expect(await world.tablesWith('Zephyrine')).toEqual([]);
    const again = await world.erase({ records: [{ id, fields: ['name'] }] });
    expect(again.ok).toBe(true);
    expect(await world.fixture.version(id)).toBe(2);
  });

  it('removes a note of a report, also where its corrections keep it, and the reasons for them if they are named', async () => {
    const measurement = new MeasurementFixture(world.database);
    const { versionId } = await measurement.adopted(world.here);
    const id = await measurement.verified(versionId, { narrative: `Counted by ${name}`, source: 'Lists' });
    const command = { reason: `${name} found a list`, cells: [cell('31')], narrative: 'Counted' };
    unwrap(await world.fixture.transition(correctIndicatorReport, id, command));
    const isErasable = { isErasable: true };
    expect(await searchTexts(world.database.kysely(), { text: name, ecosystemId: uuidOf(world.here) })).toEqual([
      { id, field: 'corrections.reason', excerpt: `${name} found a list`, isHistory: false, ...isErasable },
      { id, field: 'narrative', excerpt: `Counted by ${name}`, isHistory: true, ...isErasable },
    ]);
    unwrap(await world.erase({ records: [{ id, fields: ['narrative'] }] }));
    expect(await world.tablesWith('Zephyrine')).toEqual(['report_correction']);
    unwrap(await world.erase({ records: [{ id, fields: ['corrections.reason'] }] }));
    expect(await world.tablesWith('Zephyrine')).toEqual([]);
    const { rows } = await world.fixture.read().reporting.corrections.ofReport(uuidOf(id), {});
    expect(rows).toMatchObject([{ reason: 'Erased', narrative: 'Erased', source: 'Lists', methodNote: null }]);
  });

  it('returns all issues of a command at once', async () => {
    const records = [{ id: 'contact_x' }];
    expect(issuesOf(await world.erase({ records, principalIds: ['x'], reason: '' }))).toEqual([
      'INVALID principalIds.0',
      'REQUIRED reason',
      'NOT_FOUND records.0.id',
    ]);
    expect(issuesOf(await world.erase({ records: [], reason: '' }))).toEqual(['REQUIRED reason', 'REQUIRED records']);
  });

  it('is rejected if the reason contains the data', async () => {
    const id = await world.contact();
    const reason = `${name.toUpperCase()} asked for it`;
    expect(await world.erase({ records: [{ id }], reason })).toMatchObject({
      issues: [{ code: 'INVALID', path: ['reason'] }],
    });
    expect(await world.tablesWith('Zephyrine')).toEqual(['audit_entry', 'contact']);
    unwrap(await world.erase({ records: [{ id }] }));
  });

  it('removes a text from the history also under the name that its field had then', async () => {
    const id = uuidOf(await world.fixture.organization(world.here)).replace(/^.{8}/, '00000000');
    const run = (statement: RawBuilder<unknown>) => statement.execute(world.database.kysely());
    await run(sql`insert into "change" ("record_id", "record_type", "ecosystem_id", "operation", "transaction_id", "sequence", "widest_visibility", "changed_at")
      values (${id}::uuid, 'reinforcement', ${uuidOf(world.here)}::uuid, 'DELETE', pg_current_xact_id(), 0, 'PUBLIC', now())`);
    const before = JSON.stringify({ how: name, direction: 'BOTH' });
    await run(sql`insert into "audit_entry" ("ecosystem_id", "record_type", "record_id", "operation", "at", "before")
      values (${uuidOf(world.here)}::uuid, 'reinforcement', ${id}::uuid, 'DELETE', now(), ${before}::jsonb)`);
    unwrap(await world.erase({ records: [{ id: encodeTypeId('reinforcement', id), fields: ['mechanism'] }] }));
    const { rows } =
      await sql`select "before" from "audit_entry" where "record_id" = ${id}::uuid and "operation" = 'DELETE'`.execute(
        world.database.kysely(),
      );
    expect(rows).toEqual([{ before: { how: 'Erased', direction: 'BOTH' } }]);
  });

  it('of a voided record removes the reasons for voiding and restoring it, and the record from the list', async () => {
    const id = await world.contact();
    const writer = new Writer(world.database, localProgram);
    unwrap(await voidRecord(writer, { id, reason: `${name} left` }));
    unwrap(await restoreRecord(writer, { id, reason: `${name} is back` }));
    unwrap(await voidRecord(writer, { id, reason: `${name} left again` }));
    unwrap(await world.erase({ records: [{ id }] }));
    expect(await world.tablesWith('Zephyrine')).toEqual([]);
    const { rows } = await sql`select "record_id" from "voided_record"`.execute(world.database.kysely());
    expect(rows).toEqual([]);
  });

  it('removes the hash and the result of a batch that contained the record', async () => {
    const id = await world.contact();
    const insert = sql`insert into "idempotency" ("principal", "key", "request_hash", "answer")
      values ('made up', 'batch', 'hash', ${JSON.stringify([{ id: uuidOf(id) }])}::jsonb)`;
    await insert.execute(world.database.kysely());
    unwrap(await world.erase({ records: [{ id }] }));
    const { rows } = await sql`select "request_hash", "answer" from "idempotency" where "key" = 'batch'`.execute(
      world.database.kysely(),
    );
    expect(rows).toEqual([{ request_hash: 'erased', answer: null }]);
  });

  it('of a contact removes its source as well', async () => {
    const id = await world.contact({ sourceUri: `https://example.org/${name}` });
    unwrap(await world.erase({ records: [{ id }] }));
    expect(await world.tablesWith('Zephyrine')).toEqual([]);
  });

  it('changes nothing in a dry run', async () => {
    const id = await world.contact();
    expect(unwrap(await world.erase({ records: [{ id }] }, undefined, true))).toHaveLength(1);
    expect(await world.tablesWith('Zephyrine')).toEqual(['audit_entry', 'contact']);
    unwrap(await world.erase({ records: [{ id }] }));
  });

  it('is refused, and changes nothing, if the list cannot be written', async () => {
    const id = await world.contact();
    const writer = await world.ann.writer();
    const command = { records: [{ id }], reason: 'Requested' };
    const broken = erasePersonalData(writer, { command, list: erasureFile(world.folder) });
    await expect(broken).rejects.toThrow('Nothing was erased, because the list of erasures');
    expect(await world.tablesWith('Zephyrine')).toEqual(['audit_entry', 'contact']);
    unwrap(await world.erase({ records: [{ id }] }));
  });

  it('is in the list with ids and names of fields only', async () => {
    const erasures: ListedErasure[] = (await readErasureFile(join(world.folder, 'erasures.jsonl'))) ?? [];
    expect(erasures).toHaveLength(15);
    expect(readFileSync(join(world.folder, 'erasures.jsonl'), 'utf8')).not.toMatch(/Zephyrine|example\.org|Requested/);
  });

  it('finds a name in free text, and in the history of records', async () => {
    const id = await world.fixture.organization(world.here, { name: `Friends of ${name}` });
    await world.fixture.update(organizationDefinition, id, { name: 'Friends' });
    const contactId = await world.contact();
    const hits = await searchTexts(world.database.kysely(), { text: 'zephyrine q', ecosystemId: uuidOf(world.here) });
    expect(hits).toEqual([
      { id: contactId, field: 'name', excerpt: name, isHistory: false, isErasable: true },
      { id, field: 'name', excerpt: `Friends of ${name}`, isHistory: true, isErasable: true },
    ]);
    expect(await searchTexts(world.database.kysely(), { text: name, ecosystemId: uuidOf(world.elsewhere) })).toEqual(
      [],
    );
    unwrap(await world.erase({ records: [{ id: contactId }, { id, fields: ['name'] }] }));
    expect(await world.tablesWith('Zephyrine')).toEqual([]);
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
        world.database.kysely(),
      );
      const erasable = rows.map((row) => row.name);
      refused.push(
        ...columns.filter((column) => !erasable.includes(column)).map((column) => `${type.prefix}.${column}`),
      );
    }
    expect(refused).toEqual([]);
  });

  it('is the only way to change the audit log', async () => {
    await expect(sql`update "audit_entry" set "after" = null`.execute(world.database.kysely())).rejects.toThrow(
      'append-only',
    );
    const direct = sql`select erase_personal_data('[]', '[]', '{}')`.execute(world.database.kysely());
    await expect(direct).rejects.toThrow('An erasure requires an actor');
  });
});
