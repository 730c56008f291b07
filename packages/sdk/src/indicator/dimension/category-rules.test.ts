import { describe, expect, it } from 'vitest';
import { judgeBreakdown, judgeCategories } from './category-rules.ts';
import type { Category } from './dimension.ts';

const category = (code: string, parent: string | null = null): Category => ({
  code,
  label: code,
  order: 0,
  parent,
  uri: null,
});
const codesAndPaths = (issues: { code: string; path: string[] }[]) =>
  issues.map(({ code, path }) => `${code} ${path.join('.')}`);

describe('judgeCategories', () => {
  it.each<[string, Category[], string[]]>([
    ['no categories', [], []],
    ['nested categories', [category('6', '5-8'), category('5-8'), category('6a', '6')], []],
    ['a repeated code', [category('F'), category('M'), category('F')], ['DUPLICATE 2.code']],
    ['an unknown parent', [category('6', '5-8')], ['UNKNOWN_CODE 0.parent']],
    ['a category that is its own parent', [category('F', 'F')], ['INVALID 0.parent']],
    [
      'three categories in a cycle and a fourth below it',
      [category('a', 'b'), category('b', 'c'), category('c', 'a'), category('d', 'a')],
      ['INVALID 0.parent', 'INVALID 1.parent', 'INVALID 2.parent'],
    ],
  ])('returns the issues of a list with %s', (_case, categories, expected) => {
    expect(codesAndPaths(judgeCategories(categories))).toEqual(expected);
  });
});

describe('judgeBreakdown', () => {
  const dimensions = [
    { code: 'sex', exclusive: true, exhaustive: true, categories: [category('F'), category('M')] },
    {
      code: 'age',
      exclusive: true,
      exhaustive: false,
      categories: Array.from({ length: 25 }, (_, at) => category(`${at}`)),
    },
  ];
  const issuesOf = (...references: [string, string][]) =>
    judgeBreakdown(
      references.map(([dimension, code]) => ({ dimension, category: code })),
      dimensions,
    );

  it('accepts no categories, or at most one category of each dimension', () => {
    expect([issuesOf(), issuesOf(['sex', 'F']), issuesOf(['age', '7'], ['sex', 'M'])]).toEqual([[], [], []]);
  });

  it('rejects unknown dimensions and categories, and lists the known ones', () => {
    const [dimension] = issuesOf(['region', 'F']);
    expect(dimension).toEqual({
      code: 'UNKNOWN_CODE',
      path: ['categories', '0', 'dimension'],
      message: 'The version has no dimension "region". Its dimensions are: "sex", "age".',
    });
    const [unknown] = issuesOf(['sex', 'F'], ['age', 'old']);
    expect(unknown?.path).toEqual(['categories', '1', 'category']);
    expect(unknown?.message).toMatch(/Its categories are: "0", "1", .*"19" and 5 more\.$/);
    expect(judgeBreakdown([{ dimension: 'sex', category: 'F' }], [])[0]?.message).toMatch(/: none\.$/);
  });

  it('rejects two categories of one dimension', () => {
    expect(codesAndPaths(issuesOf(['sex', 'F'], ['age', '1'], ['sex', 'M']))).toEqual(['DUPLICATE categories.2']);
  });
});
