import { describe, expect, it } from 'vitest';
import { judgePopulationFigure, populationKey } from './population-figure-rules.ts';

const girls = { scheme: 'gender', code: 'girls' };
const boys = { scheme: 'gender', code: 'boys' };
const young = { scheme: 'age', code: '5-8' };
const issuesOf = (value: string, ...categories: (typeof girls)[]) =>
  judgePopulationFigure({ value, categories }).map(({ code, path }) => `${code} ${path.join('.')}`);

describe('rules of population figures', () => {
  it('reject a negative value, and two categories of one dimension', () => {
    expect(issuesOf('0')).toEqual([]);
    expect(issuesOf('1204.5', girls, young)).toEqual([]);
    expect(issuesOf('-0.1')).toEqual(['OUT_OF_RANGE value']);
    expect(issuesOf('1', girls, young, boys)).toEqual(['DUPLICATE categories.2']);
    expect(issuesOf('1', girls, girls)).toEqual(['DUPLICATE categories.1']);
  });

  it('identify a figure by place, categories in any order, and source', () => {
    const place = { scheme: 'place', code: 'quillmere' };
    const source = { scheme: 'population-source', code: 'census' };
    const key = (changes: object) => populationKey({ place, source, categories: [girls, young], ...changes });
    expect(key({ categories: [young, girls] })).toBe(key({}));
    const differing = [
      { categories: [girls] },
      { categories: [boys, young] },
      { place: source, source: place },
      { source: { ...source, code: 'register' } },
      { place: { ...place, scheme: 'ours' } },
    ];
    expect(new Set([{}, ...differing].map(key)).size).toBe(6);
  });
});
