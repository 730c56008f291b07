import { count, fields, judgeInput, list, oneOf, text } from '../../shared/input.ts';
import type { Issue } from '../../shared/outcome.ts';
import { judgeSettled } from '../adoption/adoption-rules.ts';
import { dimensionRules } from '../dimension/dimension-input.ts';
import type { DimensionRules } from '../figure/breakdown.ts';
import { type IndicatorVersionStatus, indicatorVersionStatuses } from '../vocabulary.ts';
import type { CategoryMapping, Crosswalk } from './crosswalk.ts';

/** A version by its indicator and number. */
export type NumberedVersion = { indicatorId: string; number: number };
/** The fields of a crosswalk that rules read. */
export type CrosswalkRules = Pick<Crosswalk, 'dimension' | 'earlierDimension' | 'mappings'>;
/** The dimensions of both versions of a crosswalk. */
export type CrosswalkDefinitions = {
  dimensions: readonly DimensionRules[];
  earlierDimensions: readonly DimensionRules[];
};

const numberedFields = { indicatorId: text, number: count };
const numberedVersion = fields<NumberedVersion>(numberedFields);
const earlierVersion = fields<NumberedVersion & { status: IndicatorVersionStatus }>({
  ...numberedFields,
  status: oneOf(indicatorVersionStatuses),
});
const crosswalkRules = fields<CrosswalkRules>({
  dimension: text,
  earlierDimension: text,
  mappings: list(fields<CategoryMapping>({ earlier: text, category: text })),
});
const crosswalkDefinitions = fields<CrosswalkDefinitions>({
  dimensions: dimensionRules,
  earlierDimensions: dimensionRules,
});

/**
 * Issues of the earlier version of a crosswalk: it must be an earlier version of the same indicator (`INVALID`), and
 * its definition must not change any more (`ILLEGAL_TRANSITION`).
 */
export function judgeEarlierVersion(
  version: NumberedVersion,
  earlier: NumberedVersion & { status: IndicatorVersionStatus },
): Issue[] {
  const malformed = judgeInput({ version, earlier }, { version: numberedVersion, earlier: earlierVersion });
  if (malformed.length > 0) return malformed;
  const path = ['earlierVersionId'];
  if (earlier.indicatorId !== version.indicatorId || earlier.number >= version.number) {
    const message = `\`earlierVersionId\` must be a version of the same indicator before version ${version.number}.`;
    return [{ code: 'INVALID', path, message }];
  }
  return judgeSettled(earlier, 'earlierVersionId');
}

/**
 * Issues of a crosswalk: a dimension or category that the version does not have (`UNKNOWN_CODE`), a dimension that is
 * not exclusive, so that its categories cannot be added (`INVALID`), a category of the earlier version that is mapped
 * twice (`DUPLICATE`), or no category at all (`REQUIRED`).
 */
export function judgeCrosswalk(crosswalk: CrosswalkRules, definitions: CrosswalkDefinitions): Issue[] {
  const malformed = judgeInput(
    { crosswalk, definitions },
    { crosswalk: crosswalkRules, definitions: crosswalkDefinitions },
  );
  if (malformed.length > 0) return malformed;
  const later = findDimension(definitions.dimensions, { code: crosswalk.dimension, field: 'dimension' });
  const earlier = findDimension(definitions.earlierDimensions, {
    code: crosswalk.earlierDimension,
    field: 'earlierDimension',
  });
  const issues = [...later.issues, ...earlier.issues];
  if (crosswalk.mappings.length === 0) {
    issues.push({ code: 'REQUIRED', path: ['mappings'], message: '`mappings` must contain at least one mapping.' });
  }
  const seen = new Set<string>();
  for (const [at, mapping] of crosswalk.mappings.entries()) {
    issues.push(...judgeCode(later.dimension, { at, field: 'category', code: mapping.category }));
    issues.push(...judgeCode(earlier.dimension, { at, field: 'earlier', code: mapping.earlier }));
    if (seen.has(mapping.earlier)) {
      const message = `The category "${mapping.earlier}" is mapped twice. Omit a category that was split.`;
      issues.push({ code: 'DUPLICATE', path: ['mappings', String(at), 'earlier'], message });
    }
    seen.add(mapping.earlier);
  }
  return issues;
}

/**
 * The category that a category of the earlier version became, by code. Null if it was split or discontinued, which
 * breaks the series. Without a crosswalk (null), categories are unchanged.
 *
 * @example
 * const crosswalk = { mappings: [{ earlier: '5', category: '5-6' }, { earlier: '6', category: '5-6' }] };
 * laterCategoryOf('6', crosswalk); // '5-6'
 * laterCategoryOf('7', crosswalk); // null
 * laterCategoryOf('7', null); // '7'
 */
export function laterCategoryOf(
  category: string,
  crosswalk: { mappings: readonly CategoryMapping[] } | null,
): string | null {
  if (crosswalk === null) return category;
  return crosswalk.mappings.find(({ earlier }) => earlier === category)?.category ?? null;
}

/**
 * The categories of the earlier version that became a category, in the order of the crosswalk. The figure of
 * the category compares with the sum of their figures. If there are several, it compares with none of them alone.
 */
export function earlierCategoriesOf(
  category: string,
  crosswalk: { mappings: readonly CategoryMapping[] } | null,
): string[] {
  if (crosswalk === null) return [category];
  return crosswalk.mappings.filter((mapping) => mapping.category === category).map(({ earlier }) => earlier);
}

function findDimension(
  dimensions: readonly DimensionRules[],
  { code, field }: { code: string; field: 'dimension' | 'earlierDimension' },
): { dimension: DimensionRules | undefined; issues: Issue[] } {
  const dimension = dimensions.find((each) => each.code === code);
  if (!dimension) {
    const version = field === 'dimension' ? 'version' : 'earlier version';
    const message = `The ${version} has no dimension "${code}". Use the code of one of its dimensions.`;
    return { dimension, issues: [{ code: 'UNKNOWN_CODE', path: [field], message }] };
  }
  if (dimension.exclusive) return { dimension, issues: [] };
  const message = `The dimension "${code}" is not exclusive. Use exclusive dimensions in a crosswalk.`;
  return { dimension, issues: [{ code: 'INVALID', path: [field], message }] };
}

function judgeCode(
  dimension: DimensionRules | undefined,
  { at, field, code }: { at: number; field: keyof CategoryMapping; code: string },
): Issue[] {
  if (!dimension || dimension.categories.some((category) => category.code === code)) return [];
  const message = `The dimension "${dimension.code}" has no category "${code}". Use the code of one of its categories.`;
  return [{ code: 'UNKNOWN_CODE', path: ['mappings', String(at), field], message }];
}
