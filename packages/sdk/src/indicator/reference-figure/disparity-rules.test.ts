import { describe, expect, it } from 'vitest';
import type { IndicatorKind } from '../vocabulary.ts';
import type { DisparityDefinition } from './disparity.ts';
import { judgeDisparityCategories, judgeDisparityValue, judgeDisparityVersion } from './disparity-rules.ts';

const toBest: DisparityDefinition = { reference: 'BEST', referenceCategory: null, measure: 'DIFFERENCE' };
const toM: DisparityDefinition = { reference: 'CATEGORY', referenceCategory: 'M', measure: 'DIFFERENCE' };
const female = { dimension: 'sex', category: 'F' };
const dimensions = [
  { code: 'sex', exclusive: true, exhaustive: true, categories: ['F', 'M'].map((code) => ({ code, parent: null })) },
];

const codesOf = (issues: { code: string; path: string[] }[]) =>
  issues.map(({ code, path }) => `${code} ${path.join('.')}`);

describe('judgeDisparityVersion', () => {
  it.each<[IndicatorKind, string[]]>([
    ['RATIO', []],
    ['MEAN', []],
    ['MEDIAN', []],
    ['COUNT', ['INVALID kind']],
    ['AMOUNT', ['INVALID kind']],
    ['QUALITATIVE', ['INVALID kind']],
  ])('judges the kind %s', (kind, expected) => {
    expect(codesOf(judgeDisparityVersion({ kind, direction: 'DECREASE' }))).toEqual(expected);
  });

  it('requires a direction in which a category is better off', () => {
    expect(codesOf(judgeDisparityVersion({ kind: 'RATIO', direction: 'MAINTAIN' }))).toEqual(['INVALID direction']);
  });
});

describe('judgeDisparityValue', () => {
  it.each([
    ['INCREASE', 'DIFFERENCE', '-0.1', '0', '0.1'],
    ['DECREASE', 'DIFFERENCE', '0.1', '0', '-0.1'],
    ['INCREASE', 'RATIO', '0.9', '1', '1.1'],
    ['DECREASE', 'RATIO', '1.1', '1', '0.9'],
  ] as const)('rejects a category that is better than the best: %s, %s', (direction, measure, worse, equal, better) => {
    const issuesOf = (value: string) =>
      codesOf(judgeDisparityValue(value, { disparity: { ...toBest, measure }, direction }));
    expect([issuesOf(worse), issuesOf(equal), issuesOf(better)]).toEqual([[], [], ['OUT_OF_RANGE value']]);
  });

  it('accepts both signs of a difference to a category or the total, and rejects a negative ratio', () => {
    const issuesOf = (value: string, disparity: DisparityDefinition) =>
      codesOf(judgeDisparityValue(value, { disparity, direction: 'INCREASE' }));
    expect([issuesOf('-10', toM), issuesOf('10', toM)]).toEqual([[], []]);
    expect(issuesOf('-0.5', { ...toM, measure: 'RATIO' })).toEqual(['OUT_OF_RANGE value']);
  });
});

describe('judgeDisparityCategories', () => {
  const issuesOf = (categories: { dimension: string; category: string }[], disparity = toM) =>
    codesOf(judgeDisparityCategories(categories, { disparity, dimensions }));

  it('requires exactly one category', () => {
    expect(issuesOf([female])).toEqual([]);
    expect(issuesOf([])).toEqual(['INVALID categories']);
    expect(issuesOf([female, { dimension: 'age', category: '5' }])).toEqual(['INVALID categories']);
  });

  it('requires another category of the dimension for CATEGORY alone', () => {
    const path = 'disparity.referenceCategory';
    expect(issuesOf([female], { ...toM, referenceCategory: null })).toEqual([`REQUIRED ${path}`]);
    expect(issuesOf([female], { ...toM, referenceCategory: 'F' })).toEqual([`INVALID ${path}`]);
    expect(issuesOf([female], { ...toM, referenceCategory: 'X' })).toEqual([`NOT_FOUND ${path}`]);
    expect(issuesOf([female], { ...toBest, referenceCategory: 'M' })).toEqual([`INVALID ${path}`]);
  });

  it('returns the issues of categories and reference at once', () => {
    const path = 'disparity.referenceCategory';
    expect(issuesOf([], { ...toBest, referenceCategory: 'M' })).toEqual(['INVALID categories', `INVALID ${path}`]);
    expect(issuesOf([], { ...toM, referenceCategory: null })).toEqual(['INVALID categories', `REQUIRED ${path}`]);
    // The unknown dimension is an issue of the categories.
    expect(issuesOf([{ dimension: 'sx', category: 'F' }])).toEqual([]);
  });
});
