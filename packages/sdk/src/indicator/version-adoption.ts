import type { Comparability } from '../shared/comparability.ts';
import type { Issue } from '../shared/outcome.ts';
import type { Direction } from './vocabulary.ts';

/**
 * What is wrong with a definition that is to be adopted: what is to be maintained says how far off it may be, `REQUIRED` at
 * `tolerance`. That it may not be off at all is a tolerance of 0.
 */
export function judgeMaintained(version: { direction: Direction; tolerance: string | null }): Issue[] {
  if (version.direction !== 'MAINTAIN' || version.tolerance !== null) return [];
  const message =
    '`tolerance` is required if `direction` is MAINTAIN: set the accepted deviation from the target, 0 for none';
  return [{ code: 'REQUIRED', path: ['tolerance'], message }];
}

/**
 * What is wrong with adopting a version now, by the numbers of the indicator's versions that were ever adopted. One that
 * follows another says first whether its figures compare with that one's, `REQUIRED` at `comparability`. One that a later
 * version has overtaken is `ILLEGAL_TRANSITION`: what the later one says of the version before would speak of another.
 */
export function judgeAdoption(
  version: { number: number; comparability: Comparability | null },
  adopted: readonly number[],
): Issue[] {
  const later = adopted.find((number) => number > version.number);
  if (later !== undefined) {
    const message = `version ${later} was already adopted, and this is version ${version.number}: create a new version`;
    return [{ code: 'ILLEGAL_TRANSITION', path: ['id'], message }];
  }
  if (adopted.length === 0 || version.comparability !== null) return [];
  const message = `\`comparability\` is required: compare with version ${Math.max(...adopted)} and set YES, WITH_CAVEAT or NO`;
  return [{ code: 'REQUIRED', path: ['comparability'], message }];
}
