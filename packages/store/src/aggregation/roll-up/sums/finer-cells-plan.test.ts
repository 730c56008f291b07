import { describe, expect, it } from 'vitest';
import type { CellSums } from '../../../release/index.ts';
import { planFinerCells, type SummedRelease } from './finer-cells-plan.ts';

const total = { id: 1, categories: [], finer: [2, 3] };

const sums = (breakdownId: number, more: Partial<CellSums> = {}): CellSums => ({
  releaseId: 'release',
  breakdownId,
  scope: 'ORGANIZATION',
  cells: 3,
  values: 3,
  sum: '30',
  bases: 0,
  base: null,
  estimated: 0,
  provisional: 0,
  missing: 0,
  notApplicable: 0,
  suppressedAtSource: 0,
  suppressed: 0,
  ...more,
});

/** Three organizations state both categories, and none states the total. */
const release: SummedRelease = {
  release: { id: 'release' },
  version: { kind: 'COUNT', countingUnit: 'EVENTS', aggregationAcrossOrganizations: 'SUM' },
  summable: [total],
  sums: [sums(2), sums(3)],
  hasReportersWithout: (breakdownId) => breakdownId === 1,
};

const parts = [
  { releaseId: 'release', breakdownId: 2, sumId: 1, sum: 0 },
  { releaseId: 'release', breakdownId: 3, sumId: 1, sum: 0 },
];

describe('the plan of cells that are read organization by organization', () => {
  it('reads none if every organization states the total', () => {
    const stated = { ...release, sums: [sums(1), sums(2), sums(3)], hasReportersWithout: () => false };
    expect(planFinerCells([stated])).toEqual({ parts: [], sums: [] });
  });

  it('reads none if no organization states the total and every organization states all categories', () => {
    expect(planFinerCells([release])).toEqual({ parts: [], sums: [] });
  });

  it('reads the categories if some organizations state the total and others do not', () => {
    expect(planFinerCells([{ ...release, sums: [sums(1, { cells: 2 }), sums(2), sums(3)] }])).toEqual({
      parts,
      sums: [[]],
    });
  });

  it('reads the categories if an organization does not state one category', () => {
    const lacking = { ...release, hasReportersWithout: (breakdownId?: number) => breakdownId !== 2 };
    expect(planFinerCells([lacking])).toEqual({ parts, sums: [[]] });
  });

  it('reads the categories if the figures are not added over organizations', () => {
    const least = { ...release, version: { ...release.version, aggregationAcrossOrganizations: 'MIN' as const } };
    expect(planFinerCells([least])).toEqual({ parts, sums: [[]] });
  });

  it.each([{ missing: 1 }, { notApplicable: 1 }, { suppressedAtSource: 1 }])(
    'reads the categories if one category has %o',
    (without) => {
      expect(planFinerCells([{ ...release, sums: [sums(2, without), sums(3)] }])).toEqual({ parts, sums: [[]] });
    },
  );

  it('reads the categories if the totals of the release exclude an organization', () => {
    const excluded = { ...release, sums: [sums(2), sums(3), sums(3, { scope: 'EXCLUDED', cells: 1 })] };
    expect(planFinerCells([excluded])).toEqual({ parts, sums: [[]] });
  });

  it('reads the categories if the viewer cannot see an organization and the release has no total of its category', () => {
    const hidden = sums(3, { scope: 'HIDDEN', cells: 1 });
    expect(planFinerCells([{ ...release, sums: [sums(2), sums(3), hidden] }])).toEqual({ parts, sums: [[]] });
    const published = sums(3, { scope: 'AGGREGATE', cells: 1 });
    expect(planFinerCells([{ ...release, sums: [sums(2), sums(3), hidden, published] }])).toEqual({
      parts: [],
      sums: [],
    });
  });

  it('numbers the combinations that cells sum to, over all releases', () => {
    const bySex = { id: null, categories: [{ dimension: 'sex', category: 'F' }], finer: [5] };
    const every = { sums: [], hasReportersWithout: () => true };
    expect(
      planFinerCells([
        { ...release, ...every, summable: [total, bySex] },
        { ...release, ...every, release: { id: 'other' }, summable: [bySex] },
      ]),
    ).toEqual({
      parts: [
        ...parts,
        { releaseId: 'release', breakdownId: 5, sumId: null, sum: 1 },
        { releaseId: 'other', breakdownId: 5, sumId: null, sum: 1 },
      ],
      sums: [[], [{ dimension: 'sex', category: 'F' }]],
    });
  });
});
