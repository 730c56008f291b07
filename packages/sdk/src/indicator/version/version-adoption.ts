import { type Comparability, comparabilities } from '../../shared/comparability.ts';
import { count, fields, judgeInput, list, nullable, oneOf, text } from '../../shared/input.ts';
import type { Issue } from '../../shared/outcome.ts';
import { type Direction, directions } from '../vocabulary.ts';

/** The fields of a version that determine whether a tolerance is required. */
export type MaintainedVersion = { direction: Direction; tolerance: string | null };
/** The number of a version, and its comparability with the previous adopted version. */
export type AdoptedNumber = { number: number; comparability: Comparability | null };

const maintainedVersion = fields<MaintainedVersion>({ direction: oneOf(directions), tolerance: nullable(text) });
const adoptedNumber = fields<AdoptedNumber>({ number: count, comparability: nullable(oneOf(comparabilities)) });

/**
 * Returns a `REQUIRED` issue at `tolerance` if a version whose direction is `MAINTAIN` is to be adopted without a
 * tolerance. A tolerance of 0 allows no deviation.
 */
export function judgeMaintained(version: MaintainedVersion): Issue[] {
  const malformed = maintainedVersion(version, []);
  if (malformed.length > 0) return malformed;
  if (version.direction !== 'MAINTAIN' || version.tolerance !== null) return [];
  const message =
    '`tolerance` is required if `direction` is MAINTAIN. Set the accepted deviation from the value to maintain, or 0.';
  return [{ code: 'REQUIRED', path: ['tolerance'], message }];
}

/**
 * Issues of adopting a version. `adopted` are the numbers of the versions of the indicator that were ever adopted. A
 * version that follows another requires `comparability` with it (`REQUIRED`). A version cannot be adopted after a later
 * one (`ILLEGAL_TRANSITION`), because the comparability of the later version refers to the version adopted before it.
 */
export function judgeAdoption(version: AdoptedNumber, adopted: readonly number[]): Issue[] {
  const malformed = judgeInput({ version, adopted }, { version: adoptedNumber, adopted: list(count) });
  if (malformed.length > 0) return malformed;
  const later = adopted.find((number) => number > version.number);
  if (later !== undefined) {
    const message = `Version ${later} was already adopted, and this is version ${version.number}. Create a new version.`;
    return [{ code: 'ILLEGAL_TRANSITION', path: ['id'], message }];
  }
  if (adopted.length === 0 || version.comparability !== null) return [];
  const message = `\`comparability\` is required. Compare with version ${Math.max(...adopted)} and set YES, WITH_CAVEAT or NO.`;
  return [{ code: 'REQUIRED', path: ['comparability'], message }];
}
