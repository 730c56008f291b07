import { createSchema } from '@collective-impact/gateway';
import { decodeTypeId, encodeTypeId, newUuid } from '@collective-impact/sdk';
import { openTestDatabase, type TestDatabase } from '@collective-impact/store/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BadValue, badValuesOf, type Others } from './bad-values.ts';
import { type Answer, carryOut, type Mutation, mutationsOf } from './mutations.ts';
import { issuesOfRepetition, particulars } from './particulars.ts';
import { writtenPath } from './places.ts';
import { prepared } from './prepared.ts';
import { newPrincipal } from './principals.ts';
import { uniquesOf } from './uniques.ts';
import { World } from './world.ts';

/*
 * Runs every mutation of the schema with every kind of bad input, so that new mutations are covered. Valid inputs are derived
 * from the schema and the model. `particulars.ts` and `prepared.ts` add what cannot be derived.
 */

const schema = createSchema();
const mutations = mutationsOf(schema);

let database: TestDatabase;
let here: World;
let elsewhere: World;
let count = 0;

const carry = (mutation: Mutation, input: object) => carryOut(mutation, { schema, database, input });
const newWorld = () =>
  new World({ mutations, particulars, carry, count: () => ++count, newPrincipal: () => newPrincipal(database) });

beforeAll(async () => {
  database = await openTestDatabase('postgresql');
  here = newWorld();
  elsewhere = newWorld();
});

afterAll(() => database.close());

const others: Others = {
  ofAnotherKind: (prefix) => here.reference(prefix === 'ecosystem' ? 'organization' : 'ecosystem'),
  elsewhere: (prefix) => elsewhere.reference(prefix),
};

/** A valid input. For an update or a transition, it refers to a new record. */
async function validInput(mutation: Mutation): Promise<Record<string, unknown>> {
  const input = await here.input(mutation);
  if (mutation.kind === 'CREATE' || !('id' in mutation.input.getFields())) return input;
  const { id, version } = await prepared(here, mutation);
  return { ...input, id, ...(mutation.kind === 'OTHER' ? {} : { expectedVersion: version }) };
}

/** Number of rows that writes have added to the audit log, the change log and the idempotency keys. */
async function written(): Promise<unknown> {
  const [counts] =
    await rows(`select (select count(*) from "audit_entry") as "entries", (select count(*) from "change") as
    "records", (select count(*) from "idempotency") as "keys"`);
  return counts;
}

function rows(statement: string, values: unknown[] = []): Promise<unknown[]> {
  return database.orm.em.fork().execute(statement, values);
}

describe.each(namedMutations(mutations))('$name', ({ mutation }) => {
  it('accepts a valid input', async () => {
    expect(accepted(await carry(mutation, await validInput(mutation)))).toBe('accepted');
  });

  it('reports what is wrong with a bad value, with its path, and writes nothing', async () => {
    const bad = await badValuesOf(mutation, { input: await validInput(mutation), others });
    const before = await written();
    const unclear: string[] = [];
    for (const each of bad) {
      const complaint = complaintAbout(each, await carry(mutation, each.input));
      if (complaint) unclear.push(`${each.path.join('.')} ${each.what}: ${complaint}`);
    }
    expect(unclear.join('\n')).toBe('');
    expect(await written()).toEqual(before);
  });

  it('rejects an idempotency key that was used for another request', async () => {
    const idempotencyKey = `key-${++count}`;
    const first = await validInput(mutation);
    expect(accepted(await carry(mutation, { ...first, idempotencyKey }))).toBe('accepted');
    const before = await written();
    const again = await carry(mutation, { ...first, idempotencyKey });
    expect(accepted(again)).toBe('accepted');
    const other = await carry(mutation, { ...otherRequest(mutation, first), idempotencyKey });
    expect(codesAndPaths(other)).toEqual(['IDEMPOTENCY_KEY_REUSED idempotencyKey']);
    expect(await written()).toEqual(before);
  });
});

describe.each(namedMutations(mutations.filter(({ kind }) => kind === 'STEP' || kind === 'UPDATE')))(
  '$name',
  ({ mutation }) => {
    it('rejects a version that is not the latest', async () => {
      const input = await validInput(mutation);
      const version = input.expectedVersion as number;
      const before = await written();
      for (const expectedVersion of [version + 1, version + 1000]) {
        const answer = await carry(mutation, { ...input, expectedVersion });
        expect(codesAndPaths(answer)).toEqual(['VERSION_CONFLICT expectedVersion']);
        expect(answer.userErrors).toMatchObject([{ currentVersion: version }]);
      }
      expect(await written()).toEqual(before);
      expect(accepted(await carry(mutation, input))).toBe('accepted');
      expect(codesAndPaths(await carry(mutation, input))).toEqual(['VERSION_CONFLICT expectedVersion']);
    });
  },
);

