import { describe, expect, it } from 'vitest';
import { judgePopulationFigure, populationKey } from './population-figure-rules.ts';

const girls = { scheme: 'gender', code: 'girls' };
const boys = { scheme: 'gender', code: 'boys' };
const young = { scheme: 'age', code: '5-8' };
const judged = (value: string, ...categories: (typeof girls)[]) =>
  judgePopulationFigure({ value, categories }).map(({ code, path }) => `${code} ${path.join('.')}`);

describe('a population figure', () => {
  it('is none or more, of one category of each dimension at most', () => {
    expect(judged('0')).toEqual([]);
    expect(judged('1204.5', girls, young)).toEqual([]);
    expect(judged('-0.1')).toEqual(['OUT_OF_RANGE value']);
    expect(judged('1', girls, young, boys)).toEqual(['DUPLICATE categories.2']);
    expect(judged('1', girls, girls)).toEqual(['DUPLICATE categories.1']);
  });

  it('is known by place, categories and source, in whatever order the categories are given', () => {
    const place = { scheme: 'place', code: 'quillmere' };
    const source = { scheme: 'population-source', code: 'census' };
    const key = (more: object) => populationKey({ place, source, categories: [girls, young], ...more });
    expect(key({ categories: [young, girls] })).toBe(key({}));
    const others = [
      { categories: [girls] },
      { categories: [boys, young] },
      { place: source, source: place },
      { source: { ...source, code: 'register' } },
      { place: { ...place, scheme: 'ours' } },
    ];
    expect(new Set([{}, ...others].map(key)).size).toBe(6);
  });
});
