import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { anonymous, localProgram, unwrap } from '@collective-impact/sdk';
import { importance } from '@collective-impact/sdk/study';
import { createReaders, ecosystemDefinition, Writer } from '@collective-impact/store';
import { engines, openTestDatabase, type TestDatabase } from '@collective-impact/store/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadStudyExample } from './load-study.ts';

const file = join(import.meta.dirname, '../../../../examples/data/stem-partnerships-study/study.yaml');

describe.each(engines)('the example of a published study on %s', (engine) => {
  let database: TestDatabase;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'study-'));
    database = await openTestDatabase(engine);
  });

  afterAll(async () => {
    await database.close();
    await rm(folder, { recursive: true });
  });

  const read = () => createReaders(database.kysely(), anonymous);

  async function newEcosystem(slug: string): Promise<string> {
    const writer = new Writer(database, localProgram);
    const done = await writer.create(ecosystemDefinition, { slug, name: slug, visibility: 'PUBLIC' });
    if (!done.ok) throw new Error(JSON.stringify(done.issues));
    return done.value;
  }

  async function studies(ecosystemId: string) {
    return (await read().study.studies(ecosystemId, {})).rows;
  }

  it('returns the published shares to everyone', async () => {
    const ecosystemId = await newEcosystem('published');
    await loadStudyExample(database, { file, ecosystem: 'published' });
    const [study] = await studies(ecosystemId);
    const { source } = await read().study.importance(study?.id ?? '', null);
    const figures = unwrap(importance(source));
    expect(
      figures.map(({ code, participants, base, share, basis }) => [code.code, participants, base, share, basis]),
    ).toEqual([
      ['k-12', 23, 26, '0.884615', 'PUBLISHED'],
      ['business', 20, 26, '0.769231', 'PUBLISHED'],
      ['general', 14, 26, '0.538462', 'PUBLISHED'],
      ['higher-education', 9, 26, '0.346154', 'PUBLISHED'],
      ['informal-education', 7, 26, '0.269231', 'PUBLISHED'],
    ]);
    expect(figures[0]?.interval).toEqual({ low: '0.710241', high: '0.959968' });
  });

  it('distinguishes stated and derived figures', async () => {
    const ecosystemId = await newEcosystem('origins');
    await loadStudyExample(database, { file, ecosystem: 'origins' });
    const [study] = await studies(ecosystemId);
    const { rows } = await read().study.figures(study?.id ?? '', {});
    expect(
      rows.map(({ count, countOrigin, base, share, shareOrigin }) => [count, countOrigin, base, share, shareOrigin]),
    ).toEqual([
      [30, 'STATED', null, null, null],
      [93, 'STATED', null, null, null],
      [19, 'STATED', 93, null, null],
      [74, 'STATED', 93, null, null],
      [9, 'STATED', null, null, null],
      [26, 'STATED', null, null, null],
      [23, 'DERIVED', 26, '0.88', 'STATED'],
      [20, 'DERIVED', 26, '0.77', 'STATED'],
      [14, 'DERIVED', 26, '0.54', 'STATED'],
      [9, 'DERIVED', 26, '0.35', 'STATED'],
      [7, 'DERIVED', 26, '0.27', 'STATED'],
    ]);
  });

  it('is loaded once', async () => {
    const ecosystemId = await newEcosystem('twice');
    await loadStudyExample(database, { file, ecosystem: 'twice' });
    await loadStudyExample(database, { file, ecosystem: 'twice' });
    expect(await studies(ecosystemId)).toHaveLength(1);
  });

  it('saves nothing if a figure is not valid, and names the figure', async () => {
    const ecosystemId = await newEcosystem('broken');
    const broken = join(folder, 'study.yaml');
    await writeFile(broken, (await readFile(file, 'utf8')).replace('count: 20', 'count: 21'));
    await expect(loadStudyExample(database, { file: broken, ecosystem: 'broken' })).rejects.toThrow(
      '"figures","7","count"',
    );
    expect(await studies(ecosystemId)).toEqual([]);
  });
});
