import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeTypeId, localProgram, unwrap } from '@collective-impact/sdk';
import {
  contactDefinition,
  ecosystemDefinition,
  openDatabase,
  organizationDefinition,
  Writer,
} from '@collective-impact/store';
import { createPostgresqlDatabase, withoutTimeouts } from '@collective-impact/store/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { run } from './program.ts';

describe('collective-impact erase', () => {
  let folder: string;
  let databases: Awaited<ReturnType<typeof createPostgresqlDatabase>>[];
  let [contactId, organizationId] = ['', ''];
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'erase-'));
    databases = [await createPostgresqlDatabase('MIGRATED'), await createPostgresqlDatabase('EMPTY')];
    const database = await openDatabase(databases[0]?.url ?? '', withoutTimeouts);
    const writer = new Writer(database, localProgram);
    const ecosystem = await writer.create(ecosystemDefinition, { slug: 'here', name: 'Here', kind: 'LOCAL' });
    const ecosystemId = encodeTypeId('ecosystem', unwrap(ecosystem));
    const organization = await writer.create(organizationDefinition, { ecosystemId, name: 'Friends of Ann Example' });
    organizationId = encodeTypeId('organization', unwrap(organization));
    const contact = await writer.create(contactDefinition, { organizationId, name: 'Ann Example' });
    contactId = encodeTypeId('contact', unwrap(contact));
    await database.close();
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    for (const database of databases) await database.drop();
    rmSync(folder, { recursive: true });
  });

  const command = async (args: string[], database = 0) => {
    const printed = { stdout: '', stderr: '' };
    vi.stubEnv('DATABASE_URL', databases[database]?.url);
    const spies = (['stdout', 'stderr'] as const).map((stream) =>
      vi.spyOn(process[stream], 'write').mockImplementation((text) => {
        printed[stream] += String(text).replaceAll(`${folder}/`, '');
        return true;
      }),
    );
    const code = await run(args);
    for (const spy of spies) spy.mockRestore();
    return { code, ...printed };
  };
  const failure = (message: string) => ({ code: 1, stdout: '', stderr: `collective-impact: ${message}\n` });

  it('finds texts, lists what it would erase, erases, and is repeated by a restore', async () => {
    const found = [`${organizationId}.name  Friends of Ann Example`, `${contactId}.name  Ann Example`];
    const search = ['erase', '--search', 'ann example', '--ecosystem', 'here'];
    expect(await command(search)).toEqual({
      code: 0,
      stdout: [...found, 'Found in 2 texts. Nothing was erased.', ''].join('\n'),
      stderr: '',
    });
    const backup = join(folder, 'before.ci.gz');
    expect((await command(['backup', backup])).code).toBe(0);

    const ids = [contactId, `${organizationId}.name`];
    const list = ['--list', join(folder, 'erasures.jsonl')];
    const lines = [`${contactId}  name, role, email`, `${organizationId}  name`];
    expect(await command(['erase', ...ids, ...list, '--dry-run'])).toEqual({
      code: 0,
      stdout: [...lines, 'This was a dry run. Nothing was erased.', ''].join('\n'),
      stderr: '',
    });
    expect((await command(search)).stdout).toContain('Found in 2 texts.');
    expect(await command(['erase', ...ids, ...list, '--reason', 'Requested'])).toEqual({
      code: 0,
      stdout: [...lines, 'Erased. Old backups still contain the data.', ''].join('\n'),
      stderr: '',
    });
    expect(await command(search)).toMatchObject({ stdout: 'No text contains "ann example".\n' });
    expect(readFileSync(join(folder, 'erasures.jsonl'), 'utf8')).not.toContain('Ann');

    const restored = await command(['restore', backup, ...list], 1);
    expect(restored).toMatchObject({ code: 0, stderr: '' });
    expect(restored.stdout).toContain('Repeated 1 erasure of personal data that is later than the backup.');
    expect((await command(search, 1)).stdout).toBe('No text contains "ann example".\n');
  });

  it('explains what is missing or wrong', async () => {
    const reason = ['--reason', 'Requested'];
    expect(await command(['erase'])).toEqual(
      failure('Enter the ids of the records and principals to erase. --search finds them.'),
    );
    expect(await command(['erase', contactId])).toEqual(
      failure('Add --reason with the reason for the erasure, without personal data.'),
    );
    expect(await command(['erase', contactId, ...reason])).toEqual(
      failure(
        'Set ERASURE_LIST or --list to the file with the list of erasures. Every gateway and every restore of this database needs the same list.',
      ),
    );
    expect(await command(['erase', contactId, '--search', 'Ann'])).toEqual(
      failure('--search erases nothing. Search first, then erase the ids that it lists.'),
    );
    expect(await command(['erase', '--search', 'A'])).toEqual(failure('Search for at least 2 characters, not "A".'));
    const list = ['--list', join(folder, 'missing', 'erasures.jsonl')];
    expect(await command(['erase', contactId, ...reason, ...list])).toEqual(
      failure(
        'Nothing was erased, because the list of erasures missing/erasures.jsonl cannot be written: ENOENT. Set ERASURE_LIST to a file that can be written.',
      ),
    );
    const wrong = await command(['erase', `${organizationId}.nmae`, contactId.slice(0, -1), ...reason, ...list]);
    expect(wrong).toEqual(
      failure(
        [
          `${organizationId}.nmae: "nmae" of Organization cannot be erased. Known values: "name", "legalName", "url", "sourceUri", "voidings.reason". Did you mean "name"?`,
          `${contactId.slice(0, -1)}: There is no record or principal with this id. Find ids with --search.`,
        ].join('\n'),
      ),
    );
  });
});
