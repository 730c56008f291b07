import { describe, expect, it } from 'vitest';
import { unwrap } from '../shared/outcome.ts';
import { judgePlace, type PlaceInHierarchy, placeHierarchy } from './place-hierarchy.ts';

const code = (name: string, scheme = 'place') => ({ scheme, code: name, label: name, uri: null });
const place = (name: string, level: string, parentId: string | null = null): PlaceInHierarchy => ({
  id: name,
  code: code(name),
  level: { scheme: 'place-level', code: level },
  parentId,
});
const state = place('state', 'state');
const lake = place('lake', 'county', 'state');
const hill = place('hill', 'county', 'state');
const north = place('north', 'municipality', 'lake');
const places = [north, state, lake, hill];

const faults = (given: readonly PlaceInHierarchy[]) => {
  const outcome = placeHierarchy(given);
  return outcome.ok ? [] : outcome.issues.map((issue) => `${issue.code} ${issue.path.join('.')}`);
};

describe('a hierarchy of places', () => {
  const hierarchy = unwrap(placeHierarchy(places));

  it('returns which places a place contains, directly or through others', () => {
    expect(hierarchy.contains(code('state'), code('north'))).toBe(true);
    expect(hierarchy.contains(code('lake'), code('north'))).toBe(true);
    expect(hierarchy.contains(code('hill'), code('north'))).toBe(false);
    expect(hierarchy.contains(code('north'), code('lake'))).toBe(false);
    expect(hierarchy.contains(code('lake'), code('lake'))).toBe(true);
  });

  it('treats an unknown place as one that contains only itself', () => {
    expect(hierarchy.contains(code('moon'), code('moon'))).toBe(true);
    expect(hierarchy.contains(code('lake', 'other'), code('north'))).toBe(false);
    expect(hierarchy.atLevel(code('moon'), 'county')).toBe(null);
    expect(hierarchy.within(code('moon'))).toEqual([code('moon')]);
  });

  it('finds the place of a level that is or contains a place', () => {
    expect(hierarchy.atLevel(code('north'), 'county')).toEqual(code('lake'));
    expect(hierarchy.atLevel(code('lake'), 'county')).toEqual(code('lake'));
    expect(hierarchy.atLevel(code('state'), 'county')).toBe(null);
  });

  it('returns whether places contain one another', () => {
    expect(hierarchy.areNested([code('north'), code('hill')])).toBe(false);
    expect(hierarchy.areNested([code('north'), code('north'), code('moon')])).toBe(false);
    expect(hierarchy.areNested([code('north'), code('hill'), code('state')])).toBe(true);
  });

  it('lists the places within a place, with the place itself', () => {
    expect(hierarchy.within(code('lake')).map((each) => each.code)).toEqual(['north', 'lake']);
    expect(hierarchy.within(code('state'))).toHaveLength(4);
  });
});

describe('placeHierarchy', () => {
  it('returns all faults at once', () => {
    const given = [
      place('a', 'county', 'b'),
      place('b', 'municipality', 'a'),
      place('c', 'county', 'nowhere'),
      { ...place('d', 'country'), code: code('c') },
      place('e', 'county', 'c'),
    ];
    expect(faults(given)).toEqual([
      'INVALID places.0.parentId',
      'INVALID places.1.parentId',
      'NOT_FOUND places.2.parentId',
      'DUPLICATE places.3.code',
      'INVALID places.4.level',
    ]);
  });

  it('accepts the same code in different schemes, and places in any order', () => {
    expect(faults([...places, { ...place('other', 'county'), code: code('lake', 'register') }])).toEqual([]);
    expect(faults(places.toReversed())).toEqual([]);
  });

  it('rejects malformed places', () => {
    expect(faults([{ ...lake, level: 'county' as never }])).toEqual(['INVALID places.0.level']);
  });
});

describe('judgePlace', () => {
  const judged = (changed: PlaceInHierarchy) =>
    judgePlace(
      changed,
      places.filter(({ id }) => id !== changed.id),
    ).map((issue) => `${issue.code} ${issue.path.join('.')}`);

  it('accepts a place that keeps the hierarchy', () => {
    expect(judged(place('south', 'municipality', 'hill'))).toEqual([]);
    expect(judged({ ...north, parentId: 'hill' })).toEqual([]);
  });

  it('rejects a place that would contain itself', () => {
    expect(judged({ ...state, parentId: 'state' })).toEqual(['INVALID parentId']);
    expect(judged({ ...state, parentId: 'north' })).toEqual(['INVALID parentId']);
  });

  it('rejects a level that a containing place or a contained place has', () => {
    expect(judged({ ...north, level: lake.level })).toEqual(['INVALID level']);
    expect(judged({ ...state, level: north.level })).toEqual(['INVALID level']);
  });
});
