import { encodeTypeId, newUuid } from '@collective-impact/sdk';
import { describe, expect, it } from 'vitest';
import { difference, withUuids } from './answers.ts';

describe('the comparison of answers', () => {
  it('finds nothing in answers that differ only in the order of keys', () => {
    expect(difference({ a: 1, b: [{ c: null, d: 'x' }] }, { b: [{ d: 'x', c: null }], a: 1 })).toBeNull();
  });

  it.each([
    [{ a: [{ b: '1' }] }, { a: [{ b: '2' }] }, 'data.a.0.b: "1" and "2"'],
    [{ a: '1' }, { a: 1 }, 'data.a: "1" and 1'],
    [{ a: null }, { a: {} }, 'data.a: null and {}'],
    [{ a: [1] }, { a: [1, 2] }, 'data.a: 1 and 2 entries'],
    [{ a: [] }, { a: {} }, 'data.a: [] and {}'],
    [{ a: 1 }, {}, 'data.a: 1 and nothing'],
    [{}, { a: 1 }, 'data.a: nothing and 1'],
  ])('names the first place where %j and %j differ', (left, right, place) => {
    expect(difference(left, right)).toBe(place);
  });

  it('compares a TypeID as the UUID that it contains', () => {
    const uuid = newUuid();
    const answer = { organization: { id: encodeTypeId('organization', uuid), name: 'Made-up library' } };
    expect(withUuids(answer)).toEqual({ organization: { id: uuid, name: 'Made-up library' } });
    expect(withUuids({ id: uuid })).toEqual({ id: uuid });
  });
});
