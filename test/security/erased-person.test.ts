import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSchema } from '@collective-impact/gateway';
import { type AnyRecordType, anonymous, decodeTypeId, localProgram, recordTypes, unwrap } from '@collective-impact/sdk';
import {
  acceptInvitation,
  contactDefinition,
  createApiKey,
  erasePersonalData,
  erasureFile,
  fieldsToErase,
  searchTexts,
  voidRecord,
  Writer,
} from '@collective-impact/store';
import { engines, openTestDatabase, type TestDatabase } from '@collective-impact/store/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { carryOut, mutationsOf } from '../bad-input/mutations.ts';
import { particulars } from '../bad-input/particulars.ts';
import { prepared } from '../bad-input/prepared.ts';
import { newPrincipal } from '../bad-input/principals.ts';
import { World } from '../bad-input/world.ts';

/*
 * A made-up person is named in every field of every type of record that can be erased, twice, and as a principal. An operator
 * searches for the name, the address and the number, and erases what is found. Then no table and no list contains the person.
 */

const [name, email, phone] = ['Zephyrine Quillfeather', 'zephyrine@example.org', '+1 555 010 7788'];
const text = `${name}, ${email}, ${phone}`;
const schema = createSchema();

/** Fields that are parts of other records, and are written by commands. */
const byCommands = ['corrections.reason', 'voidings.reason'];

describe.each(engines)('a person who was erased on %s', (engine) => {
  let database: TestDatabase;
  let world: World;
  const folder = mkdtempSync(join(tmpdir(), 'erased-person-'));
  const file = join(folder, 'erasures.jsonl');
  afterAll(async () => {
    await database.close();
    rmSync(folder, { recursive: true });
  });

  const execute = async <Row>(statement: string, values: unknown[] = []): Promise<Row[]> =>
    await database.orm.em.fork().execute(statement, values);

  beforeAll(async () => {
    database = await openTestDatabase(engine);
    let count = 0;
    world = new World({
      mutations: mutationsOf(schema),
      particulars,
      carry: (mutation, input) => carryOut(mutation, { schema, database, input }),
      count: () => ++count,
      newPrincipal: () => newPrincipal(database),
    });
    for (const { prefix } of recordTypes) await world.reference(prefix);
    for (const suffix of ['', ' II']) for (const type of recordTypes) await nameIn(type, `${text}${suffix}`);
    await nameByCommands();
  });

  /** Writes a text into all fields of a record that can be erased. */
  async function nameIn(type: AnyRecordType, value: string): Promise<void> {
    const id = decodeTypeId(type.prefix, await world.reference(type.prefix));
    const fields = fieldsToErase(type).filter((field) => !byCommands.includes(field));
    const lists = await execute<{ name: string }>(
      `select "attname"::text as "name" from pg_attribute where "attrelid" = '"${type.prefix}"'::regclass and "atttypid" = 'jsonb'::regtype`,
    );
    const columns = [...Map.groupBy(fields, (field) => field.split('.')[0] ?? '')].map(([field, paths]) => {
      const column = field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
      const parts = paths.filter((path) => path !== field).map((path) => path.slice(field.length + 1));
      const entry = JSON.stringify(Object.fromEntries(parts.map((part) => [part, value])));
      const entries = `(select coalesce(jsonb_agg("entry" || '${entry}'::jsonb), '[]') from jsonb_array_elements("${column}") as "entry")`;
      const whole = lists.some((list) => list.name === column) ? `'["${value}"]'::jsonb` : `'${value}'`;
      // A status decides whether some texts, such as the reason for an end, can be there.
      const isFree = column === 'source_uri';
      return `"${column}" = case when ${isFree} or "${column}" is not null then ${parts.length > 0 ? entries : whole} end`;
    });
    await execute(`update "${type.prefix}" set ${columns.join(', ')} where "id" = '${id}'`);
  }

  /** Names the person in what only commands write: reasons, outcomes, invitations, principals. */
  async function nameByCommands(): Promise<void> {
    const writer = new Writer(database, localProgram);
    const correction = world.mutation('correctIndicatorReport');
    const { id, version } = await prepared(world, correction);
    await world.done(correction.name, {
      ...(await world.input(correction)),
      id,
      expectedVersion: version,
      reason: text,
    });
    const organization = await world.create('Organization');
    unwrap(await voidRecord(writer, { id: organization.id, reason: text }));
    const contact = { organizationId: await world.reference('organization'), name, email, idempotencyKey: 'once' };
    unwrap(await writer.create(contactDefinition, contact));
    unwrap(await acceptInvitation(new Writer(database, anonymous), { secret: await world.secret(), name }));
    const principal = { name, kind: 'PERSON', isOperator: false } as const;
    unwrap(await createApiKey(database, { viewer: localProgram, principal, expiresAt: null }));
  }

  const placesOf = async (sought: string) => await searchTexts(database.kysely(), { text: sought, ecosystemId: null });
  const tablesWith = async (sought: string) => {
    const tables = await execute<{ name: string }>(
      `select "relname"::text as "name" from pg_class where "relnamespace" = 'public'::regnamespace and "relkind" in ('r', 'p') order by 1`,
    );
    const found: string[] = [];
    for (const { name: table } of tables) {
      const rows = await execute(
        `select 1 from "public"."${table}" as "t" where position(lower(?) in lower("t"::text)) > 0 limit 1`,
        [sought],
      );
      if (rows.length > 0) found.push(table);
    }
    return found;
  };

  it('is found in every type of record, and then nowhere in the database or the list', async () => {
    const hits = (await Promise.all(['quillfeather', email, phone].map(placesOf))).flat();
    const types = recordTypes.filter((type) => hits.some(({ id }) => id.startsWith(`${type.prefix}_`)));
    expect(types.map(({ name: type }) => type)).toEqual(recordTypes.map(({ name: type }) => type));
    expect(hits.filter(({ isErasable }) => !isErasable)).toEqual([]);
    expect(hits.map(({ field }) => field)).toEqual(expect.arrayContaining(byCommands));

    const isPrincipal = ({ id }: { id: string }) => id.startsWith('principal_');
    const records = [
      ...Map.groupBy(
        hits.filter((hit) => !isPrincipal(hit)),
        ({ id }) => id,
      ),
    ].map(([id, found]) => ({
      id,
      fields: [...new Set(found.map(({ field }) => field))],
    }));
    const principalIds = hits.filter(isPrincipal).map(({ id }) => id);
    expect(principalIds).toHaveLength(2);
    const command = { records, principalIds, reason: 'Requested' };
    unwrap(await erasePersonalData(new Writer(database, localProgram), { command, list: erasureFile(file) }));

    const left = await Promise.all([name, 'zephyrine', email, phone].map(tablesWith));
    expect(left).toEqual([[], [], [], []]);
    expect(await placesOf(phone)).toEqual([]);
    const listed = readFileSync(file, 'utf8');
    expect([name, email, phone].filter((each) => listed.includes(each))).toEqual([]);
    const [first] = records;
    expect(listed).toContain(first?.id);
  });
});
