import { isAside } from '../shared/life-cycle.ts';
import type { Issue } from '../shared/outcome.ts';
import { judgeCategories } from './category-rules.ts';
import type { Category } from './dimension.ts';
import { versionLife } from './version-life-cycle.ts';
import type { IndicatorVersionStatus } from './vocabulary.ts';

/** A change of a dimension, and what it depends on. */
export interface DimensionChange {
  versionStatus: IndicatorVersionStatus;
  /** Whether the categories, as they stand, cover everything. */
  exhaustive: boolean;
  /** Names of the fields whose values change, `categories` not among them. */
  fields: readonly string[];
  /** The categories as they are and as they are to be; null where they are left alone. */
  categories: { before: readonly Category[]; after: readonly Category[] } | null;
  /** Codes of categories that figures, baselines or targets refer to. */
  inUse: ReadonlySet<string>;
}

/** A dimension is part of the definition: none is added to an adopted version, `IMMUTABLE`. */
export function judgeNewDimension(version: { status: IndicatorVersionStatus }): Issue[] {
  if (versionLife.isOpen(version)) return [];
  return [immutable(['indicatorVersionId'], version.status)];
}

/**
 * What is wrong with changing a dimension. Of an adopted version it is `IMMUTABLE`, except that a dimension whose
 * categories do not cover everything can get more of them. A category that figures refer to is never removed.
 */
export function judgeDimensionChange(change: DimensionChange): Issue[] {
  const { versionStatus, fields, categories } = change;
  const issues = categories ? judgeCategories(categories.after).map(below) : [];
  if (versionLife.isOpen({ status: versionStatus })) return [...issues, ...judgeRemoval(change)];
  issues.push(...fields.filter((field) => !isAside(field)).map((field) => immutable([field], versionStatus)));
  if (!categories) return issues;
  if (versionStatus !== 'ADOPTED' || change.exhaustive) return [...issues, immutable(['categories'], versionStatus)];
  const after = new Map(categories.after.map((category) => [category.code, category]));
  const kept = categories.before.every((category) => sameCategory(category, after.get(category.code)));
  if (kept) return issues;
  const message = `the version is ${versionStatus}: add categories to this dimension without changing or removing the existing ones`;
  return [...issues, { code: 'IMMUTABLE', path: ['categories'], message }];
}

/** Whether two categories say the same; a category that is not there is none. */
export function sameCategory(one: Category, other: Category | undefined): boolean {
  if (!other) return false;
  const { code, label, order, parent, uri } = one;
  return [code, label, order, parent, uri].every(
    (value, at) => value === [other.code, other.label, other.order, other.parent, other.uri][at],
  );
}

function judgeRemoval({ categories, inUse }: DimensionChange): Issue[] {
  if (!categories) return [];
  const after = new Set(categories.after.map(({ code }) => code));
  const missed = categories.before.filter(({ code }) => inUse.has(code) && !after.has(code));
  return missed.map(({ code }) => ({
    code: 'IMMUTABLE',
    path: ['categories'],
    message: `the category "${code}" is in use and cannot be removed`,
  }));
}

function below(issue: Issue): Issue {
  return { ...issue, path: ['categories', ...issue.path] };
}

function immutable(path: string[], status: IndicatorVersionStatus): Issue {
  return {
    code: 'IMMUTABLE',
    path,
    message: `the definition of an indicator version that is ${status} cannot change: create a new version`,
  };
}
