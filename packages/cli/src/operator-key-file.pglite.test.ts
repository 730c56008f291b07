import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localProgram, SetupError, unwrap } from '@collective-impact/sdk';
import {
  ecosystemDefinition,
  listApiKeys,
  newApiKey,
  revokeApiKey,
  viewerOfKey,
  Writer,
} from '@collective-impact/store';
import { emptyDatabase, engines, openTestDatabase, type TestDatabase } from '@collective-impact/store/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useOperatorKeyFile } from './operator-key-file.ts';

describe.each(engines)('the file of the operator key on %s', (engine) => {
  let database: TestDatabase;
  let folder: string;
  let file: string;
  beforeAll(async () => {
    database = await openTestDatabase(engine);
  });
  beforeEach(async () => {
    await emptyDatabase(database);
    folder = await mkdtemp(join(tmpdir(), 'operator-key-'));
    file = join(folder, 'operator.key');
  });
  afterEach(() => rm(folder, { recursive: true }));
  afterAll(() => database.close());

  const use = (path: string) => useOperatorKeyFile(database, { file: path, examples: [] });
  const keyInFile = async () => (await readFile(file, 'utf8')).trim();
  const owner = async () => await viewerOfKey(database, await keyInFile());
  const rolesInFile = async () => {
    const found = await owner();
    if (found.status !== 'ACTIVE' || found.viewer.kind !== 'PRINCIPAL') return [];
    return found.viewer.grants.map(({ role }) => role);
  };
  const operator = {
    status: 'ACTIVE',
    viewer: { kind: 'PRINCIPAL', principal: { kind: 'SERVICE', name: 'Operator', isOperator: true } },
  };

  it('is created at the first start, can be read by its owner only, and is kept', async () => {
    expect(await use(file)).toBeNull();
    const key = await keyInFile();
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await owner()).toMatchObject(operator);
    expect(await use(file)).toBeNull();
    expect(await keyInFile()).toBe(key);
    expect(await listApiKeys(database)).toHaveLength(1);
  });

  it('makes a key that the database does not know a key of the operator, once', async () => {
    const key = newApiKey();
    await writeFile(file, key);
    await Promise.all([use(file), use(file)]);
    expect(await keyInFile()).toBe(key);
    expect(await owner()).toMatchObject(operator);
    expect(await listApiKeys(database)).toHaveLength(1);
  });

  it('has a new key of the same principal after it was deleted', async () => {
    await use(file);
    await rm(file);
    await use(file);
    const keys = await listApiKeys(database);
    expect(keys.map(({ status }) => status)).toEqual(['ACTIVE', 'ACTIVE']);
    expect(new Set(keys.map(({ principalId }) => principalId)).size).toBe(1);
  });

  it('is replaced if it contains a key of an earlier version', async () => {
    await writeFile(file, 'ci_0123456789abcdefghijklmnopqrst-_\n');
    expect(await use(file)).toBe(
      `The key in ${file} was replaced, because API keys have a new form. Send the new key.`,
    );
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await owner()).toMatchObject(operator);
  });

  it('gives its principal the role BACKBONE in every ecosystem that has none', async () => {
    const writer = new Writer(database, localProgram);
    const values = { name: 'Here', visibility: 'MEMBERS' };
    await writer.create(ecosystemDefinition, { ...values, slug: 'first' });
    await use(file);
    await writer.create(ecosystemDefinition, { ...values, slug: 'second' });
    expect(await rolesInFile()).toEqual(['BACKBONE']);
    await use(file);
    expect(await rolesInFile()).toEqual(['BACKBONE', 'BACKBONE']);
    await use(file);
    expect(await rolesInFile()).toEqual(['BACKBONE', 'BACKBONE']);
  });

  it('does not make a revoked key valid again', async () => {
    await use(file);
    const [key] = await listApiKeys(database);
    unwrap(await revokeApiKey(database, { viewer: localProgram, id: key?.id ?? '' }));
    expect(await use(file)).toBe(
      `The key in ${file} is revoked. Delete the file, and the next start creates a new one.`,
    );
    expect(await owner()).toEqual({ status: 'REVOKED', isFinal: true });
  });

  it('is rejected if it contains something else', async () => {
    await writeFile(file, 'hidden\n');
    const rejected = use(file);
    await expect(rejected).rejects.toThrow(SetupError);
    await expect(rejected).rejects.toThrow(
      `${file} contains no API key. Delete the file, and the next start creates a new one.`,
    );
    await expect(use(folder)).rejects.toThrow('is a folder');
  });
});
