import { createGateway, createSchema } from '@collective-impact/gateway';
import { encodeTypeId, newUuid, recordTypes, typeIdPrefix } from '@collective-impact/sdk';
import { newPrincipal, openTestDatabase, type TestDatabase } from '@collective-impact/store/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { carryOut, mutationsOf } from '../bad-input/mutations.ts';
import { particulars } from '../bad-input/particulars.ts';
import { newPrincipal as newPrincipalId } from '../bad-input/principals.ts';
import { World } from '../bad-input/world.ts';
import { setVisibility, storedRecords } from './matrix/records.ts';
import { listenWithoutTimers, statementsOf } from './matrix/statements-of.ts';

/*
 * Every type of record × reading by id: a hidden record gets the answer of one that does not exist, after the same statements, so that
 * the time does not show that it exists. The mutation matrix does the same for mutations. New types are in the test by existing.
 */

const schema = createSchema();
const types: readonly { name: string; prefix: string }[] = recordTypes;

describe('reading a hidden record', () => {
  let database: TestDatabase;
  let gateway: ReturnType<typeof createGateway>;
  let address: string;
  let member: string;
  const ids = new Map<string, string>();

  beforeAll(async () => {
    database = await openTestDatabase('postgresql');
    let count = 0;
    const world = new World({
      mutations: mutationsOf(schema),
      particulars,
      carry: (mutation, input) => carryOut(mutation, { schema, database, input }),
      count: () => ++count,
      newPrincipal: () => newPrincipalId(database),
    });
    for (const { prefix } of types) ids.set(prefix, await world.reference(prefix));
    const elsewhere = await world.create('Ecosystem');
    const principal = await newPrincipal(database);
    await principal.grant(elsewhere.id, 'OBSERVER');
    member = principal.key;
    const records = await storedRecords(database);
    await setVisibility(
      database,
      records.map((record) => ({ ...record, visibility: 'RESTRICTED' })),
    );
    gateway = createGateway({ database, log: () => undefined });
    address = `${await listenWithoutTimers(gateway)}/graphql`;
  });
  afterAll(async () => {
    await gateway.close();
    await database.close();
  });

  async function ask(id: string, key: string | undefined): Promise<unknown> {
    const headers = { 'content-type': 'application/json', ...(key && { authorization: `Bearer ${key}` }) };
    const query = 'query ($id: ID!) { node(id: $id) { id } nodes(ids: [$id]) { id } }';
    const body = JSON.stringify({ query, variables: { id } });
    return await (await fetch(address, { method: 'POST', headers, body })).json();
  }

  it.each(types)('$name is like reading one that does not exist', async ({ prefix }) => {
    const id = ids.get(prefix) ?? '';
    expect(typeIdPrefix(id)).toBe(prefix);
    for (const key of [undefined, member]) {
      const hidden = await statementsOf(database, () => ask(id, key));
      expect(hidden.result).toMatchObject({ data: { node: null, nodes: [null] } });
      expect(hidden.statements).not.toEqual([]);
      const missing = encodeTypeId(prefix, newUuid());
      expect(await statementsOf(database, () => ask(missing, key))).toEqual(hidden);
    }
  });
});
