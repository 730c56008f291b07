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
const told = (issues: { code: string; path: string[] }[]) =>
  issues.map(({ code, path }) => `${code} ${path.join('.')}`);

describe('the categories of a dimension', () => {
  it.each<[string, Category[], string[]]>([
    ['none', [], []],
    ['some within others', [category('6', '5-8'), category('5-8'), category('6a', '6')], []],
    ['a code twice', [category('F'), category('M'), category('F')], ['DUPLICATE 2.code']],
    ['a parent that is not there', [category('6', '5-8')], ['UNKNOWN_CODE 0.parent']],
    ['one within itself', [category('F', 'F')], ['INVALID 0.parent']],
    [
      'a circle, and one that lies in it',
      [category('a', 'b'), category('b', 'c'), category('c', 'a'), category('d', 'a')],
      ['INVALID 0.parent', 'INVALID 1.parent', 'INVALID 2.parent'],
    ],
  ])('with %s are judged', (_case, categories, expected) => {
    expect(told(judgeCategories(categories))).toEqual(expected);
  });
});

describe('what a figure is broken down by', () => {
  const dimensions = [
    { code: 'sex', exclusive: true, exhaustive: true, categories: [category('F'), category('M')] },
    {
      code: 'age',
      exclusive: true,
      exhaustive: false,
      categories: Array.from({ length: 25 }, (_, at) => category(`${at}`)),
    },
  ];
  const judged = (...references: [string, string][]) =>
    judgeBreakdown(
      references.map(([dimension, code]) => ({ dimension, category: code })),
      dimensions,
    );

  it('is nothing, or a category of each of some dimensions', () => {
    expect([judged(), judged(['sex', 'F']), judged(['age', '7'], ['sex', 'M'])]).toEqual([[], [], []]);
  });

  it('names dimensions and categories that there are, and says which', () => {
    const [dimension] = judged(['region', 'F']);
    expect(dimension).toEqual({
      code: 'UNKNOWN_CODE',
      path: ['categories', '0', 'dimension'],
      message: 'The version has no dimension "region". Its dimensions are: "sex", "age".',
    });
    const [unknown] = judged(['sex', 'F'], ['age', 'old']);
    expect(unknown?.path).toEqual(['categories', '1', 'category']);
    expect(unknown?.message).toMatch(/Its categories are: "0", "1", .*"19" and 5 more\.$/);
    expect(judgeBreakdown([{ dimension: 'sex', category: 'F' }], [])[0]?.message).toMatch(/: none\.$/);
  });

  it('is no two categories of one dimension', () => {
    expect(told(judged(['sex', 'F'], ['age', '1'], ['sex', 'M']))).toEqual(['DUPLICATE categories.2']);
  });
});
