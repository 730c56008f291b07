import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGateway, createSchema } from '@collective-impact/gateway';
import { decodeTypeId } from '@collective-impact/sdk';
import { erasureFile } from '@collective-impact/store';
import { engines, openTestDatabase, type TestDatabase } from '@collective-impact/store/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Call, Calls, voidRestored } from './matrix/calls.ts';
import { typeId } from './matrix/comparison.ts';
import { definedRole } from './matrix/defined-role.ts';
import { leastRoles, mutationOfLine } from './matrix/least-roles.ts';
import { createMutationCallers, type MutationCaller } from './matrix/mutation-callers.ts';
import { codesOf, MutationClient } from './matrix/mutation-client.ts';
import { Oracle } from './matrix/oracle.ts';
import { type MatrixRecord, setProposer, setVisibility, storedRecords } from './matrix/records.ts';
import { listenWithoutTimers } from './matrix/statements-of.ts';

/*
 * Every mutation × every caller. The calls are written from the schema, and the least role of each mutation is in a table. Callers
 * sign in with keys. A refused call gets FORBIDDEN if the caller sees all records that it names. Otherwise the answer is the same as
 * if the hidden ones did not exist. It writes nothing.
 */

const schema = createSchema();
const lines = Object.entries(leastRoles).map(([line, least]) => ({ line, least }));

describe('the table of least roles', () => {
  it('has a line for each mutation of the schema, and no other lines', () => {
    const mutations = Object.keys(schema.getMutationType()?.getFields() ?? {});
    const listed = [...new Set(Object.keys(leastRoles).map(mutationOfLine))];
    expect(mutations.filter((name) => !listed.includes(name))).toEqual([]);
    expect(listed.filter((name) => !mutations.includes(name))).toEqual([]);
  });
});

