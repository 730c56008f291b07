import { mkdtempSync, rmSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeTypeId, localProgram, unwrap } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { erasePersonalData, erasureFile, readErasureFile } from '../access/index.ts';
import { contactDefinition, organizationDefinition } from '../ecosystem/index.ts';
import type { Database } from '../shared/database/database.ts';
import { Writer } from '../shared/writer.ts';
import { newPrincipal } from '../testing/access.fixture.ts';
import { emptyDatabase } from '../testing/empty-database.ts';
import { engines } from '../testing/engines.ts';
import { createEcosystem, createOrganization } from '../testing/examples.ts';
import { openTestDatabase } from '../testing/open-test-database.ts';
import { partsOf, replay } from './backup.fixture.ts';
import { restore } from './restore.ts';
import { storedTables } from './stored-tables.ts';

const name = 'Zephyrine Quillfeather';

describe.each(engines)('a restored backup on %s', (engine) => {
  let original: Database;
  let copy: Database;
  let folder: string;
  let organization: { uuid: string; id: string };
  beforeAll(async () => {
    original = await openTestDatabase(engine);
    copy = await openTestDatabase(engine);
  });
  afterAll(async () => {
    await original.close();
    await copy.close();
  });

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'erasures-'));
    for (const database of [original, copy]) await emptyDatabase(database);
    const { id: ecosystemId } = await createEcosystem(original);
    organization = await createOrganization(original, { ecosystemId });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const tablesWith = async (database: Database, text: string) => {
    const found: string[] = [];
    for (const table of await storedTables(database.kysely())) {
      const rows =
        await sql`select 1 from ${sql.table(table.name)} as "t" where position(${text} in "t"::text) > 0`.execute(
          database.kysely(),
        );
      if (rows.rows.length > 0) found.push(table.name);
    }
    return found;
  };

  it('does not contain what was erased after it, and names the erasure in the audit log', async () => {
    const file = join(folder, 'erasures.jsonl');
    const writer = new Writer(original, localProgram);
    const contact = unwrap(await writer.create(contactDefinition, { organizationId: organization.id, name }));
    const renamed = { id: organization.id, expectedVersion: 1, name: `Friends of ${name}` };
    unwrap(await writer.update(organizationDefinition, renamed));
    const principal = await newPrincipal(original, { name });
    const parts = await partsOf(original);
    // Created after the backup: the restored database does not have it.
    const later = unwrap(await writer.create(contactDefinition, { organizationId: organization.id, name }));
    const command = {
      records: [
        { id: encodeTypeId('contact', contact) },
        { id: encodeTypeId('contact', later) },
        { id: organization.id, fields: ['name'] },
      ],
      principalIds: [principal.id],
      reason: 'Requested',
    };
    unwrap(await erasePersonalData(writer, { command, list: erasureFile(file) }));
    expect(await tablesWith(original, 'Zephyrine')).toEqual([]);

    const erasures = (await readErasureFile(file)) ?? [];
    const twice = [...erasures, ...erasures];
    expect(await restore(copy, { backup: replay(parts), erasures: twice, actor: 'local:ann' })).toMatchObject({
      erased: 1,
    });
    expect(await tablesWith(copy, 'Zephyrine')).toEqual([]);
    const { rows } =
      await sql`select "record_type" as "type", "actor", "after" ->> 'erasedAt' as "at" from "audit_entry"
      where "operation" = 'ERASE' order by "id"`.execute(copy.kysely());
    const at = erasures[0]?.at;
    expect(rows).toEqual(['contact', 'organization'].map((type) => ({ type, actor: 'local:ann', at })));

    const after = await partsOf(original);
    const again = await restore(copy, { backup: replay(after), replace: true, erasures });
    expect(again).toMatchObject({ erased: 0 });
  });

  it('is refused if the list contains a line that is no erasure, except for an unfinished last one', async () => {
    const file = join(folder, 'list');
    expect(await readErasureFile(file)).toBeNull();
    await appendFile(file, '{"id":');
    expect(await readErasureFile(file)).toEqual([]);
    const erasure = {
      id: '01890a5d-ac96-774b-bcce-b302099a8057',
      at: '2026-01-31T00:00:00Z',
      records: [],
      principalIds: [],
    };
    await erasureFile(file).append(erasure);
    await expect(readErasureFile(file)).rejects.toThrow('Line 1 of the list of erasures');
  });

  it('is refused if the list names a field that this version does not know', async () => {
    const parts = await partsOf(original);
    const records = [{ id: organization.id, fields: ['nickname'] }];
    const erasures = [
      { id: '01890a5d-ac96-774b-bcce-b302099a8057', at: '2026-01-31T00:00:00Z', records, principalIds: [] },
    ];
    await expect(restore(copy, { backup: replay(parts), erasures })).rejects.toThrow(
      'the field nickname of organization_',
    );
  });
});
