import { createGateway, createSchema, type Gateway } from '@collective-impact/gateway';
import { decodeTypeId, encodeTypeId, newUuid } from '@collective-impact/sdk';
import { openTestDatabase, type TestDatabase } from '@collective-impact/store/testing';
import fc from 'fast-check';
import { type GraphQLObjectType, isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Operation, operationsOf } from '../support/generate-operations.ts';
import { type HostileField, hostileFieldsOf, type Ids } from './hostile/hostile-fields.ts';
import { createCallers } from './matrix/callers.ts';
import { recordNames } from './matrix/paths.ts';
import { storedRecords } from './matrix/records.ts';
import { MatrixWorld } from './matrix/world.ts';

/*
 * Requests that are generated from the schema, so that new fields and arguments are covered, against a running gateway with
 * records of every type.
 */

const schema = createSchema();
const runs = Number(process.env.FUZZ_RUNS ?? (process.env.TEST_LONG ? 100_000 : 300));
/** The same seed repeats a batch; others find other operations. */
const seed = process.env.FUZZ_SEED === undefined ? {} : { seed: Number(process.env.FUZZ_SEED) };

interface Answer {
  status: number;
  json: {
    data?: Record<string, unknown> | null;
    errors?: { message: string; path?: (string | number)[]; extensions: { code: string } }[];
  };
}

let database: TestDatabase;
let gateway: Gateway;
let address: string;
let ids: Ids & { ofType: Map<string, string> };
/** An anonymous caller, a contributor and a steward. */
let keys: (string | undefined)[];
const failures: Record<string, unknown>[] = [];

beforeAll(async () => {
  database = await openTestDatabase('postgresql');
  const world = new MatrixWorld(schema, database);
  const main = await world.ecosystemWithRecords();
  const ecosystems = async (): Promise<string[]> => {
    const rows: { id: string }[] = await database.orm.em.fork().execute('select "id" from "ecosystem"');
    return rows.map(({ id }) => id);
  };
  const here = new Set(await ecosystems());
  const other = await world.otherEcosystem();
  const elsewhere = new Set((await ecosystems()).filter((id) => !here.has(id)));
  const callers = await createCallers(database, { main: decodeTypeId('ecosystem', main) ?? '', here, elsewhere });
  keys = [undefined, ...['CONTRIBUTOR', 'STEWARD'].map((role) => callers.find((caller) => caller.role === role)?.key)];
  const records = await storedRecords(database);
  const ofType = new Map(records.map(({ type, id }) => [type, id] as const));
  ids = {
    valid: main,
    ofType,
    forged: [
      other,
      ofType.get('Organization') ?? '',
      ofType.get('Indicator') ?? '',
      encodeTypeId('goal', newUuid()),
      "x' or 1=1",
      'organization_',
      '1',
    ],
  };
  gateway = createGateway({ database, log: (event) => event.level === 'error' && failures.push(event) });
  address = await gateway.listen({ port: 0, host: '127.0.0.1' });
});

afterAll(async () => {
  await gateway.close();
  await database.close();
});

async function ask(body: object, key: string | undefined): Promise<Answer> {
  const headers = { 'content-type': 'application/json', ...(key !== undefined && { authorization: `Bearer ${key}` }) };
  const response = await fetch(`${address}/graphql`, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: response.status, json: (await response.json()) as Answer['json'] };
}

