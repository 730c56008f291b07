import { createContext, createSchema } from '@collective-impact/gateway';
import { anonymous, type Role, roles, type Viewer } from '@collective-impact/sdk';
import { engines, newPrincipal, openTestDatabase, type TestDatabase } from '@collective-impact/store/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { carryOut, type Mutation, mutationsOf } from '../bad-input/mutations.ts';
import { particulars } from '../bad-input/particulars.ts';
import { prepared } from '../bad-input/prepared.ts';
import { newPrincipal as idOfNewPrincipal } from '../bad-input/principals.ts';
import { World } from '../bad-input/world.ts';

/*
 * Sends every mutation of the schema with a valid input, as a caller of each role in every ecosystem. New mutations are covered by
 * existing. A caller without the required role gets FORBIDDEN, or the answer for a record that does not exist.
 */

const schema = createSchema();
const mutations = mutationsOf(schema);
/** Only an operator creates ecosystems. */
const ofOperators = ['createEcosystem'];
/** Anyone who has the secret of an invitation can accept it. */
const ofEveryone = ['acceptInvitation'];
/** Only the principal that made a proposal withdraws it. */
const ofProposers = ['withdrawProposal'];
/** Mutations that require less than the role that manages the records. */
const leastRoles: Readonly<Record<string, Role>> = { createProposal: 'CONTRIBUTOR' };
/** A principal without grants, then the roles. A CONTRIBUTOR acts for no organization here. */
const callers = ['no role', ...roles] as const;

describe.each(engines)('mutations by role on %s', (engine) => {
  let database: TestDatabase;
  let world: World;
  const keys = new Map<string, Awaited<ReturnType<typeof newPrincipal>>>();
  let count = 0;

  beforeAll(async () => {
    database = await openTestDatabase(engine);
    world = new World({
      mutations,
      particulars,
      carry: (mutation, input) => carryOut(mutation, { schema, database, input }),
      count: () => ++count,
      newPrincipal: () => idOfNewPrincipal(database),
    });
    for (const caller of callers) keys.set(caller, await newPrincipal(database));
  });
  afterAll(() => database.close());

  /** The viewer of a caller. It has its role in every ecosystem that exists. */
  async function viewerOf(caller: (typeof callers)[number]): Promise<Viewer> {
    const principal = keys.get(caller);
    if (!principal) throw new Error(`There is no caller with ${caller}.`);
    if (caller !== 'no role') {
      await database.orm.em.fork().execute(
        `insert into "access_grant" ("id", "ecosystem_id", "principal_id", "role", "organization_ids", "visibility")
          select gen_random_uuid(), "e"."id", "k"."principal_id", ?, '{}', 'RESTRICTED' from "ecosystem" as "e"
          join "api_key" as "k" on "k"."hash" = encode(sha256(convert_to(?, 'UTF8')), 'hex')
          where not exists (select from "access_grant" as "g" where "g"."ecosystem_id" = "e"."id" and "g"."principal_id" = "k"."principal_id")`,
        [caller, principal.key],
      );
    }
    return await principal.viewer();
  }

  async function validInput(mutation: Mutation): Promise<Record<string, unknown>> {
    const input = await world.input(mutation);
    if (mutation.kind === 'CREATE' || !('id' in mutation.input.getFields())) return input;
    const { id, version } = await prepared(world, mutation);
    return { ...input, id, ...(mutation.kind === 'OTHER' ? {} : { expectedVersion: version }) };
  }

  it.each(mutations.map((mutation) => ({ name: mutation.name, mutation })))('$name', async ({ name, mutation }) => {
    const input = await validInput(mutation);
    const { managedBy } = mutation.record;
    const unsigned = await carryOut(mutation, {
      schema,
      database,
      input,
      contextValue: createContext(database, anonymous),
    });
    if (ofEveryone.includes(name)) {
      expect(unsigned, 'anonymous').toMatchObject({ errors: [], userErrors: [] });
      return;
    }
    expect(unsigned.errors, 'anonymous').toMatchObject([{ code: 'FORBIDDEN' }]);
    for (const caller of callers) {
      const contextValue = createContext(database, await viewerOf(caller));
      const answer = await carryOut(mutation, { schema, database, input, contextValue });
      const least = leastRoles[name] ?? managedBy;
      const isExcluded = [...ofOperators, ...ofProposers].includes(name);
      const isAllowed = !isExcluded && caller !== 'no role' && mayManage(caller, least);
      const codes = [...answer.errors, ...answer.userErrors].map(({ code }) => code);
      if (isAllowed) {
        expect(answer, caller).toMatchObject({ errors: [], userErrors: [] });
        return;
      }
      expect(codes.length, `${caller} gets an error`).toBeGreaterThan(0);
      for (const code of codes) expect(['FORBIDDEN', 'NOT_FOUND'], `${caller} gets ${code}`).toContain(code);
    }
    expect([...ofOperators, ...ofProposers]).toContain(name);
  });
});

function mayManage(role: Role, managedBy: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(managedBy);
}
