import { describe, expect, it } from 'vitest';
import { judgeVersionDefinition, type VersionDefinition } from './version-definition.ts';
import { aggregations, indicatorKinds } from './vocabulary.ts';

const count: VersionDefinition = {
  kind: 'COUNT',
  multiplier: '1',
  direction: 'INCREASE',
  tolerance: null,
  aggregationAcrossOrganizations: 'SUM',
  aggregationOverTime: 'LAST',
  denominatorOverTime: null,
  denominatorOverCategories: null,
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

const judged = (definition: VersionDefinition) =>
  judgeVersionDefinition(definition).map(({ code, path }) => `${code} ${path}`);

describe('a definition', () => {
  it('fits together', () => {
    expect(judged(count)).toEqual([]);
    expect(judged(ratio)).toEqual([]);
    expect(judged({ ...count, direction: 'MAINTAIN', tolerance: '0' })).toEqual([]);
    expect(judged({ ...ratio, multiplier: '1000' })).toEqual([]);
    expect(judged({ ...count, kind: 'INDEX', multiplier: '100', aggregationAcrossOrganizations: 'NONE' })).toEqual([]);
  });

  it.each<[string, Partial<VersionDefinition>, string[]]>([
    ['per nothing', { multiplier: '0' }, ['OUT_OF_RANGE multiplier']],
    ['per less than nothing', { multiplier: '-1' }, ['OUT_OF_RANGE multiplier']],
    ['of a count in thousands', { multiplier: '1000' }, ['INVALID multiplier']],
    ['of a count in parts', { multiplier: '0.001' }, ['INVALID multiplier']],
    ['of an amount in thousands', { kind: 'AMOUNT', multiplier: '1000' }, ['INVALID multiplier']],
    ['tolerant of what should rise', { tolerance: '1' }, ['INVALID tolerance']],
    ['less than tolerant', { direction: 'MAINTAIN', tolerance: '-0.5' }, ['OUT_OF_RANGE tolerance']],
    ['of a count over a denominator in time', { denominatorOverTime: 'SUM' }, ['INVALID denominatorOverTime']],
    [
      'of a count over shared denominators',
      { denominatorOverCategories: 'SHARED' },
      ['INVALID denominatorOverCategories'],
    ],
  ])('is not %s', (_case, part, expected) => {
    expect(judged({ ...count, ...part })).toEqual(expected);
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
  ])('of the kind %s is brought together over time by %s', (kind, expected) => {
    const fitting = aggregations.filter(
      (aggregationOverTime) =>
        judged({ ...count, kind, aggregationAcrossOrganizations: 'NONE', aggregationOverTime }).length === 0,
    );
    expect(fitting.join(' ')).toBe(expected);
  });

  it('has no last one of organizations, and names what can be chosen', () => {
    for (const kind of indicatorKinds) {
      const definition = {
        ...count,
        kind,
        aggregationAcrossOrganizations: 'LAST',
        aggregationOverTime: 'NONE',
      } as const;
      expect(judged(definition)).toEqual(['NOT_ADDITIVE aggregationAcrossOrganizations']);
    }
    expect(judgeVersionDefinition({ ...ratio, aggregationOverTime: 'AVERAGE' })[0]?.message).toBe(
      '`aggregationOverTime` of a RATIO cannot be AVERAGE. Choose RATIO, MIN, MAX, LAST, NONE.',
    );
  });
});
