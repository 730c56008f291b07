import { count, judgeInput, list, text } from '../../shared/input.ts';
import { isAlwaysChangeable } from '../../shared/life-cycle.ts';
import type { Issue } from '../../shared/outcome.ts';
import type { IndicatorVersionStatus } from '../vocabulary.ts';
import { versionLife, versionOfStatus } from './version-life-cycle.ts';

/**
 * Returns an `ILLEGAL_TRANSITION` issue if no entry can be added to the discussion of a version, because the version is
 * adopted. Entries can also be added to a DRAFT.
 */
export function judgeDiscussable(version: { status: IndicatorVersionStatus }): Issue[] {
  const malformed = judgeInput({ version }, { version: versionOfStatus });
  if (malformed.length > 0) return malformed;
  if (versionLife.isOpen(version)) return [];
  const message = `This indicator version is ${version.status}, and its discussion is closed. Discuss the next version.`;
  return [{ code: 'ILLEGAL_TRANSITION', path: ['indicatorVersionId'], message }];
}

/** Returns a `REQUIRED` issue if a version is to be adopted without any discussion entry. */
export function judgeDiscussed(entries: number): Issue[] {
  const malformed = judgeInput({ entries }, { entries: count });
  if (malformed.length > 0) return malformed;
  if (entries > 0) return [];
  const message = 'No discussion is recorded. Add an entry with createDiscussionEntry, then adopt.';
  return [{ code: 'REQUIRED', path: ['id'], message }];
}

/** Returns an `IMMUTABLE` issue for each of these fields of a discussion entry if the version is adopted. */
export function judgeEntryChange(version: { status: IndicatorVersionStatus }, changed: readonly string[]): Issue[] {
  const malformed = judgeInput({ version, changed }, { version: versionOfStatus, changed: list(text) });
  if (malformed.length > 0) return malformed;
  if (versionLife.isOpen(version)) return [];
  const message = `This indicator version is ${version.status}, and its discussion entries cannot be changed. Discuss the next version.`;
  return changed
    .filter((field) => !isAlwaysChangeable(field))
    .map((field) => ({ code: 'IMMUTABLE', path: [field], message }));
}
