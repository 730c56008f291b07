import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { earlierCategoriesOf, judgeCrosswalk, judgeEarlierVersion, laterCategoryOf } from './crosswalk-rules.ts';

const dimension = (code: string, ...categories: string[]) => ({
  code,
  exclusive: true,
  exhaustive: true,
  categories: categories.map((each) => ({ code: each, parent: null })),
});
const versionDimensions = {
  dimensions: [dimension('age', '5-6', '7-8')],
  earlierDimensions: [dimension('years', '5', '6', '7-9')],
};
const mapping = (earlier: string, category: string) => ({ earlier, category });
const crosswalk = {
  dimension: 'age',
  earlierDimension: 'years',
  mappings: [mapping('5', '5-6'), mapping('6', '5-6')],
};
const issuesOf = (changes: Partial<typeof crosswalk>, dimensions: Partial<typeof versionDimensions> = {}) =>
  judgeCrosswalk({ ...crosswalk, ...changes }, { ...versionDimensions, ...dimensions }).map(
    ({ code, path }) => `${code} ${path.join('.')}`,
  );

describe('rules of crosswalks', () => {
  it('require mappings from categories of the earlier version to categories of the version', () => {
    expect(issuesOf({})).toEqual([]);
    expect(issuesOf({ dimension: 'years' })).toEqual(['UNKNOWN_CODE dimension']);
    expect(issuesOf({ earlierDimension: 'age' })).toEqual(['UNKNOWN_CODE earlierDimension']);
    expect(issuesOf({ mappings: [mapping('8', '7-8'), mapping('5', '9')] })).toEqual([
      'UNKNOWN_CODE mappings.0.earlier',
      'UNKNOWN_CODE mappings.1.category',
    ]);
    expect(issuesOf({ mappings: [] })).toEqual(['REQUIRED mappings']);
  });

  it('require dimensions whose categories are mutually exclusive', () => {
    const overlapping = { ...dimension('age', '5-6', '7-8'), exclusive: false };
    expect(issuesOf({}, { dimensions: [overlapping] })).toEqual(['INVALID dimension']);
    const earlier = { ...dimension('years', '5', '6'), exclusive: false };
    expect(issuesOf({}, { earlierDimensions: [earlier] })).toEqual(['INVALID earlierDimension']);
  });

  it('reject two mappings of one earlier category', () => {
    expect(issuesOf({ mappings: [mapping('5', '5-6'), mapping('5', '7-8')] })).toEqual([
      'DUPLICATE mappings.1.earlier',
    ]);
    expect(issuesOf({ mappings: [mapping('5', '5-6'), mapping('5', '5-6')] })).toEqual([
      'DUPLICATE mappings.1.earlier',
    ]);
  });

  it('require an earlier version of the same indicator whose definition can no longer change', () => {
    const version = { indicatorId: 'one', number: 2 };
    const issuesOfEarlierVersion = (changes: object) =>
      judgeEarlierVersion(version, { indicatorId: 'one', number: 1, status: 'RETIRED', ...changes }).map(
        ({ code, path }) => `${code} ${path}`,
      );
    expect(issuesOfEarlierVersion({})).toEqual([]);
    expect(issuesOfEarlierVersion({ number: 2 })).toEqual(['INVALID earlierVersionId']);
    expect(issuesOfEarlierVersion({ indicatorId: 'other' })).toEqual(['INVALID earlierVersionId']);
    expect(issuesOfEarlierVersion({ status: 'DISCUSSED' })).toEqual(['ILLEGAL_TRANSITION earlierVersionId']);
  });
});

describe('laterCategoryOf and earlierCategoriesOf', () => {
  it('return the category that an earlier one is mapped to, or null if it has no mapping', () => {
    expect(['5', '6', '7-9', 'other'].map((code) => laterCategoryOf(code, crosswalk))).toEqual([
      '5-6',
      '5-6',
      null,
      null,
    ]);
    expect(earlierCategoriesOf('5-6', crosswalk)).toEqual(['5', '6']);
    expect(earlierCategoriesOf('7-8', crosswalk)).toEqual([]);
  });

  it('return the same category without a crosswalk', () => {
    expect(laterCategoryOf('7-9', null)).toBe('7-9');
    expect(earlierCategoriesOf('7-9', null)).toEqual(['7-9']);
  });

  it('return each mapped category in both directions, and each earlier category once', () => {
    const code = fc.constantFrom('a', 'b', 'c', 'd');
    const mappings = fc.uniqueArray(fc.record({ earlier: code, category: code }), {
      selector: ({ earlier }) => earlier,
    });
    fc.assert(
      fc.property(mappings, code, (list, category) => {
        const later = laterCategoryOf(category, { mappings: list });
        if (later !== null) expect(earlierCategoriesOf(later, { mappings: list })).toContain(category);
        const all = ['a', 'b', 'c', 'd'].flatMap((each) => earlierCategoriesOf(each, { mappings: list }));
        expect(all.toSorted()).toEqual(list.map(({ earlier }) => earlier).toSorted());
      }),
    );
  });
});
