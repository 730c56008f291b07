import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeTypeId, localProgram, recordTypes, unwrap } from '@collective-impact/sdk';
import { erasePersonalData, fieldsToErase, Writer } from '@collective-impact/store';
import { openTestDatabase, type TestDatabase } from '@collective-impact/store/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadExamples } from '../../packages/cli/src/examples/load-examples.ts';

/* Erases every field of records of every type that the made-up example has. */

describe('the erasable fields of every type of record', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await openTestDatabase('postgresql');
    const from = mkdtempSync(join(tmpdir(), 'examples-'));
    const all = join(import.meta.dirname, '../../examples/data');
    for (const name of readdirSync(all).filter((each) => each.startsWith('example-stem-'))) {
      cpSync(join(all, name), join(from, name), { recursive: true });
    }
    await loadExamples(database, { from });
    rmSync(from, { recursive: true });
  });
  afterAll(() => database.close());

  it.each(recordTypes.filter((type) => fieldsToErase(type).length > 1).map((type) => ({ name: type.name, type })))(
    'can be erased in a $name, once and again',
    async ({ type }) => {
      const list = { append: () => Promise.resolve() };
      const execute = async <Row>(statement: string, values: unknown[] = []): Promise<Row[]> =>
        await database.orm.em.fork().execute(statement, values);
      const rows = () =>
        execute<{ id: string; row: object }>(
          `select "id", to_jsonb("t") as "row" from "${type.prefix}" as "t" order by "id" limit 2`,
        );
      const before = await rows();
      for (const { id } of before) {
        const command = {
          records: [{ id: encodeTypeId(type.prefix, id), fields: fieldsToErase(type) }],
          reason: 'Requested',
        };
        const writer = new Writer(database, localProgram);
        unwrap(await erasePersonalData(writer, { command, list }));
        const once = await rows();
        unwrap(await erasePersonalData(writer, { command, list }));
        expect(await rows()).toEqual(once);
      }
      const history: object[] = [];
      for (const { id } of before) {
        const entries = await execute<object>(
          `select "before", "after" from "audit_entry" where "operation" <> 'ERASE' and "record_id" = ?`,
          [id],
        );
        history.push(...entries);
      }
      const left = JSON.stringify([await rows(), history]);
      for (const { row } of before) {
        for (const field of fieldsToErase(type)) {
          const value: unknown = Reflect.get(row, columnName(field));
          const texts = Array.isArray(value) ? value : [value];
          for (const text of texts) {
            if (typeof text === 'string' && text.length > 15) expect(left, field).not.toContain(JSON.stringify(text));
          }
        }
      }
    },
  );
});

function columnName(property: string): string {
  return property.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
