import { isAside } from '../shared/life-cycle.ts';
import type { Issue } from '../shared/outcome.ts';
import { versionLife } from './version-life-cycle.ts';
import type { IndicatorVersionStatus } from './vocabulary.ts';

/**
 * What is wrong with saying something in the discussion of a version: it ends with the adoption, after which it is
 * `ILLEGAL_TRANSITION`. A draft can be discussed before it is put up for discussion, which is a step of its own.
 */
export function judgeDiscussable(version: { status: IndicatorVersionStatus }): Issue[] {
  if (versionLife.isOpen(version)) return [];
  const message = `this indicator version is ${version.status}, so its discussion is closed: discuss the next version`;
  return [{ code: 'ILLEGAL_TRANSITION', path: ['indicatorVersionId'], message }];
}

/** What is wrong with adopting a version of which so many entries were put down: that nobody said anything, `REQUIRED`. */
export function judgeDiscussed(entries: number): Issue[] {
  if (entries > 0) return [];
  const message = 'No discussion is recorded. Add an entry with createDiscussionEntry, then adopt.';
  return [{ code: 'REQUIRED', path: ['id'], message }];
}

/** What is wrong with changing these fields of an entry: once the discussion is over, what was said stays, `IMMUTABLE`. */
export function judgeEntryChange(version: { status: IndicatorVersionStatus }, fields: readonly string[]): Issue[] {
  if (versionLife.isOpen(version)) return [];
  const message = `this indicator version is ${version.status}: discussion entries of this version can no longer change`;
  return fields.filter((field) => !isAside(field)).map((field) => ({ code: 'IMMUTABLE', path: [field], message }));
}
