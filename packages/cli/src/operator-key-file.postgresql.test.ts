import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localProgram, unwrap } from '@collective-impact/sdk';
import { ecosystemDefinition, viewerOfKey, Writer } from '@collective-impact/store';
import { openTestDatabase, type TestDatabase } from '@collective-impact/store/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { useOperatorKeyFile } from './operator-key-file.ts';

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await openTestDatabase('postgresql');
  folder = await mkdtemp(join(tmpdir(), 'operator-key-'));
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true });
});

it('the operator key of PostgreSQL gets the role BACKBONE in the examples that have none, and in no other ecosystem', async () => {
  const writer = new Writer(database, localProgram);
  const create = async (slug: string) =>
    unwrap(await writer.create(ecosystemDefinition, { slug, name: slug, visibility: 'MEMBERS' }));
  const [example] = [await create('example'), await create('own')];
  const file = join(folder, 'operator.key');
  const grants = async () => {
    const found = await viewerOfKey(database, (await readFile(file, 'utf8')).trim());
    if (found.status !== 'ACTIVE' || found.viewer.kind !== 'PRINCIPAL') throw new Error(`The key is ${found.status}.`);
    return found.viewer.grants.map(({ ecosystemId, role }) => [ecosystemId, role]);
  };
  await useOperatorKeyFile(database, { file, examples: [] });
  expect(await grants()).toEqual([]);
  for (let times = 0; times < 2; times++) {
    await useOperatorKeyFile(database, { file, examples: [example] });
    expect(await grants()).toEqual([[example, 'BACKBONE']]);
  }
});
