import type { Issue } from '../shared/outcome.ts';
import { judgeSettled } from './adoption-rules.ts';
import type { DimensionRules } from './breakdown.ts';
import type { CategoryMapping, Crosswalk } from './crosswalk.ts';
import type { IndicatorVersionStatus } from './vocabulary.ts';

/** What is wrong with the version that a crosswalk begins at: it is one of the same indicator, earlier, and never changes. */
export function judgeEarlierVersion(
  version: { indicatorId: string; number: number },
  earlier: { indicatorId: string; number: number; status: IndicatorVersionStatus },
): Issue[] {
  const path = ['earlierVersionId'];
  if (earlier.indicatorId !== version.indicatorId || earlier.number >= version.number) {
    const message = `\`earlierVersionId\` must be an earlier version of the same indicator, before version ${version.number}`;
    return [{ code: 'INVALID', path, message }];
  }
  return judgeSettled(earlier, 'earlierVersionId');
}

/**
 * What is wrong with a crosswalk: a dimension or category that the version does not have (`UNKNOWN_CODE`), a dimension
 * that is not exclusive, of which nothing can be added up (`INVALID`), a category of the earlier version that is to become
 * two (`DUPLICATE`: it is split, and left out), or no category at all (`REQUIRED`).
 */
export function judgeCrosswalk(
  walk: Pick<Crosswalk, 'dimension' | 'earlierDimension' | 'mappings'>,
  given: { dimensions: readonly DimensionRules[]; earlierDimensions: readonly DimensionRules[] },
): Issue[] {
  const later = findDimension(given.dimensions, { code: walk.dimension, field: 'dimension' });
  const earlier = findDimension(given.earlierDimensions, { code: walk.earlierDimension, field: 'earlierDimension' });
  const issues = [...later.issues, ...earlier.issues];
  if (walk.mappings.length === 0) {
    issues.push({ code: 'REQUIRED', path: ['mappings'], message: '`mappings` must contain at least one category' });
  }
  const seen = new Set<string>();
  for (const [at, mapping] of walk.mappings.entries()) {
    issues.push(...judgeCode(later.found, { at, field: 'category', code: mapping.category }));
    issues.push(...judgeCode(earlier.found, { at, field: 'earlier', code: mapping.earlier }));
    if (seen.has(mapping.earlier)) {
      const message = `the category "${mapping.earlier}" is mapped twice: omit a category that was split`;
      issues.push({ code: 'DUPLICATE', path: ['mappings', String(at), 'earlier'], message });
    }
    seen.add(mapping.earlier);
  }
  return issues;
}

/**
 * The category of the version that a category of the earlier version became, by their codes; null where it was split or
 * went away, so that its series breaks. Without a crosswalk (null) the dimension is the same, and so is the category.
 *
 * @example
 * const crosswalk = { mappings: [{ earlier: '5', category: '5-6' }, { earlier: '6', category: '5-6' }] };
 * crossed('6', crosswalk); // '5-6'
 * crossed('7', crosswalk); // null
 * crossed('7', null); // '7'
 */
export function crossed(category: string, walk: { mappings: readonly CategoryMapping[] } | null): string | null {
  if (walk === null) return category;
  return walk.mappings.find(({ earlier }) => earlier === category)?.category ?? null;
}

/**
 * The categories of the earlier version that became this one of the version, in the order of the crosswalk: its figure is
 * comparable with theirs taken together, and with none of them alone where they are several.
 */
export function crossedInto(category: string, walk: { mappings: readonly CategoryMapping[] } | null): string[] {
  if (walk === null) return [category];
  return walk.mappings.filter((mapping) => mapping.category === category).map(({ earlier }) => earlier);
}

function findDimension(
  dimensions: readonly DimensionRules[],
  { code, field }: { code: string; field: 'dimension' | 'earlierDimension' },
): { found: DimensionRules | undefined; issues: Issue[] } {
  const found = dimensions.find((dimension) => dimension.code === code);
  if (!found) {
    const whose = field === 'dimension' ? 'the version' : 'the earlier version';
    return { found, issues: [{ code: 'UNKNOWN_CODE', path: [field], message: `${whose} has no dimension "${code}"` }] };
  }
  if (found.exclusive) return { found, issues: [] };
  const message = `the dimension "${code}" is not exclusive: a crosswalk requires exclusive dimensions`;
  return { found, issues: [{ code: 'INVALID', path: [field], message }] };
}

function judgeCode(
  dimension: DimensionRules | undefined,
  { at, field, code }: { at: number; field: keyof CategoryMapping; code: string },
): Issue[] {
  if (!dimension || dimension.categories.some((category) => category.code === code)) return [];
  const message = `the dimension "${dimension.code}" has no category "${code}"`;
  return [{ code: 'UNKNOWN_CODE', path: ['mappings', String(at), field], message }];
}
