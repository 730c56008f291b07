import type { RollUpOver } from '@collective-impact/sdk/aggregation';
import { describe, expect, it } from 'vitest';
import type { SummedVersion } from '../../release/index.ts';
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

const version: SummedVersion & { id: string } = {
  id: 'version',
  kind: 'RATIO',
  countingUnit: 'PEOPLE',
  aggregationAcrossOrganizations: 'RATIO',
  aggregationOverTime: 'MAX',
};

const planOver = (releases: readonly ReleaseContents[], ...over: RollUpOver[]) =>
  planRollUp(releases, { over, versions: [version] });

describe('the plan of a roll-up over organizations', () => {
  it('reads a release by its stored sums if the viewer sees every organization', () => {
    expect(planOver([release], 'ORGANIZATIONS')).toEqual({
      bySums: ['release'],
      byCells: [],
      closedReporters: [],
      withoutFigureByPlace: new Set(),
    });
  });

  it('reads a release cell by cell if it stores no sums', () => {
    expect(planOver([{ ...release, hasSums: false }], 'ORGANIZATIONS')).toEqual({
      bySums: [],
      byCells: ['release'],
      closedReporters: ['release'],
      withoutFigureByPlace: new Set(),
    });
  });

  it('reads a release cell by cell if the viewer cannot see one of its organizations', () => {
    expect(planOver([{ ...release, hasHiddenReporters: true }], 'ORGANIZATIONS')).toMatchObject({
      bySums: [],
      byCells: ['release'],
      closedReporters: ['release'],
    });
  });

  it('counts organizations that the totals exclude, and still reads the stored sums', () => {
    expect(planOver([{ ...release, hasExcludedReporters: true }], 'ORGANIZATIONS')).toMatchObject({
      bySums: ['release'],
      byCells: [],
      closedReporters: ['release'],
    });
  });

  it('reads stored sums of single places if places are not aggregated', () => {
    const byPlace = { ...release, hasSumsByPlace: true, reporters: { '': 1, north: 2 } };
    expect(planOver([byPlace], 'ORGANIZATIONS')).toMatchObject({
      bySums: ['release'],
      withoutFigureByPlace: new Set(),
    });
  });

  it.each([
    ['smallest share', { aggregationAcrossOrganizations: 'MIN' }],
    ['largest mean', { kind: 'MEAN', aggregationAcrossOrganizations: 'MAX' }],
  ] as const)('reads the quotients of which the %s is selected, and no stored sums', (_what, rules) => {
    const versions = [
      { ...version, ...rules },
      { ...version, id: 'additive' },
      { ...version, id: 'count', kind: 'COUNT', aggregationAcrossOrganizations: 'MAX' } as const,
    ];
    const releases = versions.map(({ id }) => ({ ...release, id: `release of ${id}`, indicatorVersionId: id }));
    expect(planRollUp(releases, { over: ['ORGANIZATIONS'], versions })).toEqual({
      bySums: ['release of additive', 'release of count'],
      byCells: ['release of version'],
      closedReporters: [],
      withoutFigureByPlace: new Set(),
    });
  });

  it('decides for each release by itself', () => {
    const releases = [
      { ...release, id: 'a' },
      { ...release, id: 'b', hasSums: false },
      { ...release, id: 'c' },
    ];
    expect(planOver(releases, 'ORGANIZATIONS')).toMatchObject({ bySums: ['a', 'c'], byCells: ['b'] });
  });
});

describe('the plan of a roll-up over organizations and places', () => {
  it('reads a release cell by cell, and counts place by place, if organizations reported for single places', () => {
    const byPlace = { ...release, hasSumsByPlace: true, reporters: { north: 2 } };
    expect(planOver([byPlace], 'ORGANIZATIONS', 'PLACES')).toEqual({
      bySums: [],
      byCells: ['release'],
      closedReporters: ['release'],
      withoutFigureByPlace: new Set(['release']),
    });
  });

  it('reads a release without places by its stored sums', () => {
    expect(planOver([release], 'ORGANIZATIONS', 'PLACES')).toMatchObject({
      bySums: ['release'],
      withoutFigureByPlace: new Set(),
    });
  });
});

describe('the plan of a roll-up that keeps organizations separate', () => {
  it('reads every release cell by cell and counts no organizations', () => {
    const releases = [release, { ...release, id: 'other', hasExcludedReporters: true, reporters: null }];
    expect(planOver(releases, 'PLACES', 'ECOSYSTEMS')).toEqual({
      bySums: [],
      byCells: ['release', 'other'],
      closedReporters: [],
      withoutFigureByPlace: new Set(),
    });
  });
});

describe('the plan for some of the releases', () => {
  it('reads each of these releases as in the whole plan', () => {
    const releases = [release, { ...release, id: 'b', hasSums: false }, { ...release, id: 'c' }];
    const plan = planOver(releases, 'ORGANIZATIONS');
    expect(planFor(new Set(['b', 'c']), plan)).toEqual({ bySums: ['c'], byCells: ['b'] });
  });
});
