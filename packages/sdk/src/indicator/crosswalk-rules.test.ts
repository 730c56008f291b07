import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crossed, crossedInto, judgeCrosswalk, judgeEarlierVersion } from './crosswalk-rules.ts';

const dimension = (code: string, ...categories: string[]) => ({
  code,
  exclusive: true,
  exhaustive: true,
  categories: categories.map((each) => ({ code: each, parent: null })),
});
const given = {
  dimensions: [dimension('age', '5-6', '7-8')],
  earlierDimensions: [dimension('years', '5', '6', '7-9')],
};
const becomes = (earlier: string, category: string) => ({ earlier, category });
const walk = {
  dimension: 'age',
  earlierDimension: 'years',
  mappings: [becomes('5', '5-6'), becomes('6', '5-6')],
};
const judged = (more: Partial<typeof walk>, also: Partial<typeof given> = {}) =>
  judgeCrosswalk({ ...walk, ...more }, { ...given, ...also }).map(({ code, path }) => `${code} ${path.join('.')}`);

describe('a crosswalk', () => {
  it('leads from categories of the earlier version to those of the version', () => {
    expect(judged({})).toEqual([]);
    expect(judged({ dimension: 'years' })).toEqual(['UNKNOWN_CODE dimension']);
    expect(judged({ earlierDimension: 'age' })).toEqual(['UNKNOWN_CODE earlierDimension']);
    expect(judged({ mappings: [becomes('8', '7-8'), becomes('5', '9')] })).toEqual([
      'UNKNOWN_CODE mappings.0.earlier',
      'UNKNOWN_CODE mappings.1.category',
    ]);
    expect(judged({ mappings: [] })).toEqual(['REQUIRED mappings']);
  });

  it('is of dimensions whose categories exclude each other', () => {
    const open = { ...dimension('age', '5-6', '7-8'), exclusive: false };
    expect(judged({}, { dimensions: [open] })).toEqual(['INVALID dimension']);
    const earlier = { ...dimension('years', '5', '6'), exclusive: false };
    expect(judged({}, { earlierDimensions: [earlier] })).toEqual(['INVALID earlierDimension']);
  });

  it('makes no two categories of one', () => {
    expect(judged({ mappings: [becomes('5', '5-6'), becomes('5', '7-8')] })).toEqual(['DUPLICATE mappings.1.earlier']);
    expect(judged({ mappings: [becomes('5', '5-6'), becomes('5', '5-6')] })).toEqual(['DUPLICATE mappings.1.earlier']);
  });

  it('begins at an earlier version of the indicator, which never changes', () => {
    const version = { indicatorId: 'one', number: 2 };
    const from = (more: object) =>
      judgeEarlierVersion(version, { indicatorId: 'one', number: 1, status: 'RETIRED', ...more }).map(
        ({ code, path }) => `${code} ${path}`,
      );
    expect(from({})).toEqual([]);
    expect(from({ number: 2 })).toEqual(['INVALID earlierVersionId']);
    expect(from({ indicatorId: 'other' })).toEqual(['INVALID earlierVersionId']);
    expect(from({ status: 'DISCUSSED' })).toEqual(['ILLEGAL_TRANSITION earlierVersionId']);
  });
});

describe('a category across versions', () => {
  it('is what it became, and nothing where it was split or went away', () => {
    expect(['5', '6', '7-9', 'other'].map((code) => crossed(code, walk))).toEqual(['5-6', '5-6', null, null]);
    expect(crossedInto('5-6', walk)).toEqual(['5', '6']);
    expect(crossedInto('7-8', walk)).toEqual([]);
  });

  it('is itself where there is no crosswalk', () => {
    expect(crossed('7-9', null)).toBe('7-9');
    expect(crossedInto('7-9', null)).toEqual(['7-9']);
  });

  it('is among those that became what it became, and each became one thing', () => {
    const code = fc.constantFrom('a', 'b', 'c', 'd');
    const mappings = fc.uniqueArray(fc.record({ earlier: code, category: code }), {
      selector: ({ earlier }) => earlier,
    });
    fc.assert(
      fc.property(mappings, code, (list, category) => {
        const became = crossed(category, { mappings: list });
        if (became !== null) expect(crossedInto(became, { mappings: list })).toContain(category);
        const all = ['a', 'b', 'c', 'd'].flatMap((each) => crossedInto(each, { mappings: list }));
        expect(all.toSorted()).toEqual(list.map(({ earlier }) => earlier).toSorted());
      }),
    );
  });
});