describe.each(engines)('the matrix of mutations on %s', (engine) => {
  const folder = mkdtempSync(join(tmpdir(), 'mutation-matrix-'));
  let database: TestDatabase;
  let gateway: ReturnType<typeof createGateway>;
  let client: MutationClient;
  let callers: MutationCaller[];
  let rejectedKeys: ReadonlyMap<string, string>;
  let calls: ReadonlyMap<string, Call>;
  let records: readonly MatrixRecord[];

  beforeAll(async () => {
    database = await openTestDatabase(engine);
    const preparation = new Calls(database, schema);
    const prepared = await preparation.all();
    calls = new Map(prepared.map((call) => [call.line, call]));
    const ecosystems = await idsIn('ecosystem');
    const organizations = await idsIn('organization');
    const beforeVoiding = await storedRecords(database);
    const home = beforeVoiding.find(({ type }) => type === 'Goal')?.ecosystem ?? '';
    const elsewhere = await preparation.anotherEcosystem();
    const otherOrganization = await preparation.organizationIn(home);
    await voidRestored(database, prepared);
    const places = { here: ecosystems, elsewhere, organizations, otherOrganization };
    const created = await createMutationCallers(database, places);
    ({ callers, rejectedKeys } = created);
    await setProposer(database, created.author);
    // A voided record is in no view, and has the same audience as before.
    const current = await storedRecords(database);
    const currentIds = new Set(current.map(({ id }) => id));
    records = [...current, ...beforeVoiding.filter(({ id }) => !currentIds.has(id))];
    gateway = createGateway({ database, erasures: erasureFile(join(folder, 'erasures.jsonl')), log: () => undefined });
    client = new MutationClient(`${await listenWithoutTimers(gateway)}/graphql`, database);
  });

  afterAll(async () => {
    await gateway.close();
    await database.close();
    rmSync(folder, { recursive: true });
  });

  function rows<Row>(statement: string, values: unknown[] = []): Promise<Row[]> {
    return database.orm.em.fork().execute(statement, values);
  }

  async function idsIn(table: string): Promise<Set<string>> {
    return new Set((await rows<{ id: string }>(`select "id" from "${table}"`)).map(({ id }) => id));
  }

  /** The call of a line, with the present version of its record. */
  async function callOf(line: string): Promise<Call> {
    const call = calls.get(line);
    if (!call) throw new Error(`There is no call of ${line}. Add it to matrix/calls.ts.`);
    const { input, type } = call;
    if (!('expectedVersion' in input)) return call;
    const uuid = decodeTypeId(type.prefix, String(input.id)) ?? null;
    const [row] = await rows<{ version: number }>(`select "version" from "${type.prefix}" where "id" = ?`, [uuid]);
    return { ...call, input: { ...input, expectedVersion: row?.version ?? 1 } };
  }

  /** What every write leaves, and what the creation of principals leaves. */
  function written(): Promise<object[]> {
    return rows(`select (select max("id") from "audit_entry") as "entry", (select max("sequence") from "change") as "change",
      (select count(*) from "idempotency") as "keys", (select count(*) from "principal") as "principals"`);
  }

  /** Callers by their names. */
  function named(...names: string[]): MutationCaller[] {
    return callers.filter(({ name }) => names.includes(name));
  }

  /** What is wrong with the answers to callers that must be refused. Empty if nothing is, and nothing was written. */
  async function faultsOf(
    line: string,
    { by, seen = records }: { by: readonly MutationCaller[]; seen?: readonly MatrixRecord[] },
  ): Promise<string[]> {
    const call = await callOf(line);
    const least = leastRoles[line] ?? 'ANYONE';
    const oracle = new Oracle(seen);
    const ids = new Set(JSON.stringify(call.input).match(typeId));
    const known = seen.filter(({ id }) => ids.has(id));
    const before = await written();
    const faults: string[] = [];
    for (const caller of by) {
      const hidden = known.filter((record) => !oracle.sees(caller, record)).map(({ id }) => id);
      // What a caller may do to what it sees is another matter.
      if (hidden.length === 0 && caller.may(least)) continue;
      faults.push(...(await client.faults(call, { caller, hidden })));
    }
    expect(await written(), 'what was written').toEqual(before);
    return faults;
  }

  it.each(lines)('agrees with the record definition about $line', async ({ line, least }) => {
    const { mutation, type } = await callOf(line);
    expect([least, undefined]).toContain(line === mutation ? definedRole(mutation, type) : undefined);
  });

  describe('of public records', () => {
    it.each(lines)('$line is refused to callers without the right of $least', async ({ line, least }) => {
      const by = callers.filter(({ may }) => !may(least));
      expect(await faultsOf(line, { by })).toEqual([]);
    });

    it.each(lines)('$line is refused to keys that are not valid', async ({ line }) => {
      const call = await callOf(line);
      for (const [name, key] of rejectedKeys) {
        const answer = await client.send(call, key);
        expect({ status: answer.status, codes: codesOf(answer) }, name).toEqual({
          status: 401,
          codes: ['UNAUTHENTICATED'],
        });
      }
    });
  });

  describe('of restricted records', () => {
    const restricted = () =>
      records.map((record) =>
        record.type === 'Ecosystem' ? record : { ...record, visibility: 'RESTRICTED' as const },
      );
    beforeAll(() => setVisibility(database, restricted()));
    afterAll(() => setVisibility(database, records));

    it.each(lines)('$line does not show them to members', async ({ line }) => {
      const by = named('an OBSERVER', 'a CONTRIBUTOR of the organization');
      expect(await faultsOf(line, { by, seen: restricted() })).toEqual([]);
    });
  });

  describe('of restricted ecosystems', () => {
    const closed = () =>
      records.map((record) =>
        record.type === 'Ecosystem' ? { ...record, visibility: 'RESTRICTED' as const } : record,
      );
    beforeAll(() => setVisibility(database, closed()));
    afterAll(() => setVisibility(database, records));

    it.each(lines)('$line finds nothing', async ({ line }) => {
      const by = named('an OBSERVER', 'a BACKBONE of another ecosystem');
      expect(await faultsOf(line, { by, seen: closed() })).toEqual([]);
    });
  });

  describe('by callers with the right', () => {
    it.each(lines)('$line is done by a caller with the right of $least', async ({ line, least }) => {
      const [first, ...others] = callers.filter(({ may }) => may(least));
      expect(codesOf(await client.send(await callOf(line), first?.key)), first?.name).toEqual([]);
      // The record is in another state now.
      for (const { name, key } of others) {
        expect(codesOf(await client.send(await callOf(line), key)), name).not.toContain('FORBIDDEN');
      }
    });
  });
});
