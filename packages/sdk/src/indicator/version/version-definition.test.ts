import { describe, expect, it } from 'vitest';
import { aggregations, indicatorKinds } from '../vocabulary.ts';
import { judgeVersionDefinition, type VersionDefinition } from './version-definition.ts';

const count: VersionDefinition = {
  kind: 'COUNT',
  countingUnit: 'PEOPLE',
  multiplier: '1',
  direction: 'INCREASE',
  tolerance: null,
  aggregationAcrossOrganizations: 'SUM',
  aggregationOverTime: 'LAST',
  denominatorOverTime: null,
  denominatorOverCategories: null,
  crossings: [],
};
const ratio: VersionDefinition = {
  ...count,
  kind: 'RATIO',
  multiplier: '100',
  aggregationAcrossOrganizations: 'RATIO',
  aggregationOverTime: 'RATIO',
  denominatorOverTime: 'LAST',
  denominatorOverCategories: 'SPLIT',
};

const issuesOf = (definition: VersionDefinition) =>
  judgeVersionDefinition(definition).map(({ code, path }) => `${code} ${path}`);

describe('judgeVersionDefinition', () => {
  it('accepts a consistent definition', () => {
    expect(issuesOf(count)).toEqual([]);
    expect(issuesOf(ratio)).toEqual([]);
    expect(issuesOf({ ...count, direction: 'MAINTAIN', tolerance: '0' })).toEqual([]);
    expect(issuesOf({ ...ratio, multiplier: '1000' })).toEqual([]);
    expect(issuesOf({ ...count, kind: 'INDEX', multiplier: '100', aggregationAcrossOrganizations: 'NONE' })).toEqual(
      [],
    );
  });

  it.each<[string, Partial<VersionDefinition>, string[]]>([
    ['a multiplier of 0', { multiplier: '0' }, ['OUT_OF_RANGE multiplier']],
    ['a negative multiplier', { multiplier: '-1' }, ['OUT_OF_RANGE multiplier']],
    ['a count with the multiplier 1000', { multiplier: '1000' }, ['INVALID multiplier']],
    ['a count with the multiplier 0.001', { multiplier: '0.001' }, ['INVALID multiplier']],
    ['an amount with the multiplier 1000', { kind: 'AMOUNT', multiplier: '1000' }, ['INVALID multiplier']],
    ['a tolerance for a figure that should increase', { tolerance: '1' }, ['INVALID tolerance']],
    ['a negative tolerance', { direction: 'MAINTAIN', tolerance: '-0.5' }, ['OUT_OF_RANGE tolerance']],
    [
      'a count with an aggregation of denominators over time',
      { denominatorOverTime: 'SUM' },
      ['INVALID denominatorOverTime'],
    ],
    [
      'a count with shared denominators',
      { denominatorOverCategories: 'SHARED' },
      ['INVALID denominatorOverCategories'],
    ],
  ])('rejects %s', (_case, fields, expected) => {
    expect(issuesOf({ ...count, ...fields })).toEqual(expected);
  });

  it.each<[VersionDefinition['kind'], string]>([
    ['COUNT', 'SUM MIN MAX LAST AVERAGE NONE'],
    ['AMOUNT', 'SUM MIN MAX LAST AVERAGE NONE'],
    ['RATIO', 'RATIO MIN MAX LAST NONE'],
    ['MEAN', 'WEIGHTED_MEAN MIN MAX LAST NONE'],
    ['MEDIAN', 'MIN MAX LAST NONE'],
    ['PERCENTILE', 'MIN MAX LAST NONE'],
    ['INDEX', 'MIN MAX LAST NONE'],
    ['QUALITATIVE', 'LAST NONE'],
  ])('allows figures of the kind %s to be aggregated over time by %s', (kind, expected) => {
    const allowed = aggregations.filter(
      (aggregationOverTime) =>
        issuesOf({ ...count, kind, aggregationAcrossOrganizations: 'NONE', aggregationOverTime }).length === 0,
    );
    expect(allowed.join(' ')).toBe(expected);
  });

  it('rejects LAST across organizations and an average of ratios, and lists the valid aggregations', () => {
    for (const kind of indicatorKinds) {
      const definition = {
        ...count,
        kind,
        aggregationAcrossOrganizations: 'LAST',
        aggregationOverTime: 'NONE',
      } as const;
      expect(issuesOf(definition)).toEqual(['NOT_ADDITIVE aggregationAcrossOrganizations']);
    }
    expect(judgeVersionDefinition({ ...ratio, aggregationOverTime: 'AVERAGE' })[0]?.message).toBe(
      '`aggregationOverTime` of a RATIO cannot be AVERAGE. Choose RATIO, MIN, MAX, LAST, NONE.',
    );
  });
});
