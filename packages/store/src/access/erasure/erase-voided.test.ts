import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeTypeId, localProgram, unwrap } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { contactDefinition } from '../../ecosystem/index.ts';
import { Writer } from '../../shared/writer.ts';
import { AgendaFixture } from '../../testing/agenda.fixture.ts';
import { emptyDatabase } from '../../testing/empty-database.ts';
import { engines } from '../../testing/engines.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { voidRecord } from '../voiding/index.ts';
import { erasePersonalData } from './erase.ts';
import { erasureFile } from './erasure-list.ts';
import { searchTexts } from './text-search.ts';

const name = 'Zephyrine Quillfeather';

describe.each(engines)('an erasure of a voided record on %s', (engine) => {
  let database: TestDatabase;
  let folder: string;
  let id: string;
  beforeAll(async () => {
    database = await openTestDatabase(engine);
  });
  afterAll(() => database.close());

  beforeEach(async () => {
    await emptyDatabase(database);
    folder = mkdtempSync(join(tmpdir(), 'erasures-'));
    const make = new AgendaFixture(database);
    const organizationId = await make.organization(await make.ecosystem());
    id = encodeTypeId('contact', unwrap(await make.writer.create(contactDefinition, { organizationId, name })));
    unwrap(await voidRecord(new Writer(database, localProgram), { id, reason: 'Left long ago.' }));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('finds its texts', async () => {
    const hits = await searchTexts(database.kysely(), { text: 'quillfeather', ecosystemId: null });
    expect(hits).toEqual([{ id, field: 'name', excerpt: name, isHistory: false, isErasable: true }]);
  });

  it('deletes it, also from the list of voided records', async () => {
    const list = erasureFile(join(folder, 'erasures.jsonl'));
    const command = { records: [{ id }], reason: 'Requested' };
    unwrap(await erasePersonalData(new Writer(database, localProgram), { command, list }));
    expect(await searchTexts(database.kysely(), { text: name, ecosystemId: null })).toEqual([]);
    const { rows } =
      await sql`select "id" from "contact_with_voided" union all select "record_id" from "voided_record"`.execute(
        database.kysely(),
      );
    expect(rows).toEqual([]);
  });
});
