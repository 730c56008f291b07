import { anonymous, InputError, operator } from '@collective-impact/sdk';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createReaders, type Readers } from '../readers.ts';
import { engines } from '../testing/engines.ts';
import { anEcosystem, anOrganization } from '../testing/examples.ts';
import { openTestDatabase } from '../testing/open-test-database.ts';
import { statementsOf } from '../testing/statements-of.ts';
import type { Database } from './database/database.ts';

const cursor = (...parts: string[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');

describe.each(engines)('a reader on %s', (engine) => {
  let database: Database;
  let ecosystem: { uuid: string; id: string };
  let read: Readers;
  beforeEach(async () => {
    database = await openTestDatabase(engine);
    ecosystem = await anEcosystem(database);
    read = createReaders(database.kysely(), anonymous);
  });
  afterEach(() => database.close());

  const found = async (...names: string[]) => {
    for (const name of names) await anOrganization(database, { ecosystemId: ecosystem.id, name });
  };
  const page = (page: object, filter = {}) => read.ecosystem.organizations(ecosystem.uuid, { page, filter });
  const names = async (one: object) => (await page(one)).rows.map(({ name }) => name);

  it('pages forward and backward through names in byte order, equal ones by age', async () => {
    await found('b', 'a', 'C', 'b', 'é');
    const first = await page({ first: 2 });
    expect(first.rows.map(({ name }) => name)).toEqual(['C', 'a']);
    expect([first.hasPreviousPage, first.hasNextPage]).toEqual([false, true]);
    const after = first.cursorOf(first.rows[1] as never);
    const second = await page({ first: 2, after });
    expect(second.rows.map(({ name }) => name)).toEqual(['b', 'b']);
    expect(second.rows[0]?.id).not.toBe(second.rows[1]?.id);
    const before = second.cursorOf(second.rows[1] as never);
    expect(await names({ last: 2, before })).toEqual(['a', 'b']);
    expect(await names({ last: 2 })).toEqual(['b', 'é']);
    expect((await page({ last: 10 })).hasPreviousPage).toBe(false);
  });

  it('loses and repeats nothing while others write between pages', async () => {
    await found('b', 'd', 'f');
    const first = await page({ first: 2 });
    await found('a', 'c', 'e');
    expect(await names({ first: 5, after: first.cursorOf(first.rows[1] as never) })).toEqual(['e', 'f']);
  });

  it.each([
    ['first', { first: 0 }, [false, true]],
    ['last', { last: 0 }, [true, false]],
  ])('returns an empty page of a list with entries if `%s` is 0', async (_name, size, [previous, next]) => {
    await found('a', 'b');
    const empty = await page(size);
    expect(empty).toMatchObject({ rows: [], hasPreviousPage: previous, hasNextPage: next });
    expect(await empty.totalCount()).toBe(2);
  });

  it('reports no next page after the last entry if `first` is 0', async () => {
    await found('a');
    const all = await page({});
    const after = all.cursorOf(all.rows[0] as never);
    expect(await page({ first: 0, after })).toMatchObject({ rows: [], hasPreviousPage: true, hasNextPage: false });
  });

  it('returns the rest of the list if the caller gives no size', async () => {
    await found(...Array.from({ length: 25 }, (_, at) => String.fromCharCode(97 + at)));
    const rest = await page({});
    expect(rest.rows).toHaveLength(25);
    expect(rest.hasNextPage).toBe(false);
  });

  it('answers an empty list as an empty page', async () => {
    const empty = await page({});
    expect(empty).toMatchObject({ rows: [], hasNextPage: false, hasPreviousPage: false });
    expect(await empty.totalCount()).toBe(0);
  });

  it.each([
    [{ first: 1, last: 1 }, 'Send `first` or `last`, not both.'],
    [{ after: 'no-cursor' }, 'Invalid cursor for this list.'],
    [{ after: cursor('organization.ecosystemId', 'name', 'not-a-uuid') }, 'Invalid cursor for this list.'],
    [{ before: cursor('organization.ecosystemId', 'name') }, 'Invalid cursor for this list.'],
    [{ after: cursor('name', '01890a5d-ac96-774b-bcce-b302099a8057') }, 'Invalid cursor for this list.'],
  ])('refuses %j', async (one, message) => {
    const refused = page(one);
    await expect(refused).rejects.toThrow(InputError);
    await expect(refused).rejects.toThrow(message);
  });

  it('refuses the cursor of another list, although its rows are sorted alike', async () => {
    await found('a', 'b');
    const everyones = await read.ecosystem.organizations(null, { page: { first: 1 }, filter: {} });
    const after = everyones.cursorOf(everyones.rows[0] as never);
    await expect(page({ after })).rejects.toThrow('Invalid cursor for this list.');
    const next = await read.ecosystem.organizations(null, { page: { after }, filter: {} });
    expect(next.rows.map(({ name }) => name)).toEqual(['b']);
  });

  it.each(['a\0b', '\ud800'])('refuses to look for %j, which no record can hold', async (text) => {
    await expect(read.ecosystem.bySlug(text)).rejects.toThrow(InputError);
    await expect(page({}, { stakeholderGroup: text })).rejects.toThrow(InputError);
  });

  it('asks one statement for the lists of many parents, and counts only when asked', async () => {
    const others = await Promise.all(['b', 'c'].map((slug) => anEcosystem(database, { slug })));
    await found('a');
    const ids = [ecosystem, ...others].map(({ uuid }) => uuid);
    const { result, statements } = await statementsOf(database, () =>
      Promise.all(ids.map((id) => read.ecosystem.organizations(id, { page: {}, filter: {} }))),
    );
    expect(result.map(({ rows }) => rows.length)).toEqual([1, 0, 0]);
    expect(statements).toHaveLength(1);
    const counted = await statementsOf(database, () => Promise.all(result.map((each) => each.totalCount())));
    expect(counted.result).toEqual([1, 0, 0]);
    expect(counted.statements).toHaveLength(1);
  });

  it('filters the page and the count alike', async () => {
    await found('a');
    await anOrganization(database, {
      ecosystemId: ecosystem.id,
      name: 'b',
      stakeholderGroups: [{ code: 'libraries' }],
    });
    const own = [{ scheme: 'of-a-site', code: 'libraries', label: 'Libraries of a site' }];
    await anOrganization(database, { ecosystemId: ecosystem.id, name: 'c', stakeholderGroups: own });
    const libraries = await page({}, { stakeholderGroup: 'libraries' });
    expect(libraries.rows.map(({ name }) => name)).toEqual(['b']);
    expect(await libraries.totalCount()).toBe(1);
  });

  it('shows what is not public to the operator alone, counts included', async () => {
    await found('open');
    const hidden = await anOrganization(database, { ecosystemId: ecosystem.id, name: 'closed', visibility: 'MEMBERS' });
    expect(await names({})).toEqual(['open']);
    expect(await (await page({})).totalCount()).toBe(1);
    expect(await read.record('organization', hidden.uuid)).toBeNull();
    const operators = createReaders(database.kysely(), operator);
    expect((await operators.ecosystem.organizations(ecosystem.uuid, { page: {}, filter: {} })).rows).toHaveLength(2);
    expect(await operators.record('organization', hidden.uuid)).toMatchObject({ name: 'closed' });
  });

  it('shows nothing of an ecosystem that is not open, by whatever way it is reached', async () => {
    const closed = await anEcosystem(database, { slug: 'closed', visibility: 'MEMBERS' });
    const inside = await anOrganization(database, { ecosystemId: closed.id });
    expect(await read.ecosystem.bySlug('closed')).toBeNull();
    expect(await read.record('ecosystem', closed.uuid)).toBeNull();
    expect(await read.record('organization', inside.uuid)).toBeNull();
    expect((await read.ecosystem.organizations(null, { page: {}, filter: {} })).rows).toEqual([]);
    expect((await read.ecosystem.organizations(closed.uuid, { page: {}, filter: {} })).rows).toEqual([]);
    expect(await read.ecosystem.membership(closed.uuid)).toEqual([]);
  });
});
