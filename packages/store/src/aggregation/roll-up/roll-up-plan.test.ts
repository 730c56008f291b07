import { describe, expect, it } from 'vitest';
import { planFor, planRollUp, type ReleaseContents } from './roll-up-plan.ts';

const release: ReleaseContents = {
  id: 'release',
  indicatorVersionId: 'version',
  hasSums: true,
  hasSumsByPlace: false,
  hasExcludedReporters: false,
  hasHiddenReporters: false,
  reporters: { '': 3 },
};

describe('the plan of a roll-up over organizations', () => {
  it('reads a release by its stored sums if the viewer sees every organization', () => {
    expect(planRollUp([release], ['ORGANIZATIONS'])).toEqual({
      bySums: ['release'],
      byCells: [],
      closedReporters: [],
      withoutFigureByPlace: new Set(),
    });
  });

  it('reads a release cell by cell if it stores no sums', () => {
    expect(planRollUp([{ ...release, hasSums: false }], ['ORGANIZATIONS'])).toEqual({
      bySums: [],
      byCells: ['release'],
      closedReporters: ['release'],
      withoutFigureByPlace: new Set(),
    });
  });

  it('reads a release cell by cell if the viewer cannot see one of its organizations', () => {
    expect(planRollUp([{ ...release, hasHiddenReporters: true }], ['ORGANIZATIONS'])).toMatchObject({
      bySums: [],
      byCells: ['release'],
      closedReporters: ['release'],
    });
  });

  it('counts organizations that the totals exclude, and still reads the stored sums', () => {
    expect(planRollUp([{ ...release, hasExcludedReporters: true }], ['ORGANIZATIONS'])).toMatchObject({
      bySums: ['release'],
      byCells: [],
      closedReporters: ['release'],
    });
  });

  it('reads stored sums of single places if places are not aggregated', () => {
    const byPlace = { ...release, hasSumsByPlace: true, reporters: { '': 1, north: 2 } };
    expect(planRollUp([byPlace], ['ORGANIZATIONS'])).toMatchObject({
      bySums: ['release'],
      withoutFigureByPlace: new Set(),
    });
  });

  it('decides for each release by itself', () => {
    const releases = [
      { ...release, id: 'a' },
      { ...release, id: 'b', hasSums: false },
      { ...release, id: 'c' },
    ];
    expect(planRollUp(releases, ['ORGANIZATIONS'])).toMatchObject({ bySums: ['a', 'c'], byCells: ['b'] });
  });
});

describe('the plan of a roll-up over organizations and places', () => {
  it('reads a release cell by cell, and counts place by place, if organizations reported for single places', () => {
    const byPlace = { ...release, hasSumsByPlace: true, reporters: { north: 2 } };
    expect(planRollUp([byPlace], ['ORGANIZATIONS', 'PLACES'])).toEqual({
      bySums: [],
      byCells: ['release'],
      closedReporters: ['release'],
      withoutFigureByPlace: new Set(['release']),
    });
  });

  it('reads a release without places by its stored sums', () => {
    expect(planRollUp([release], ['ORGANIZATIONS', 'PLACES'])).toMatchObject({
      bySums: ['release'],
      withoutFigureByPlace: new Set(),
    });
  });
});

describe('the plan of a roll-up that keeps organizations separate', () => {
  it('reads every release cell by cell and counts no organizations', () => {
    const releases = [release, { ...release, id: 'other', hasExcludedReporters: true, reporters: null }];
    expect(planRollUp(releases, ['PLACES', 'ECOSYSTEMS'])).toEqual({
      bySums: [],
      byCells: ['release', 'other'],
      closedReporters: [],
      withoutFigureByPlace: new Set(),
    });
  });
});

describe('the plan for some of the releases', () => {
  it('reads each of these releases as in the whole plan', () => {
    const plan = planRollUp(
      [release, { ...release, id: 'b', hasSums: false }, { ...release, id: 'c' }],
      ['ORGANIZATIONS'],
    );
    expect(planFor(new Set(['b', 'c']), plan)).toEqual({ bySums: ['c'], byCells: ['b'] });
  });
});
