import { describe, expect, it } from 'vitest';
import { type DimensionChange, judgeDimensionChange, judgeNewDimension, sameCategory } from './dimension-change.ts';
import { indicatorVersionStatuses } from './vocabulary.ts';

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
const judged = (part: Partial<DimensionChange>) =>
  judgeDimensionChange({ ...change, ...part }).map(({ code, path }) => `${code} ${path.join('.')}`);

describe('a dimension', () => {
  it('is added to a version until it is adopted', () => {
    const open = indicatorVersionStatuses.filter((status) => judgeNewDimension({ status }).length === 0);
    expect(open).toEqual(['DRAFT', 'DISCUSSED']);
  });

  it('changes in every way while its version can', () => {
    const categories = { before: [female, male], after: [male, other] };
    expect(judged({ fields: ['label', 'exhaustive'], categories })).toEqual([]);
  });

  it('keeps the categories that are in use', () => {
    const categories = { before: [female, male], after: [other] };
    expect(judged({ categories, inUse: new Set(['F']) })).toEqual(['IMMUTABLE categories']);
    expect(judged({ categories, inUse: new Set(['F', 'M']) })).toHaveLength(2);
  });

  it('has categories that fit together in every state', () => {
    const categories = { before: [], after: [female, female] };
    expect(judged({ categories })).toEqual(['DUPLICATE categories.1.code']);
    expect(judged({ categories, versionStatus: 'ADOPTED' })).toEqual(['DUPLICATE categories.1.code']);
  });

  it.each<[string, Partial<DimensionChange>, string[]]>([
    ['its visibility', { fields: ['visibility', 'sourceUri'] }, []],
    ['its name', { fields: ['label'] }, ['IMMUTABLE label']],
    ['one more category', { categories: { before: [female], after: [female, male] } }, []],
    [
      'one more category within another',
      { categories: { before: [female], after: [{ ...male, parent: 'F' }, female] } },
      [],
    ],
    ['one category less', { categories: { before: [female, male], after: [male] } }, ['IMMUTABLE categories']],
    [
      'another name for a category',
      { categories: { before: [female], after: [{ ...female, label: 'Women' }] } },
      ['IMMUTABLE categories'],
    ],
    [
      'another place for a category',
      { categories: { before: [female, male], after: [{ ...female, parent: 'M' }, male] } },
      ['IMMUTABLE categories'],
    ],
    [
      'one more category, where there are all',
      { exhaustive: true, categories: { before: [female], after: [female, male] } },
      ['IMMUTABLE categories'],
    ],
    [
      'one more category, where it is retired',
      { versionStatus: 'RETIRED', categories: { before: [female], after: [female, male] } },
      ['IMMUTABLE categories'],
    ],
  ])('of an adopted version with %s is judged', (_case, part, expected) => {
    expect(judged({ versionStatus: 'ADOPTED', ...part })).toEqual(expected);
  });

  it('has the same category where all is said alike', () => {
    expect(sameCategory(female, { ...female })).toBe(true);
    expect(sameCategory(female, undefined)).toBe(false);
    for (const field of ['code', 'label', 'order', 'parent', 'uri']) {
      expect(sameCategory(female, { ...female, [field]: 'another' })).toBe(false);
    }
  });
});
