import { describe, expect, it } from 'vitest';
import type { PlaceInHierarchy } from '../ecosystem/index.ts';
import { unwrap } from '../shared/outcome.ts';
import { alignment } from './alignment.ts';
import type { AlignedActivity } from './alignment-source.ts';

const code = (name: string, scheme = 'place') => ({ scheme, code: name, label: name, uri: null });
const placeIn = (name: string, level: string, parentId: string | null): PlaceInHierarchy => ({
  id: name,
  code: code(name),
  level: { scheme: 'place-level', code: level },
  parentId,
});
const places = [
  placeIn('lake', 'county', null),
  placeIn('north', 'municipality', 'lake'),
  placeIn('south', 'municipality', 'lake'),
];

/** The overlaps of activities for one goal, as place, population and activities. */
function overlapsOf(activities: Record<string, Partial<AlignedActivity>>, given: readonly PlaceInHierarchy[] = places) {
  const ids = Object.keys(activities);
  const { overlaps } = unwrap(
    alignment({
      goals: [{ id: 'G' }],
      activities: ids.map((id) => ({ id, status: 'ACTIVE', population: 'Girls', ...activities[id] })),
      goalContributions: ids.map((id) => ({ id: `c-${id}`, activityId: id, goalId: 'G' })),
      places: given,
    }),
  );
  return overlaps.map(({ place, population, activityIds }) => `${place.code}: ${population}: ${activityIds.join(' ')}`);
}

describe('the overlaps of activities', () => {
  it('include a place and the places within it', () => {
    expect(
      overlapsOf({ a: { place: code('lake') }, b: { place: code('north') }, c: { place: code('south') } }),
    ).toEqual(['north: Girls: a b', 'south: Girls: a c']);
  });

  it('ignore a parent that is not among the places', () => {
    const [, north] = places;
    expect(overlapsOf({ a: { place: code('lake') }, b: { place: code('north') } }, north ? [north] : [])).toEqual([]);
  });

  it('use the service areas of an activity instead of its place', () => {
    expect(
      overlapsOf({ a: { place: code('south'), serviceAreas: [code('north')] }, b: { place: code('north') } }),
    ).toEqual(['north: Girls: a b']);
    expect(
      overlapsOf({ a: { place: code('south'), serviceAreas: [code('north')] }, b: { place: code('south') } }),
    ).toEqual([]);
  });

  it('name only the outermost place that the same activities share', () => {
    const serviceAreas = [code('lake'), code('north')];
    expect(overlapsOf({ a: { serviceAreas }, b: { serviceAreas }, c: { place: code('south') } })).toEqual([
      'lake: Girls: a b',
      'south: Girls: a b c',
    ]);
  });

  it('compare populations by scheme and code, each by itself', () => {
    const girls = { scheme: 'gender', code: 'girls', label: 'Girls and young women' };
    const [place, grade] = [code('north'), { scheme: 'grade', code: '6-8' }];
    expect(
      overlapsOf({ a: { place, populations: [girls, grade] }, b: { place, populations: [girls] }, c: { place } }),
    ).toEqual(['north: Girls and young women: a b']);
    const other = { ...girls, scheme: 'club' };
    expect(overlapsOf({ a: { place, populations: [girls] }, b: { place, populations: [other] } })).toEqual([]);
  });

  it('exclude activities without a place or service area', () => {
    expect(overlapsOf({ a: {}, b: {} })).toEqual([]);
  });

  it('are not computed from places that contain one another', () => {
    const outcome = alignment({
      goals: [],
      activities: [],
      places: [placeIn('a', 'county', 'b'), placeIn('b', 'state', 'a')],
    });
    expect(outcome.ok ? [] : outcome.issues.map(({ path }) => path.join('.'))).toEqual([
      'places.0.parentId',
      'places.1.parentId',
    ]);
  });
});
