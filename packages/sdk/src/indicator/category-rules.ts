import type { Issue } from '../shared/outcome.ts';
import type { DimensionRules } from './breakdown.ts';
import type { Category } from './dimension.ts';
import type { CategoryReference } from './fields.ts';

/**
 * What is wrong with the categories of one dimension by themselves: a code twice, a parent that is not among them, a
 * category that lies in itself. Paths start at the list.
 */
export function judgeCategories(categories: readonly Category[]): Issue[] {
  const byCode = new Map(categories.map((category) => [category.code, category]));
  const seen = new Set<string>();
  return categories.flatMap(({ code, parent }, at): Issue[] => {
    const repeated = seen.has(code);
    seen.add(code);
    if (repeated) {
      return [
        { code: 'DUPLICATE', path: [String(at), 'code'], message: `the category "${code}" appears twice: remove one` },
      ];
    }
    if (parent === null) return [];
    const path = [String(at), 'parent'];
    if (!byCode.has(parent)) {
      return [{ code: 'UNKNOWN_CODE', path, message: `there is no category "${parent}" in this dimension` }];
    }
    if (!liesInItself(code, byCode)) return [];
    return [{ code: 'INVALID', path, message: `the category "${code}" is its own ancestor: correct \`parent\`` }];
  });
}

function liesInItself(code: string, byCode: ReadonlyMap<string, Category>): boolean {
  const passed = new Set<string>();
  for (let above = byCode.get(code)?.parent; above != null && !passed.has(above); above = byCode.get(above)?.parent) {
    if (above === code) return true;
    passed.add(above);
  }
  return false;
}

/**
 * What is wrong with how one figure is broken down: a dimension or category that the version does not have
 * (`UNKNOWN_CODE`), or two categories of one dimension (`DUPLICATE`). Paths begin with `categories`.
 */
export function judgeBreakdown(
  references: readonly CategoryReference[],
  dimensions: readonly DimensionRules[],
): Issue[] {
  const seen = new Set<string>();
  return references.flatMap(({ dimension, category }, at): Issue[] => {
    const path = ['categories', String(at)];
    const found = dimensions.find(({ code }) => code === dimension);
    if (!found) {
      const message = `the version has no dimension "${dimension}"; it has ${listed(dimensions)}`;
      return [{ code: 'UNKNOWN_CODE', path: [...path, 'dimension'], message }];
    }
    if (seen.has(dimension)) {
      return [{ code: 'DUPLICATE', path, message: `a figure has at most one category of "${dimension}": remove one` }];
    }
    seen.add(dimension);
    if (found.categories.some(({ code }) => code === category)) return [];
    const message = `the dimension "${dimension}" has no category "${category}"; it has ${listed(found.categories)}`;
    return [{ code: 'UNKNOWN_CODE', path: [...path, 'category'], message }];
  });
}

function listed(known: readonly { code: string }[]): string {
  if (known.length === 0) return 'none';
  const shown = known.slice(0, 20).map(({ code }) => `"${code}"`);
  return known.length > shown.length ? `${shown.join(', ')} and ${known.length - shown.length} more` : shown.join(', ');
}
