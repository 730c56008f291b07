import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeTypeId, localProgram, unwrap } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { contactDefinition } from '../../ecosystem/index.ts';
import { Writer } from '../../shared/writer.ts';
import { newPrincipal } from '../../testing/access.fixture.ts';
import { AgendaFixture } from '../../testing/agenda.fixture.ts';
import { emptyDatabase } from '../../testing/empty-database.ts';
import { engines } from '../../testing/engines.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { erasePersonalData } from './erase.ts';
import { type ErasureList, erasureFile, readErasureFile } from './erasure-list.ts';
import { finishErasures } from './repeat-erasures.ts';
import { searchTexts } from './text-search.ts';

const name = 'Zephyrine Quillfeather';

describe.each(engines)('an erasure that was interrupted after its entry in the list on %s', (engine) => {
  let database: TestDatabase;
  let [folder, file, contactId, principalId] = ['', '', '', ''];
  beforeAll(async () => {
    database = await openTestDatabase(engine);
  });
  beforeEach(async () => {
    await emptyDatabase(database);
    folder = mkdtempSync(join(tmpdir(), 'erasures-'));
    file = join(folder, 'erasures.jsonl');
    const make = new AgendaFixture(database);
    const organizationId = await make.organization(await make.ecosystem());
    contactId = encodeTypeId('contact', unwrap(await make.writer.create(contactDefinition, { organizationId, name })));
    principalId = (await newPrincipal(database, { name })).id;
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  afterAll(() => database.close());

  const erase = (list: ErasureList) =>
    erasePersonalData(new Writer(database, localProgram), {
      command: { records: [{ id: contactId }], principalIds: [principalId], reason: 'Requested' },
      list,
    });
  const places = async () =>
    (await searchTexts(database.kysely(), { text: name, ecosystemId: null })).map(({ id }) => id);
  const finish = async () =>
    await finishErasures(database, { erasures: (await readErasureFile(file)) ?? [], actor: 'local:ann' });
  const erasures = async () => {
    const { rows } = await sql<{ actor: string; listed: string }>`
      select "actor", "after" ->> 'erasedAt' as "listed" from "audit_entry" where "operation" = 'ERASE'`.execute(
      database.kysely(),
    );
    return rows;
  };

  it('is finished once, with the actor who finished it and the time of the entry', async () => {
    const written = erasureFile(file);
    const interrupted: ErasureList = {
      append: async (erasure) => {
        await written.append(erasure);
        throw new Error('The machine stopped.');
      },
    };
    await expect(erase(interrupted)).rejects.toThrow('The machine stopped.');
    expect(await places()).toEqual([contactId, principalId]);
    expect(await finish()).toBe(1);
    expect(await places()).toEqual([]);
    const [listed] = (await readErasureFile(file)) ?? [];
    expect(await erasures()).toEqual([{ actor: 'local:ann', listed: listed?.at }]);
    expect(await finish()).toBe(0);
    expect(await erasures()).toHaveLength(1);
  });

  it('is not repeated if it was committed', async () => {
    unwrap(await erase(erasureFile(file)));
    expect(await finish()).toBe(0);
    expect(await erasures()).toEqual([{ actor: 'local:program', listed: null }]);
  });

  it('is left alone if it is of another database', async () => {
    unwrap(await erase(erasureFile(file)));
    await emptyDatabase(database);
    expect(await finish()).toBe(0);
  });
});
