import { describe, expect, it } from 'vitest';
import { indicatorVersionStatuses } from '../vocabulary.ts';
import { type DimensionChange, judgeDimensionChange, judgeNewDimension, sameCategory } from './dimension-change.ts';

const female = { code: 'F', label: 'Female', order: 0, parent: null, uri: null };
const male = { code: 'M', label: 'Male', order: 1, parent: null, uri: null };
const other = { code: 'X', label: 'Another', order: 2, parent: null, uri: null };

const change: DimensionChange = {
  versionStatus: 'DRAFT',
  exhaustive: false,
  fields: [],
  categories: null,
  inUse: new Set(),
};
const issuesOf = (fields: Partial<DimensionChange>) =>
  judgeDimensionChange({ ...change, ...fields }).map(({ code, path }) => `${code} ${path.join('.')}`);

describe('rules of changes to a dimension', () => {
  it('allow a new dimension until the version is adopted', () => {
    const open = indicatorVersionStatuses.filter((status) => judgeNewDimension({ status }).length === 0);
    expect(open).toEqual(['DRAFT', 'DISCUSSED']);
  });

  it('allow every change while the version can change', () => {
    const categories = { before: [female, male], after: [male, other] };
    expect(issuesOf({ fields: ['label', 'exhaustive'], categories })).toEqual([]);
  });

  it('reject the removal of categories that are in use', () => {
    const categories = { before: [female, male], after: [other] };
    expect(issuesOf({ categories, inUse: new Set(['F']) })).toEqual(['IMMUTABLE categories']);
    expect(issuesOf({ categories, inUse: new Set(['F', 'M']) })).toHaveLength(2);
  });

  it('reject inconsistent categories whatever the status of the version', () => {
    const categories = { before: [], after: [female, female] };
    expect(issuesOf({ categories })).toEqual(['DUPLICATE categories.1.code']);
    expect(issuesOf({ categories, versionStatus: 'ADOPTED' })).toEqual(['DUPLICATE categories.1.code']);
  });

  it.each<[string, Partial<DimensionChange>, string[]]>([
    ['another visibility', { fields: ['visibility', 'sourceUri'] }, []],
    ['another label', { fields: ['label'] }, ['IMMUTABLE label']],
    ['one more category', { categories: { before: [female], after: [female, male] } }, []],
    [
      'one more category below another',
      { categories: { before: [female], after: [{ ...male, parent: 'F' }, female] } },
      [],
    ],
    ['one category removed', { categories: { before: [female, male], after: [male] } }, ['IMMUTABLE categories']],
    [
      'another label of a category',
      { categories: { before: [female], after: [{ ...female, label: 'Women' }] } },
      ['IMMUTABLE categories'],
    ],
    [
      'another parent of a category',
      { categories: { before: [female, male], after: [{ ...female, parent: 'M' }, male] } },
      ['IMMUTABLE categories'],
    ],
    [
      'one more category although the categories are exhaustive',
      { exhaustive: true, categories: { before: [female], after: [female, male] } },
      ['IMMUTABLE categories'],
    ],
    [
      'one more category after the version was retired',
      { versionStatus: 'RETIRED', categories: { before: [female], after: [female, male] } },
      ['IMMUTABLE categories'],
    ],
  ])('return the issues of a dimension of an adopted version with %s', (_case, fields, expected) => {
    expect(issuesOf({ versionStatus: 'ADOPTED', ...fields })).toEqual(expected);
  });

  it('treat categories as the same only if all their fields are equal', () => {
    expect(sameCategory(female, { ...female })).toBe(true);
    expect(sameCategory(female, undefined)).toBe(false);
    for (const field of ['code', 'label', 'order', 'parent', 'uri']) {
      expect(sameCategory(female, { ...female, [field]: 'another' })).toBe(false);
    }
  });
});
