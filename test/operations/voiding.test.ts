import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createSchema } from '@collective-impact/gateway';
import { type AnyRecordType, recordTypes } from '@collective-impact/sdk';
import { notVoidable } from '@collective-impact/sdk/access';
import { engines, openTestDatabase, type TestDatabase } from '@collective-impact/store/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadExamples } from '../../packages/cli/src/examples/load-examples.ts';
import { VoidingWorld } from './voiding-world.ts';

/*
 * Every type of record of the registry is voided and restored on the example ecosystems, with the records that refer to it. All
 * operations of this folder that showed one of them must show none of them, and all of them again afterwards.
 */

const folder = import.meta.dirname;
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.graphql'));
const schema = createSchema();

/** All types. On the embedded database a sample, because the statements are the same; `npm run test:long` takes all. */
function typesOn(engine: string): string[] {
  const all = recordTypes.map(({ prefix }) => prefix).sort();
  return engine === 'postgresql' || process.env.TEST_LONG ? all : all.filter((_prefix, at) => at % 8 === 3);
}

function typeOf(prefix: string): AnyRecordType {
  const type = recordTypes.find((each) => each.prefix === prefix);
  if (!type) throw new Error(`There is no record type ${prefix}.`);
  return type;
}

/** Types of which the examples contain no record. */
const withoutExample = ['invitation'];
/** Types whose example records are all part of released figures, or of records that no longer change. They can be voided otherwise. */
const released = [
  ...['codebook', 'codebook_code', 'coding', 'excerpt', 'excerpt_reading', 'interview', 'participant'],
  ...['common_agenda', 'goal'],
];

describe.each(engines)('voiding each type of record on %s', (engine) => {
  let database: TestDatabase;
  let world: VoidingWorld;
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    await loadExamples(database, { from: join(folder, '../../examples/data') });
    world = await VoidingWorld.open(database, { schema, files: files.map((file) => join(folder, file)) });
  });
  afterAll(() => database.close());

  it.each(typesOn(engine))('%s', async (prefix) => {
    const type = typeOf(prefix);
    const before = await world.lists(type);
    const attempt = await world.voidOne(prefix);
    if (attempt.state === 'NO_RECORD') return expect(withoutExample).toContain(prefix);
    expect(withoutExample).not.toContain(prefix);
    const instead = notVoidable[prefix];
    if (instead !== undefined) return expect(attempt).toEqual({ state: 'REJECTED', messages: [instead] });
    if (attempt.state === 'REJECTED') {
      expect(attempt.messages.join(' ')).toMatch(/others have seen its figures|cannot be changed|in a released round/);
      return expect(released).toContain(prefix);
    }
    expect(released).not.toContain(prefix);
    expect(await world.stillShown(attempt)).toEqual([]);
    const voided = new Set(attempt.ids);
    const lists = await world.lists(type);
    const left = before.map(({ list, ids, totalCount }) => ({
      list,
      ids: ids.filter((id) => !voided.has(id)),
      totalCount: totalCount - ids.filter((id) => voided.has(id)).length,
    }));
    // Records of the next page move up into a longer list.
    expect(lists.map((each, at) => (each.totalCount < 100 ? each : left[at]))).toEqual(left);
    await world.restore(attempt.id);
    expect(await world.lists(type)).toEqual(before);
    expect(await world.changedAnswers(attempt)).toEqual([]);
  });

  it('leaves all answers as they were', async () => {
    expect(await world.changedAnswers(null)).toEqual([]);
  });
});
