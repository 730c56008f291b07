import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGateway } from '@collective-impact/gateway';
import { encodeTypeId, localProgram, unwrap } from '@collective-impact/sdk';
import {
  contactDefinition,
  ecosystemDefinition,
  erasureFile,
  organizationDefinition,
  Writer,
} from '@collective-impact/store';
import { engines, newPrincipal, openTestDatabase, type TestDatabase } from '@collective-impact/store/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/* Who can erase personal data through the running gateway, and who sees that it was erased. */

const mutation = `mutation ($input: ErasePersonalDataInput!) {
  erasePersonalData(input: $input) { erased { id fields } userErrors { code path } }
}`;

describe.each(engines)('the mutation that erases personal data on %s', (engine) => {
  let database: TestDatabase;
  let gateway: ReturnType<typeof createGateway>;
  let address: string;
  let [ecosystemId, contactId] = ['', ''];
  const folder = mkdtempSync(join(tmpdir(), 'erasures-'));
  const file = join(folder, 'erasures.jsonl');

  const keyOf = async (role: 'OBSERVER' | 'STEWARD' | 'BACKBONE', of = ecosystemId) => {
    const principal = await newPrincipal(database);
    await principal.grant(of, role);
    return principal.key;
  };
  const ask = async (key: string, query: string, variables: object) => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${key}` };
    return await (await fetch(address, { method: 'POST', headers, body: JSON.stringify({ query, variables }) })).json();
  };
  const erase = (key: string) => ask(key, mutation, { input: { records: [{ id: contactId }], reason: 'Requested' } });

  beforeAll(async () => {
    database = await openTestDatabase(engine);
    gateway = createGateway({ database, erasures: erasureFile(file) });
    address = `${await gateway.listen({ port: 0, host: '127.0.0.1' })}/graphql`;
    const writer = new Writer(database, localProgram);
    const here = await writer.create(ecosystemDefinition, { slug: 'here', name: 'Here', kind: 'LOCAL' });
    ecosystemId = encodeTypeId('ecosystem', unwrap(here));
    const library = unwrap(await writer.create(organizationDefinition, { ecosystemId, name: 'Library' }));
    const organizationId = encodeTypeId('organization', library);
    const contact = await writer.create(contactDefinition, { organizationId, name: 'Zephyrine Quillfeather' });
    contactId = encodeTypeId('contact', unwrap(contact));
  });
  afterAll(async () => {
    await gateway.close();
    await database.close();
    rmSync(folder, { recursive: true });
  });

  it('is forbidden for stewards, and finds nothing for callers who do not see the record', async () => {
    expect(await erase(await keyOf('STEWARD'))).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    const other = await new Writer(database, localProgram).create(ecosystemDefinition, {
      slug: 'there',
      name: 'There',
      kind: 'LOCAL',
    });
    const elsewhere = await keyOf('BACKBONE', encodeTypeId('ecosystem', unwrap(other)));
    const operator = await newPrincipal(database, { isOperator: true });
    for (const key of [await keyOf('OBSERVER'), elsewhere, operator.key]) {
      expect((await erase(key)).data.erasePersonalData).toEqual({
        erased: [],
        userErrors: [{ code: 'NOT_FOUND', path: ['records', '0', 'id'] }],
      });
    }
  });

  it('erases for the BACKBONE, adds the erasure to the list, and shows it in the audit log', async () => {
    const key = await keyOf('BACKBONE');
    expect((await erase(key)).data.erasePersonalData).toEqual({
      erased: [{ id: contactId, fields: ['name', 'role', 'email'] }],
      userErrors: [],
    });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
      records: [{ id: contactId, fields: ['name', 'role', 'email'] }],
      principalIds: [],
    });
    const query = `query ($id: ID!) { ecosystem(slug: "here") { auditEntries(recordId: $id) {
      nodes { action erasedFields reason record { id } changes { field } } } } }`;
    const { data } = await ask(key, query, { id: contactId });
    const [erasure, ...earlier] = data.ecosystem.auditEntries.nodes;
    expect(erasure).toEqual({
      action: 'ERASE',
      erasedFields: ['name', 'role', 'email'],
      reason: 'Requested',
      record: null,
      changes: [],
    });
    expect(earlier.map(({ action }: { action: string }) => action)).toEqual(['DELETE', 'CREATE']);
  });

  it('is refused by a gateway without a list', async () => {
    const without = createGateway({ database });
    const own = `${await without.listen({ port: 0, host: '127.0.0.1' })}/graphql`;
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${await keyOf('BACKBONE')}` };
    const body = JSON.stringify({ query: mutation, variables: { input: { reason: 'Requested' } } });
    const answer = await (await fetch(own, { method: 'POST', headers, body })).json();
    await without.close();
    expect(answer.errors[0].message).toBe(
      'Nothing was erased, because this gateway has no list of erasures that it can write. Ask the operator to set ERASURE_LIST.',
    );
  });
});
