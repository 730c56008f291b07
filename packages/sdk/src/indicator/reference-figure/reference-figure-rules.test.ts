import { describe, expect, it } from 'vitest';
import type { DimensionRules } from '../figure/breakdown.ts';
import type { CellVersion } from '../figure/figure-rules.ts';
import {
  judgeBaselines,
  judgeRedefinition,
  judgeReferenceValue,
  type ReferenceFigure,
} from './reference-figure-rules.ts';

const people: CellVersion = { kind: 'COUNT', countingUnit: 'PEOPLE', multiplier: '1', denominatorOverCategories: null };
const version = { ...people, direction: 'INCREASE', frequency: 'YEAR' } as const;
const sex: DimensionRules = {
  code: 'sex',
  exclusive: true,
  exhaustive: true,
  categories: [
    { code: 'F', parent: null },
    { code: 'M', parent: null },
  ],
};

describe('judgeReferenceValue', () => {
  it('accepts exactly the values that a cell of the version can have', () => {
    const issuesOf = (value: string, kind: CellVersion['kind']) =>
      judgeReferenceValue({ value }, { ...version, kind }).map(({ code, path }) => `${code} ${path}`);
    expect([issuesOf('12', 'COUNT'), issuesOf('-12.5', 'AMOUNT'), issuesOf('102.5', 'RATIO')]).toEqual([[], [], []]);
    expect(issuesOf('12.5', 'COUNT')).toEqual(['INVALID value']);
    expect(issuesOf('-1', 'COUNT')).toEqual(['OUT_OF_RANGE value']);
    expect(issuesOf('1', 'QUALITATIVE')).toEqual(['INVALID value']);
  });
});

describe('judgeBaselines', () => {
  const all = figure('100');
  const issueCount = (baselines: ReferenceFigure[], dimensions = [sex]) =>
    judgeBaselines({ baselines, version: people, dimensions, threshold: 10 }).length;

  it('rejects a visible baseline about fewer people than the threshold', () => {
    expect([issueCount([figure('9')]), issueCount([figure('10')]), issueCount([figure('0')])]).toEqual([1, 0, 0]);
    expect(issueCount([figure('9', { visibility: 'MEMBERS' })])).toBe(1);
    expect(issueCount([figure('9', { visibility: 'RESTRICTED' })])).toBe(0);
  });

  it('rejects visible baselines of one period whose difference is a small group', () => {
    expect(issueCount([all, women('97')])).toBe(1);
    expect(issueCount([all, women('90')])).toBe(0);
    expect(issueCount([all, women('97')], [{ ...sex, exclusive: false }])).toBe(0);
    expect(issueCount([all, women('97', { visibility: 'RESTRICTED' })])).toBe(0);
    expect(issueCount([all, women('97', { period: '2021' })])).toBe(0);
  });

  it('names the period and the remedy', () => {
    const [issue] = judgeBaselines({
      baselines: [all, women('97')],
      version: people,
      dimensions: [sex],
      threshold: 10,
    });
    expect(issue).toMatchObject({ code: 'SMALL_GROUP', path: ['value'] });
    expect(issue?.message).toMatch(
      /^Baselines for 2020 disclose figures about fewer than 10 people, .* Set `visibility` to RESTRICTED\.$/,
    );
  });
});

describe('judgeRedefinition', () => {
  const issuesOf = (changes: object, figures: { baselines?: ReferenceFigure[]; targets?: ReferenceFigure[] } = {}) => {
    const { baselines = [figure('100')], targets = [figure('50')] } = figures;
    const definition = { version: { ...version, ...changes }, baselines, targets, dimensions: [sex], threshold: 10 };
    return judgeRedefinition(definition).map(({ code, path }) => `${code} ${path}`);
  };

  it('accepts a definition that matches the existing baselines and targets', () => {
    expect(issuesOf({})).toEqual([]);
    expect(issuesOf({ frequency: 'QUARTER' }, { baselines: [], targets: [] })).toEqual([]);
  });

  it.each([
    ['another frequency than a baseline', { frequency: 'QUARTER' }, {}, ['INVALID frequency']],
    ['the kind QUALITATIVE for numeric figures', { kind: 'QUALITATIVE' }, {}, ['INVALID kind']],
    ['a count for a target that is not a whole number', {}, { targets: [figure('50.5')] }, ['INVALID kind']],
    [
      'a count of people for baselines that disclose a small group',
      {},
      { baselines: [figure('100'), women('97')] },
      ['SMALL_GROUP countingUnit'],
    ],
    ['a count of people for a small target', {}, { targets: [figure('3')] }, []],
  ])('returns the expected issues for %s', (_case, changes, figures, expected) => {
    expect(issuesOf(changes, figures)).toEqual(expected);
  });

  it('reads school years in the calendar of the ecosystem', () => {
    const years = { frequency: 'SCHOOL_YEAR', schoolYearStart: '08-01' };
    const interval = [figure('100', { period: '2024-09-01/2025-08-31' })];
    expect(issuesOf(years, { baselines: [figure('100', { period: 'SY2024-25' })], targets: [] })).toEqual([]);
    expect(issuesOf(years, { baselines: interval, targets: [] })).toEqual(['INVALID frequency']);
  });
});

function figure(value: string, changes: Partial<ReferenceFigure> = {}): ReferenceFigure {
  return { period: '2020', value, categories: [], visibility: 'PUBLIC', ...changes };
}

function women(value: string, changes: Partial<ReferenceFigure> = {}): ReferenceFigure {
  return figure(value, { categories: [{ dimension: 'sex', category: 'F' }], ...changes });
}
