import { describe, expect, it } from 'vitest';
import type { DimensionRules } from './breakdown.ts';
import type { CellVersion } from './figure-rules.ts';
import {
  judgeBaselines,
  judgeRedefinition,
  judgeReferenceValue,
  type ReferenceFigure,
} from './reference-figure-rules.ts';

const people: CellVersion = { kind: 'COUNT', countingUnit: 'PEOPLE', multiplier: '1', denominatorOverCategories: null };
const version = { ...people, frequency: 'YEAR' } as const;
const sex: DimensionRules = {
  code: 'sex',
  exclusive: true,
  exhaustive: true,
  categories: [
    { code: 'F', parent: null },
    { code: 'M', parent: null },
  ],
};

describe('the value of a baseline or target', () => {
  it('is one that a cell can have', () => {
    const judged = (value: string, kind: CellVersion['kind']) =>
      judgeReferenceValue(value, { ...people, kind }).map(({ code, path }) => `${code} ${path}`);
    expect([judged('12', 'COUNT'), judged('-12.5', 'AMOUNT'), judged('102.5', 'RATIO')]).toEqual([[], [], []]);
    expect(judged('12.5', 'COUNT')).toEqual(['INVALID value']);
    expect(judged('-1', 'COUNT')).toEqual(['OUT_OF_RANGE value']);
    expect(judged('1', 'QUALITATIVE')).toEqual(['INVALID value']);
  });
});

describe('baselines that others see', () => {
  const all = figure('100');
  const judged = (baselines: ReferenceFigure[], dimensions = [sex]) =>
    judgeBaselines({ baselines, version: people, dimensions, threshold: 10 }).length;

  it('tell on few people by themselves', () => {
    expect([judged([figure('9')]), judged([figure('10')]), judged([figure('0')])]).toEqual([1, 0, 0]);
    expect(judged([figure('9', { visibility: 'MEMBERS' })])).toBe(1);
    expect(judged([figure('9', { visibility: 'RESTRICTED' })])).toBe(0);
  });

  it('tell on few people by what they leave of each other', () => {
    expect(judged([all, women('97')])).toBe(1);
    expect(judged([all, women('90')])).toBe(0);
    expect(judged([all, women('97')], [{ ...sex, exclusive: false }])).toBe(0);
    expect(judged([all, women('97', { visibility: 'RESTRICTED' })])).toBe(0);
    expect(judged([all, women('97', { period: '2021' })])).toBe(0);
  });

  it('are told by their period, and what to do', () => {
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

describe('another definition', () => {
  const redefined = (more: object, figures: { baselines?: ReferenceFigure[]; targets?: ReferenceFigure[] } = {}) => {
    const { baselines = [figure('100')], targets = [figure('50')] } = figures;
    const definition = { version: { ...version, ...more }, baselines, targets, dimensions: [sex], threshold: 10 };
    return judgeRedefinition(definition).map(({ code, path }) => `${code} ${path}`);
  };

  it('fits the baselines and targets that there are', () => {
    expect(redefined({})).toEqual([]);
    expect(redefined({ frequency: 'QUARTER' }, { baselines: [], targets: [] })).toEqual([]);
  });

  it.each([
    ['of another length', { frequency: 'QUARTER' }, {}, ['INVALID frequency']],
    ['of words', { kind: 'QUALITATIVE' }, {}, ['INVALID kind']],
    ['of whole numbers', {}, { targets: [figure('50.5')] }, ['INVALID kind']],
    ['of people', {}, { baselines: [figure('100'), women('97')] }, ['SMALL_GROUP countingUnit']],
    ['of people, whom targets do not tell on', {}, { targets: [figure('3')] }, []],
  ])('%s is judged by them', (_case, more, figures, expected) => {
    expect(redefined(more, figures)).toEqual(expected);
  });

  it('has school years in the calendar of the ecosystem', () => {
    const years = { frequency: 'SCHOOL_YEAR', schoolYearStart: '08-01' };
    const interval = [figure('100', { period: '2024-09-01/2025-08-31' })];
    expect(redefined(years, { baselines: [figure('100', { period: 'SY2024-25' })], targets: [] })).toEqual([]);
    expect(redefined(years, { baselines: interval, targets: [] })).toEqual(['INVALID frequency']);
  });
});

function figure(value: string, more: Partial<ReferenceFigure> = {}): ReferenceFigure {
  return { period: '2020', value, categories: [], visibility: 'PUBLIC', ...more };
}

function women(value: string, more: Partial<ReferenceFigure> = {}): ReferenceFigure {
  return figure(value, { categories: [{ dimension: 'sex', category: 'F' }], ...more });
}
