import { judgeInput, list } from '../../shared/input.ts';
import type { Issue } from '../../shared/outcome.ts';
import type { CategoryReference } from '../fields.ts';
import type { DimensionRules } from '../figure/breakdown.ts';
import { categoryReferences, dimensionRules, placedCategory } from './dimension-input.ts';

/** The fields of a category that determine its position in its dimension. */
export type PlacedCategory = DimensionRules['categories'][number];

const placedCategories = list(placedCategory);

/**
 * Issues of the categories of one dimension: a repeated code (`DUPLICATE`), a parent that is not in the list
 * (`UNKNOWN_CODE`), or a category that is its own ancestor (`INVALID`). Paths start at the list.
 */
export function judgeCategories(categories: readonly PlacedCategory[]): Issue[] {
  const malformed = placedCategories(categories, []);
  if (malformed.length > 0) return malformed;
  const byCode = new Map(categories.map((category) => [category.code, category]));
  const seen = new Set<string>();
  return categories.flatMap(({ code, parent }, at): Issue[] => {
    const repeated = seen.has(code);
    seen.add(code);
    if (repeated) {
      return [
        {
          code: 'DUPLICATE',
          path: [String(at), 'code'],
          message: `The category "${code}" appears twice. Remove one of them.`,
        },
      ];
    }
    if (parent === null) return [];
    const path = [String(at), 'parent'];
    if (!byCode.has(parent)) {
      return [
        {
          code: 'UNKNOWN_CODE',
          path,
          message: `\`parent\` is "${parent}", which is not a category of this dimension. Use the code of another category.`,
        },
      ];
    }
    if (!isOwnAncestor(code, byCode)) return [];
    return [{ code: 'INVALID', path, message: `The category "${code}" is its own ancestor. Correct \`parent\`.` }];
  });
}

/** Issues of dimensions: a repeated code (`DUPLICATE`), and those of {@link judgeCategories}. Paths start at the list. */
export function judgeDimensions(dimensions: readonly DimensionRules[]): Issue[] {
  const malformed = dimensionRules(dimensions, []);
  if (malformed.length > 0) return malformed;
  const seen = new Set<string>();
  return dimensions.flatMap(({ code, categories }, at): Issue[] => {
    const issues = judgeCategories(categories).map((issue) => ({
      ...issue,
      path: [String(at), 'categories', ...issue.path],
    }));
    const message = `The dimension "${code}" appears twice. Remove one of them.`;
    if (seen.has(code)) issues.push({ code: 'DUPLICATE', path: [String(at), 'code'], message });
    seen.add(code);
    return issues;
  });
}

function isOwnAncestor(code: string, byCode: ReadonlyMap<string, PlacedCategory>): boolean {
  const visited = new Set<string>();
  for (
    let ancestor = byCode.get(code)?.parent;
    ancestor != null && !visited.has(ancestor);
    ancestor = byCode.get(ancestor)?.parent
  ) {
    if (ancestor === code) return true;
    visited.add(ancestor);
  }
  return false;
}

/**
 * Issues of the categories of one figure: a dimension or category that the version does not have (`UNKNOWN_CODE`), or
 * two categories of one dimension (`DUPLICATE`). Paths start with `categories`.
 */
export function judgeBreakdown(
  categories: readonly CategoryReference[],
  dimensions: readonly DimensionRules[],
): Issue[] {
  const malformed = judgeInput(
    { categories, dimensions },
    { categories: categoryReferences, dimensions: dimensionRules },
  );
  if (malformed.length > 0) return malformed;
  const seen = new Set<string>();
  return categories.flatMap(({ dimension, category }, at): Issue[] => {
    const path = ['categories', String(at)];
    const known = dimensions.find(({ code }) => code === dimension);
    if (!known) {
      const message = `The version has no dimension "${dimension}". Its dimensions are: ${listed(dimensions)}.`;
      return [{ code: 'UNKNOWN_CODE', path: [...path, 'dimension'], message }];
    }
    if (seen.has(dimension)) {
      return [
        { code: 'DUPLICATE', path, message: `A figure has at most one category of "${dimension}". Remove the others.` },
      ];
    }
    seen.add(dimension);
    if (known.categories.some(({ code }) => code === category)) return [];
    const message = `The dimension "${dimension}" has no category "${category}". Its categories are: ${listed(known.categories)}.`;
    return [{ code: 'UNKNOWN_CODE', path: [...path, 'category'], message }];
  });
}

function listed(all: readonly { code: string }[]): string {
  if (all.length === 0) return 'none';
  const shown = all.slice(0, 20).map(({ code }) => `"${code}"`);
  return all.length > shown.length ? `${shown.join(', ')} and ${all.length - shown.length} more` : shown.join(', ');
}
