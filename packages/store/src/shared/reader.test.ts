import { anonymous, InputError, localProgram } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createReaders, type Readers } from '../readers.ts';
import { emptyDatabase } from '../testing/empty-database.ts';
import { engines } from '../testing/engines.ts';
import { createEcosystem, createOrganization } from '../testing/examples.ts';
import { openTestDatabase } from '../testing/open-test-database.ts';
import { statementsOf } from '../testing/statements-of.ts';
import type { Database } from './database/database.ts';
import type { Page } from './page.ts';
import { RowProperties } from './row-properties.ts';

/** The cursor of the row of a page at an index. */
function cursorAt<Row>(page: Page<Row>, index: number): string {
  const row = page.rows[index];
  if (row === undefined) throw new Error(`The page has no row ${index}.`);
  return page.cursorOf(row);
}

const cursor = (...parts: string[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');

describe.each(engines)('reader on %s', (engine) => {
  let database: Database;
  let ecosystem: { uuid: string; id: string };
  let read: Readers;
  beforeAll(async () => {
    database = await openTestDatabase(engine);
  });
  beforeEach(async () => {
    await emptyDatabase(database);
    ecosystem = await createEcosystem(database);
    read = createReaders(database.kysely(), anonymous);
  });
  afterAll(() => database.close());

  const createOrganizations = async (...names: string[]) => {
    for (const name of names) await createOrganization(database, { ecosystemId: ecosystem.id, name });
  };
  const page = (page: object, filter = {}) => read.organization.ofEcosystem(ecosystem.uuid, { page, filter });
  const names = async (one: object) => (await page(one)).rows.map(({ name }) => name);

  it('pages forward and backward through names in byte order, and equal names by age', async () => {
    await createOrganizations('b', 'a', 'C', 'b', 'é');
    const first = await page({ first: 2 });
    expect(first.rows.map(({ name }) => name)).toEqual(['C', 'a']);
    expect([first.hasPreviousPage, first.hasNextPage]).toEqual([false, true]);
    const after = cursorAt(first, 1);
    const second = await page({ first: 2, after });
    expect(second.rows.map(({ name }) => name)).toEqual(['b', 'b']);
    expect(second.rows[0]?.id).not.toBe(second.rows[1]?.id);
    const before = cursorAt(second, 1);
    expect(await names({ last: 2, before })).toEqual(['a', 'b']);
    expect(await names({ last: 2 })).toEqual(['b', 'é']);
    expect((await page({ last: 10 })).hasPreviousPage).toBe(false);
  });

  it('reads only the needed properties of records, and those that cursors have', async () => {
    await createOrganizations('a', 'b');
    const needed = new RowProperties(['legalEntity']);
    const { rows, cursorOf, hasNextPage } = await page({ first: 1, needed });
    const [first] = rows;
    if (!first) throw new Error('There are two organizations.');
    const { uuid } = ecosystem;
    expect(rows).toEqual([{ parent: uuid, id: expect.any(String), name: 'a', legalEntity: true }]);
    expect([hasNextPage, await names({ after: cursorOf(first) })]).toEqual([true, ['b']]);
    const { id } = first;
    expect(await read.partOfRecord('organization', { id, needed })).toEqual({ id, legalEntity: true });
    expect(await read.record('organization', id)).toMatchObject({ id, name: 'a', ecosystemId: uuid });
  });

  it('reads by one statement what several need of records at once', async () => {
    await createOrganizations('a', 'b');
    const [first = '', second = ''] = (await page({})).rows.map(({ id }) => id);
    const part = (id: string, ...names: string[]) =>
      read.partOfRecord('organization', { id, needed: new RowProperties(names) });
    const parts = () => Promise.all([part(first, 'url'), part(second, 'name'), part(first, 'name')]);
    const { result, statements } = await statementsOf(database, parts);
    const [a, b] = [
      { id: first, name: 'a', url: null },
      { id: second, name: 'b', url: null },
    ];
    expect([result, statements.length]).toEqual([[a, b, a], 1]);
    read.forget();
    const whole = () => Promise.all([part(first, 'url'), read.record('organization', second)]);
    const { result: records, statements: one } = await statementsOf(database, whole);
    expect([records, one.length]).toMatchObject([[a, { ...b, ecosystemId: ecosystem.uuid }], 1]);
    const again = () => Promise.all([part(second, 'engagement'), read.record('organization', first)]);
    const { statements: none } = await statementsOf(database, again);
    expect(none).toEqual([]);
  });

  it('reads nothing more after it is stopped, and returns what it has read', async () => {
    const before = await read.record('ecosystem', ecosystem.uuid);
    const { result, statements } = await statementsOf(database, async () => {
      read.stop(new InputError('Too much.'));
      read.stop(new InputError('Too late.'));
      await expect(page({})).rejects.toThrow(new InputError('Too much.'));
      return await read.record('ecosystem', ecosystem.uuid);
    });
    expect([result, statements]).toEqual([before, []]);
  });

  it('neither omits nor repeats rows if others are written between pages', async () => {
    await createOrganizations('b', 'd', 'f');
    const first = await page({ first: 2 });
    await createOrganizations('a', 'c', 'e');
    expect(await names({ first: 5, after: cursorAt(first, 1) })).toEqual(['e', 'f']);
  });

  it.each([
    ['first', { first: 0 }, [false, true]],
    ['last', { last: 0 }, [true, false]],
  ])('returns an empty page of a list with entries if `%s` is 0', async (_name, size, [previous, next]) => {
    await createOrganizations('a', 'b');
    const empty = await page(size);
    expect(empty).toMatchObject({ rows: [], hasPreviousPage: previous, hasNextPage: next });
    expect(await empty.totalCount()).toBe(2);
  });

  it('reports no next page after the last entry if `first` is 0', async () => {
    await createOrganizations('a');
    const all = await page({});
    const after = cursorAt(all, 0);
    expect(await page({ first: 0, after })).toMatchObject({ rows: [], hasPreviousPage: true, hasNextPage: false });
  });

  it('returns the rest of the list if the caller gives no size', async () => {
    await createOrganizations(...Array.from({ length: 25 }, (_, at) => String.fromCharCode(97 + at)));
    const rest = await page({});
    expect(rest.rows).toHaveLength(25);
    expect(rest.hasNextPage).toBe(false);
  });

  it('returns an empty page of an empty list', async () => {
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
  ])('rejects the page %j', async (one, message) => {
    const rejected = page(one);
    await expect(rejected).rejects.toThrow(InputError);
    await expect(rejected).rejects.toThrow(message);
  });

  it('rejects the cursor of another list with the same order', async () => {
    await createOrganizations('a', 'b');
    const allEcosystems = await read.organization.ofEcosystem(null, { page: { first: 1 }, filter: {} });
    const after = cursorAt(allEcosystems, 0);
    await expect(page({ after })).rejects.toThrow('Invalid cursor for this list.');
    const next = await read.organization.ofEcosystem(null, { page: { after }, filter: {} });
    expect(next.rows.map(({ name }) => name)).toEqual(['b']);
  });

  it.each(['a\0b', '\ud800'])('rejects a search for %j, which the database cannot store', async (text) => {
    await expect(read.ecosystem.bySlug(text)).rejects.toThrow(InputError);
    await expect(page({}, { stakeholderGroup: text })).rejects.toThrow(InputError);
  });

  it('reads the lists of many parents with one statement, and their counts with another', async () => {
    const others = await Promise.all(['b', 'c'].map((slug) => createEcosystem(database, { slug })));
    await createOrganizations('a');
    const ids = [ecosystem, ...others].map(({ uuid }) => uuid);
    const { result, statements } = await statementsOf(database, () =>
      Promise.all(ids.map((id) => read.organization.ofEcosystem(id, { page: {}, filter: {} }))),
    );
    expect(result.map(({ rows }) => rows.length)).toEqual([1, 0, 0]);
    expect(statements).toHaveLength(1);
    const counted = await statementsOf(database, () => Promise.all(result.map((each) => each.totalCount())));
    expect(counted.result).toEqual([1, 0, 0]);
    expect(counted.statements).toHaveLength(1);
  });

  it('applies a filter to the page and to the count', async () => {
    await createOrganizations('a');
    await createOrganization(database, {
      ecosystemId: ecosystem.id,
      name: 'b',
      stakeholderGroups: [{ code: 'libraries' }],
    });
    const customGroups = [{ scheme: 'custom', code: 'libraries', label: 'Custom libraries' }];
    await createOrganization(database, { ecosystemId: ecosystem.id, name: 'c', stakeholderGroups: customGroups });
    const libraries = await page({}, { stakeholderGroup: 'libraries' });
    expect(libraries.rows.map(({ name }) => name)).toEqual(['b']);
    expect(await libraries.totalCount()).toBe(1);
  });

  it('shows and counts records that are not public only for a local program', async () => {
    await createOrganizations('open');
    const hidden = await createOrganization(database, {
      ecosystemId: ecosystem.id,
      name: 'closed',
      visibility: 'MEMBERS',
    });
    expect(await names({})).toEqual(['open']);
    expect(await (await page({})).totalCount()).toBe(1);
    expect(await read.record('organization', hidden.uuid)).toBeNull();
    const local = createReaders(database.kysely(), localProgram);
    expect((await local.organization.ofEcosystem(ecosystem.uuid, { page: {}, filter: {} })).rows).toHaveLength(2);
    expect(await local.record('organization', hidden.uuid)).toMatchObject({ name: 'closed' });
  });

  it('hides all records of an ecosystem that is not public', async () => {
    const closed = await createEcosystem(database, { slug: 'closed', visibility: 'MEMBERS' });
    const inside = await createOrganization(database, { ecosystemId: closed.id });
    expect(await read.ecosystem.bySlug('closed')).toBeNull();
    expect(await read.record('ecosystem', closed.uuid)).toBeNull();
    expect(await read.record('organization', inside.uuid)).toBeNull();
    expect((await read.organization.ofEcosystem(null, { page: {}, filter: {} })).rows).toEqual([]);
    expect((await read.organization.ofEcosystem(closed.uuid, { page: {}, filter: {} })).rows).toEqual([]);
    expect(await read.organization.membership(closed.uuid)).toEqual([]);
  });
});
