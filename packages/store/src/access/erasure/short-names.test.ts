import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeTypeId, localProgram, unwrap } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { contactDefinition } from '../../ecosystem/index.ts';
import { Writer } from '../../shared/writer.ts';
import { newPrincipal } from '../../testing/access.fixture.ts';
import { AgendaFixture } from '../../testing/agenda.fixture.ts';
import { emptyDatabase } from '../../testing/empty-database.ts';
import { engines } from '../../testing/engines.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { restoreRecord, voidRecord } from '../voiding/index.ts';
import { erasePersonalData } from './erase.ts';
import { erasureFile } from './erasure-list.ts';
import { positionOf } from './text-match.ts';
import { searchTexts } from './text-search.ts';

describe.each(engines)('a name of at most three characters on %s', (engine) => {
  let database: TestDatabase;
  let make: AgendaFixture;
  let [organizationId, contactId] = ['', ''];
  const folder = mkdtempSync(join(tmpdir(), 'erasures-'));
  const list = erasureFile(join(folder, 'erasures.jsonl'));
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    make = new AgendaFixture(database);
  });
  beforeEach(async () => {
    await emptyDatabase(database);
    organizationId = await make.organization(await make.ecosystem(), { name: 'Lichtenberg Library' });
    contactId = await contactNamed('Li');
  });
  afterAll(async () => {
    await database.close();
    rmSync(folder, { recursive: true });
  });

  const contactNamed = async (name: string) =>
    encodeTypeId('contact', unwrap(await make.writer.create(contactDefinition, { organizationId, name })));
  const erase = (command: object) =>
    erasePersonalData(new Writer(database, localProgram), { command: { reason: 'Requested', ...command }, list });
  const search = async (text: string) =>
    (await searchTexts(database.kysely(), { text, ecosystemId: null })).map(({ id, field }) => `${id}.${field}`);
  const toVoid = async (id: string, reason: string) =>
    unwrap(await voidRecord(new Writer(database, localProgram), { id, reason }));

  it.each([
    ['Li', 'asked by LI, twice', true],
    ['Li', 'asked by Lia', false],
    ['Li', 'Oli asked', false],
    ['Li', 'room Li2', false],
    ['Li', 'Lí asked for Li.', true],
    ['Ann', 'Ann', true],
    ['Ann', 'Annual list', false],
    ["O'B", "signed O'B", true],
    ['J.R', 'JxR signed', false],
    ['李明', '由李明提出', true],
    ['李', '由李明提出', true],
    ['Anna', 'Annapolis', true],
  ])('%s is found in "%s": %s', async (name, text, isFound) => {
    const { rows } = await sql<{ is: boolean }>`select mentions(${text}, ${name}) as "is"`.execute(database.kysely());
    expect([rows[0]?.is, positionOf(name, text) >= 0]).toEqual([isFound, isFound]);
  });

  it('is found as a whole word, in records and in reasons of voided records', async () => {
    const other = await make.organization(await make.ecosystem());
    await toVoid(other, 'Li entered it twice.');
    expect(await search('li')).toEqual([`${contactId}.name`, `${other}.voidings.reason`]);
    await expect(search('L')).rejects.toThrow('Search for at least 2 characters, not "L".');
  });

  it('is not erased with a reason that contains it', async () => {
    const isRejected = { issues: [{ code: 'INVALID', path: ['reason'] }] };
    expect(await erase({ records: [{ id: contactId }], reason: 'Li asked for it' })).toMatchObject(isRejected);
    const principal = await newPrincipal(database, { name: 'Bo' });
    expect(await erase({ principalIds: [principal.id], reason: 'Asked by bo' })).toMatchObject(isRejected);
    unwrap(await erase({ records: [{ id: contactId }], principalIds: [principal.id], reason: 'List of a board' }));
  });

  it('is erased from the reasons for voiding and restoring its record, and other reasons remain', async () => {
    const named = await make.organization(await make.ecosystem(), { name: 'Li' });
    await toVoid(named, 'Li is no organization.');
    unwrap(await restoreRecord(new Writer(database, localProgram), { id: named, reason: 'It is a list.' }));
    unwrap(await erase({ records: [{ id: named, fields: ['name'] }] }));
    const { rows } = await sql<{ reason: string }>`
      select "reason" from "audit_entry" where "operation" in ('VOID', 'RESTORE') order by "id"`.execute(
      database.kysely(),
    );
    expect(rows.map(({ reason }) => reason)).toEqual(['Erased', 'It is a list.']);
  });

  it('in the reason for which another record was voided is erased where the record and `voidings.reason` are named', async () => {
    const other = await make.organization(await make.ecosystem());
    await toVoid(other, 'Li entered it twice.');
    expect(unwrap(await erase({ records: [{ id: other, fields: ['voidings.reason'] }] }))).toEqual([
      { id: other, fields: ['voidings.reason'] },
    ]);
    const { rows } = await sql<{ reason: string }>`
      select "reason" from "audit_entry" where "reason" is not null union all select "reason" from "voided_record"`.execute(
      database.kysely(),
    );
    expect(rows.map(({ reason }) => reason)).toEqual(['Erased', 'Erased']);
    expect(await search('Li')).toEqual([`${contactId}.name`]);
  });
});