describe('a hostile argument', () => {
  const types = ['Query', ...recordNames(schema)]
    .map((name) => schema.getType(name))
    .filter((type): type is GraphQLObjectType => isObjectType(type));

  /** Runs fields of one object, and returns what is wrong with the answer. */
  async function faultsOf(name: string, part: readonly HostileField[]): Promise<string[]> {
    const fields = part.map(({ text }, index) => `a${index}: ${text}`).join(' ');
    const isRoot = name === 'Query';
    const query = isRoot ? `{ ${fields} }` : `query ($id: ID!) { node(id: $id) { ... on ${name} { ${fields} } } }`;
    const { status, json } = await ask({ query, variables: { id: ids.ofType.get(name) ?? '' } }, keys[2]);
    const errors = json.errors ?? [];
    // An error of a field that cannot be null leaves no data: then each field is sent alone.
    const isWhole = errors.length === 0 || (isRoot ? json.data : json.data?.node) != null;
    if (!isWhole && part.length > 1) return (await Promise.all(part.map((each) => faultsOf(name, [each])))).flat();
    const rejected = new Set(errors.map(({ path }) => path?.[isRoot ? 0 : 1]));
    const isExpected = (code: string) => ['BAD_USER_INPUT', 'FORBIDDEN', 'UNAUTHENTICATED'].includes(code);
    return [
      ...(status === 200 ? [] : [`The status is ${status}.`]),
      ...errors
        .filter(({ extensions }) => !isExpected(extensions.code))
        .map(({ message, path }) => `${path?.join('.')}: ${message}`),
      ...part
        .filter((each, index) => each.isRejected && !rejected.has(`a${index}`) && json.data?.node !== null)
        .map(({ coordinate, what }) => `${coordinate} accepts ${what}`),
    ];
  }

  it.each(types.map(({ name }) => name))('of %s is rejected or finds nothing', async (name) => {
    const type = types.find((each) => each.name === name) as GraphQLObjectType;
    const hostile = hostileFieldsOf(type, { schema, ids });
    const faults: string[] = [];
    for (let from = 0; from < hostile.length; from += 40)
      faults.push(...(await faultsOf(name, hostile.slice(from, from + 40))));
    expect(faults).toEqual([]);
    expect(failures).toEqual([]);
  });
});

/** Changes to a document after which it may still be valid. */
const damages: Record<string, (text: string, at: number) => string> = {
  nothing: (text) => text,
  'a missing character': (text, at) => text.slice(0, at) + text.slice(at + 1),
  'a repeated part': (text, at) => text.slice(0, at) + text.slice(Math.max(0, at - 20), at) + text.slice(at),
  'an exchanged number': (text) => text.replace(/\d+/, '99999999999'),
  'an exchanged text': (text) => text.replace(/"[^"]*"/, '"\\u0000\'"'),
  'a variable without a value': (text, at) => text.replace(/: [^,)]+/, `: $v${at % 3}`),
};

it('a generated operation never returns an internal error', async () => {
  const values = {
    ID: [...ids.ofType.values(), ...ids.forged],
    Date: ['2024-02-29', '2025-08-31', '9999-12-31', 'x'],
    DateTime: ['2024-02-29T12:00:00Z', 'x'],
    Period: ['2016', '2020', '2020-Q1', 'SY2019-20', 'x'],
    Decimal: ['1', '-1.5', '1e9', 'x'],
    URL: ['https://example.org/made-up', 'javascript:alert(1)', 'x'],
    EmailAddress: ['ann@example.org', 'x'],
    Int: [1, 2, 3, 0, 100, 101, -1, 2_147_483_647],
    String: ['', 'plain', "quo'te\\", 'línea\n', '__proto__', '%', '\u202e'],
  };
  const valid = fc.oneof(
    ...[false, true].flatMap((mutations) =>
      [2, 7].map((maxDepth) => operationsOf({ schema, values, mutations, maxDepth })),
    ),
  );
  const codes = new Map<string, number>();
  const attack = async (operation: Operation, how: { damage: string; at: number; caller: number }) => {
    const { document, ...rest } = operation;
    const query = damages[how.damage]?.(document, how.at % document.length);
    const { status, json } = await ask({ query, ...rest }, keys[how.caller]);
    const found = (json.errors ?? []).map(({ extensions }) => extensions.code);
    for (const code of new Set(found)) codes.set(code, (codes.get(code) ?? 0) + 1);
    expect([status >= 500 && status !== 503, found.includes('INTERNAL_SERVER_ERROR')]).toEqual([false, false]);
  };
  const how = fc.record({ damage: fc.constantFrom(...Object.keys(damages)), at: fc.nat(10_000), caller: fc.nat(2) });
  await fc.assert(fc.asyncProperty(valid, how, attack), { numRuns: runs, ...seed });
  expect(failures).toEqual([]);
  if (process.env.FUZZ_RUNS)
    process.stdout.write(`${JSON.stringify([...codes])} ${JSON.stringify(process.memoryUsage())}\n`);
});
