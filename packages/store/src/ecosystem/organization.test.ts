import { anonymous, decodeTypeId, encodeTypeId, localProgram, newUuid, type Outcome } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createReaders } from '../readers.ts';
import { type Command, Writer } from '../shared/writer.ts';
import { engines } from '../testing/engines.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { statementsOf } from '../testing/statements-of.ts';
import { contactDefinition } from './contact-writer.ts';
import { ecosystemDefinition } from './ecosystem-writer.ts';
import { organizationDefinition } from './organization-writer.ts';

let database: TestDatabase;
let writer: Writer;

const reading = (viewer = localProgram) => createReaders(database.kysely(), viewer).organization;
const uuid = (id: string) => decodeTypeId(id.slice(0, id.lastIndexOf('_')), id) ?? '';
const issues = (outcome: Outcome<string>) =>
  outcome.ok ? [] : outcome.issues.map(({ code, path }) => `${code} ${path.join('.')}`);

/** The TypeID of the record that a command created. Throws if the command was rejected. */
async function idOf(prefix: string, command: Promise<Outcome<string>>): Promise<string> {
  const outcome = await command;
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.issues));
  return encodeTypeId(prefix, outcome.value);
}

const newEcosystem = (more: object = {}) =>
  idOf(
    'ecosystem',
    writer.create(ecosystemDefinition, { slug: `of-${newUuid()}`, name: 'H', visibility: 'PUBLIC', ...more }),
  );

/** An organization, by default of a new ecosystem. */
const newOrganization = async (name: string, more: Command = {}) =>
  idOf(
    'organization',
    writer.create(organizationDefinition, { ecosystemId: await newEcosystem(), name, visibility: 'PUBLIC', ...more }),
  );

const ein = (value: string) => ({ identifiers: [{ scheme: 'US-EIN', value }] });
const sameAs = async (id: string, viewer = localProgram) =>
  (await reading(viewer).sameAs(uuid(id), {})).rows.map(({ name }) => name);

describe.each(engines)('organizations on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    writer = new Writer(database, localProgram);
  });

  afterAll(() => database.close());

  it('have normalized identifiers, and only of known registers or custom schemes', async () => {
    const id = await newOrganization('A', ein('010000001'));
    const read = createReaders(database.kysely(), localProgram);
    expect(await read.record('organization', uuid(id))).toMatchObject(ein('01-0000001'));
    const ecosystemId = await newEcosystem();
    const identifiers = [
      { scheme: 'US-EIM', value: '1' },
      { scheme: 'US-EIN', value: '1' },
      { scheme: 'our-town', value: '1' },
    ];
    const outcome = await writer.create(organizationDefinition, { ecosystemId, name: 'B', identifiers });
    expect(issues(outcome)).toEqual(['UNKNOWN_CODE identifiers.0.scheme', 'INVALID identifiers.1.value']);
  });

  it('are linked to the organizations of other ecosystems that share an identifier', async () => {
    const one = await newOrganization('One', ein('02-0000001'));
    const two = await newOrganization('Two', {
      identifiers: [
        { scheme: 'our-town', value: '7' },
        { scheme: 'us-ein', value: '020000001' },
      ],
    });
    await newOrganization('Three', { identifiers: [{ scheme: 'our-town', value: '7' }] });
    await newOrganization('Other value', ein('02-0000002'));
    await newOrganization('Other scheme', { identifiers: [{ scheme: 'our-town', value: '02-0000001' }] });
    expect(await sameAs(one)).toEqual(['Two']);
    expect(await sameAs(two)).toEqual(['One', 'Three']);
    expect(await sameAs(await newOrganization('Without identifiers'))).toEqual([]);
  });

  it('are not linked to organizations of their own ecosystem', async () => {
    const ecosystemId = await newEcosystem();
    const one = await newOrganization('One', { ecosystemId, ...ein('03-0000001') });
    await newOrganization('Two', { ecosystemId, ...ein('03-0000001') });
    expect(await sameAs(one)).toEqual([]);
  });

  it('are linked only to organizations that the viewer may see', async () => {
    const one = await newOrganization('One', ein('04-0000001'));
    await newOrganization('Closed', { ...ein('04-0000001'), visibility: 'MEMBERS' });
    const closed = await newEcosystem({ visibility: 'MEMBERS' });
    await newOrganization('In a closed ecosystem', { ...ein('04-0000001'), ecosystemId: closed });
    expect(await sameAs(one)).toEqual(['Closed', 'In a closed ecosystem']);
    expect(await sameAs(one, anonymous)).toEqual([]);
    const page = await reading(anonymous).sameAs(uuid(one), {});
    expect(await page.totalCount()).toBe(0);
  });

  it('are linked with one statement for a page, with the index of identifiers', async () => {
    const ids = [await newOrganization('A', ein('05-0000001')), await newOrganization('B', ein('05-0000001'))];
    const read = reading();
    const { result, statements } = await statementsOf(database, () =>
      Promise.all(ids.map((id) => read.sameAs(uuid(id), {}))),
    );
    expect(result.map(({ rows }) => rows.map(({ name }) => name))).toEqual([['B'], ['A']]);
    expect(statements).toHaveLength(1);
    const plan = await database
      .kysely()
      .transaction()
      .execute(async (transaction) => {
        await sql`set local enable_seqscan = off`.execute(transaction);
        const explained = await sql<
          Record<string, string>
        >`explain select 1 from "organization" where "identifiers" @> '[{"scheme": "a"}]'`.execute(transaction);
        return JSON.stringify(explained.rows);
      });
    expect(plan).toContain('organization_by_identifier');
  });

  it('have contacts that only data stewards see by default', async () => {
    const organizationId = await newOrganization('With contacts');
    const contact = (name: string, more: object = {}) =>
      writer.create(contactDefinition, { organizationId, name, role: 'Director', email: 'd@example.org', ...more });
    await idOf('contact', contact('B'));
    await idOf('contact', contact('A', { visibility: 'PUBLIC', email: null }));
    const contacts = async (viewer = localProgram) => (await reading(viewer).contacts(uuid(organizationId), {})).rows;
    expect(await contacts()).toMatchObject([
      { name: 'A', visibility: 'PUBLIC', email: null },
      { name: 'B', visibility: 'RESTRICTED', role: 'Director', email: 'd@example.org' },
    ]);
    expect((await contacts(anonymous)).map(({ name }) => name)).toEqual(['A']);
    expect(issues(await contact('C', { email: 'nobody' }))).toEqual(['INVALID email']);
    expect(issues(await contact('C', { email: `${'x'.repeat(250)}@example.org` }))).toContain('TOO_LONG email');
  });
});
