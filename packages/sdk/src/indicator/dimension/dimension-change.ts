import { count, expecting, fields, flag, judgeInput, list, nullable, oneOf, text } from '../../shared/input.ts';
import { isAlwaysChangeable } from '../../shared/life-cycle.ts';
import type { Issue } from '../../shared/outcome.ts';
import { versionLife, versionOfStatus } from '../version/version-life-cycle.ts';
import { type IndicatorVersionStatus, indicatorVersionStatuses } from '../vocabulary.ts';
import { judgeCategories } from './category-rules.ts';
import type { Category } from './dimension.ts';

/** A change of a dimension, and the facts that determine whether it is allowed. */
export interface DimensionChange {
  versionStatus: IndicatorVersionStatus;
  /** Whether the current categories are exhaustive. */
  exhaustive: boolean;
  /** Names of the fields whose values change, except `categories`. */
  fields: readonly string[];
  /** The categories before and after the change. Null if they do not change. */
  categories: { before: readonly Category[]; after: readonly Category[] } | null;
  /** Codes of categories that figures, baselines or targets refer to. */
  inUse: ReadonlySet<string>;
}

const categoryInput = fields<Category>({
  code: text,
  label: text,
  order: count,
  parent: nullable(text),
  uri: nullable(text),
});
const changedCategories = fields<NonNullable<DimensionChange['categories']>>({
  before: list(categoryInput),
  after: list(categoryInput),
});
const dimensionChange = fields<DimensionChange>({
  versionStatus: oneOf(indicatorVersionStatuses),
  exhaustive: flag,
  fields: list(text),
  categories: nullable(changedCategories),
  // A Set of another realm, such as a frame of a browser, is no instance of this one's.
  inUse: expecting('a Set of category codes', (value) => Object.prototype.toString.call(value) === '[object Set]'),
});

/** Returns an `IMMUTABLE` issue if a dimension is added to a version whose definition cannot change. */
export function judgeNewDimension(version: { status: IndicatorVersionStatus }): Issue[] {
  const malformed = judgeInput({ version }, { version: versionOfStatus });
  if (malformed.length > 0) return malformed;
  if (versionLife.isOpen(version)) return [];
  return [immutable(['indicatorVersionId'], version.status)];
}

/**
 * Issues of a change of a dimension. Once the version is adopted, its dimensions are `IMMUTABLE`, except that
 * categories can be added to a dimension that is not exhaustive. A category that figures refer to cannot be removed
 * from any version.
 */
export function judgeDimensionChange(change: DimensionChange): Issue[] {
  const malformed = dimensionChange(change, []);
  if (malformed.length > 0) return malformed;
  const { versionStatus, categories } = change;
  const issues = categories ? judgeCategories(categories.after).map(below) : [];
  if (versionLife.isOpen({ status: versionStatus })) return [...issues, ...judgeRemoval(change)];
  issues.push(
    ...change.fields.filter((field) => !isAlwaysChangeable(field)).map((field) => immutable([field], versionStatus)),
  );
  if (!categories) return issues;
  if (versionStatus !== 'ADOPTED' || change.exhaustive) return [...issues, immutable(['categories'], versionStatus)];
  const after = new Map(categories.after.map((category) => [category.code, category]));
  const kept = categories.before.every((category) => sameCategory(category, after.get(category.code)));
  if (kept) return issues;
  const message = `The version is ${versionStatus}. Add categories to this dimension without changing or removing the existing ones.`;
  return [...issues, { code: 'IMMUTABLE', path: ['categories'], message }];
}

/** Whether two categories have the same values. False if the other one is undefined, and on malformed input. */
export function sameCategory(one: Category, other: Category | undefined): boolean {
  if (!other || judgeInput({ one, other }, { one: categoryInput, other: categoryInput }).length > 0) return false;
  const { code, label, order, parent, uri } = one;
  return [code, label, order, parent, uri].every(
    (value, at) => value === [other.code, other.label, other.order, other.parent, other.uri][at],
  );
}

function judgeRemoval({ categories, inUse }: DimensionChange): Issue[] {
  if (!categories) return [];
  const after = new Set(categories.after.map(({ code }) => code));
  const removed = categories.before.filter(({ code }) => inUse.has(code) && !after.has(code));
  return removed.map(({ code }) => ({
    code: 'IMMUTABLE',
    path: ['categories'],
    message: `The category "${code}" is in use and cannot be removed. Keep it in \`categories\`.`,
  }));
}

function below(issue: Issue): Issue {
  return { ...issue, path: ['categories', ...issue.path] };
}

function immutable(path: string[], status: IndicatorVersionStatus): Issue {
  return {
    code: 'IMMUTABLE',
    path,
    message: `This indicator version is ${status}, and its definition cannot be changed. Create a new version.`,
  };
}