describe.each(namedMutations(mutations.filter(({ kind }) => kind === 'STEP')))('$name', ({ mutation }) => {
  it('cannot run twice on a record', async () => {
    const input = await validInput(mutation);
    const { record } = await carry(mutation, input);
    const before = await written();
    const answer = await carry(mutation, { ...input, expectedVersion: record?.version });
    expect(codesAndPaths(answer)).toEqual([issuesOfRepetition[mutation.name] ?? 'ILLEGAL_TRANSITION id']);
    expect(await written()).toEqual(before);
  });
});

const uniquelyCreated = mutations.filter(({ kind, record }) => kind === 'CREATE' && uniquesOf(record).length > 0);

describe.each(namedMutations(uniquelyCreated))('$name', ({ mutation }) => {
  it('rejects a duplicate of a unique record', async () => {
    for (const unique of uniquesOf(mutation.record)) {
      const input = { ...(await validInput(mutation)), ...unique.values };
      const { record } = await carry(mutation, input);
      if (!(await meetsCondition(mutation, { condition: unique.condition, id: record?.id ?? '' }))) continue;
      const before = await written();
      const { userErrors, errors } = await carry(mutation, input);
      expect(errors).toEqual([]);
      expect(userErrors.map(({ code }) => code)).toContain('DUPLICATE');
      for (const { path } of userErrors) expect(mutation.input.getFields()).toHaveProperty(path[0] ?? '');
      expect(await written()).toEqual(before);
    }
  });
});

function namedMutations(list: readonly Mutation[]): { name: string; mutation: Mutation }[] {
  return list.map((mutation) => ({ name: mutation.name, mutation }));
}

function accepted({ record, userErrors, errors }: Answer): string {
  return record && userErrors.length === 0 && errors.length === 0 ? 'accepted' : JSON.stringify({ userErrors, errors });
}

function codesAndPaths({ userErrors, errors }: Answer): string[] {
  return [...userErrors.map(({ code, path }) => `${code} ${path.join('.')}`), ...errors.map(({ message }) => message)];
}

/** Describes what is wrong with the answer to a bad value. Undefined if the answer has the expected code and path. */
function complaintAbout({ path, codes }: BadValue, { record, userErrors, errors }: Answer): string | undefined {
  if (errors.length > 0) {
    // GraphQL names the position of an invalid value, or the missing field.
    const names = [`"${writtenPath(path)}"`, `Field "${path.at(-1)}"`];
    const clear = errors.every(
      ({ code, message }) => code === 'BAD_USER_INPUT' && names.some((name) => message.includes(name)),
    );
    return clear && !record ? undefined : JSON.stringify(errors);
  }
  if (record || userErrors.length === 0) return 'The value was accepted.';
  const isReported = userErrors.some(
    (error) => codes.includes(error.code) && path.every((name, at) => error.path[at] === name),
  );
  return isReported ? undefined : codesAndPaths({ record, userErrors, errors }).join(', ');
}

/** Returns an input that differs from a valid input. */
function otherRequest({ kind, input: type }: Mutation, input: object): object {
  if (kind === 'STEP') return { ...input, expectedVersion: 1000 };
  const list = Object.entries(input).find(([name, value]) => name === 'reports' && Array.isArray(value));
  if (list) return { ...input, [list[0]]: [...list[1], ...list[1]] };
  if ('sourceUri' in type.getFields()) return { ...input, sourceUri: 'elsewhere' };
  if ('visibility' in type.getFields()) return { ...input, visibility: 'RESTRICTED' };
  return { ...input, ecosystemId: encodeTypeId('ecosystem', newUuid()) };
}

/** Whether a record meets the condition of a unique constraint. A record in another state does not. */
async function meetsCondition({ record }: Mutation, one: { condition: string; id: string }): Promise<boolean> {
  const uuid = decodeTypeId(record.prefix, one.id) ?? null;
  const matches = await rows(`select 1 from "${record.prefix}" where ${one.condition} and "id" = ?`, [uuid]);
  return matches.length > 0;
}
