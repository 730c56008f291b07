import { InputError } from '@collective-impact/sdk';
import { describe, expect, it } from 'vitest';
import { pageOfList } from './page-of-list.ts';

const rows = ['a', 'b', 'c', 'd', 'e'];
const pageOf = (page: object, list = rows) => pageOfList(list, { name: 'letters', page, keyOf: (row: string) => row });
const cursor = (row: string) => pageOf({}).cursorOf(row);

describe('pageOfList', () => {
  it('returns the first entries after a cursor and whether there are more', () => {
    expect(pageOf({ first: 2 })).toMatchObject({ rows: ['a', 'b'], hasNextPage: true, hasPreviousPage: false });
    expect(pageOf({ first: 2, after: cursor('b') })).toMatchObject({ rows: ['c', 'd'], hasPreviousPage: true });
    expect(pageOf({ first: 2, after: cursor('c') })).toMatchObject({ rows: ['d', 'e'], hasNextPage: false });
  });

  it('returns the last entries before a cursor', () => {
    expect(pageOf({ last: 2 })).toMatchObject({ rows: ['d', 'e'], hasNextPage: false, hasPreviousPage: true });
    expect(pageOf({ last: 2, before: cursor('d') })).toMatchObject({ rows: ['b', 'c'], hasNextPage: true });
  });

  it('continues after a cursor whose row was removed', () => {
    const changed = ['a', 'aa', 'c', 'd', 'e'];
    expect(pageOf({ first: 2, after: cursor('b') }, changed).rows).toEqual(['c', 'd']);
  });

  it('counts the whole list, not only the page', async () => {
    expect(await pageOf({ first: 2, after: cursor('d') }).totalCount()).toBe(5);
  });

  it('is empty if `first` or `last` is 0', async () => {
    expect(pageOf({ first: 0 })).toMatchObject({ rows: [], hasNextPage: true, hasPreviousPage: false });
    expect(pageOf({ last: 0 })).toMatchObject({ rows: [], hasNextPage: false, hasPreviousPage: true });
    expect(pageOf({ first: 0 }, [])).toMatchObject({ rows: [], hasNextPage: false, hasPreviousPage: false });
    expect(await pageOf({ first: 0 }).totalCount()).toBe(5);
  });

  it('rejects the cursor of another list', () => {
    const other = pageOfList(rows, { name: 'others', page: {}, keyOf: (row) => row }).cursorOf('a');
    for (const page of [{ after: other }, { before: 'nonsense' }]) {
      expect(() => pageOf(page)).toThrow(InputError);
    }
  });
});
