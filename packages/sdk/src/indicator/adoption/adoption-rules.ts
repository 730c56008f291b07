import { day, fields, judgeInput, list, nullable, text } from '../../shared/input.ts';
import type { Issue } from '../../shared/outcome.ts';
import { versionLife, versionOfStatus } from '../version/version-life-cycle.ts';
import type { IndicatorVersionStatus } from '../vocabulary.ts';

/** First and last day of an adoption, `YYYY-MM-DD`, both inclusive. `endsOn` is null if the adoption has no end. */
export interface AdoptedDays {
  startsOn: string;
  endsOn: string | null;
}

/** The checks of the fields of {@link AdoptedDays}. */
export const adoptedDaysFields = { startsOn: day, endsOn: nullable(day) };

const adoptedDays = fields<AdoptedDays>(adoptedDaysFields);

/** Returns an `ILLEGAL_TRANSITION` issue at `field` if the definition of a version can still change. */
export function judgeSettled(version: { status: IndicatorVersionStatus }, field: string): Issue[] {
  const malformed = judgeInput({ version, field }, { version: versionOfStatus, field: text });
  if (malformed.length > 0) return malformed;
  if (!versionLife.isOpen(version)) return [];
  const message = `This indicator version is ${version.status} and can still change. Adopt it with adoptIndicatorVersion first.`;
  return [{ code: 'ILLEGAL_TRANSITION', path: [field], message }];
}

/**
 * Returns a `DUPLICATE` issue at `startsOn` if an adoption has a day in common with another one of the same adopter.
 */
export function judgeOverlap(days: AdoptedDays, others: readonly AdoptedDays[]): Issue[] {
  const malformed = judgeInput({ days, others }, { days: adoptedDays, others: list(adoptedDays) });
  if (malformed.length > 0) return malformed;
  const other = others.find((each) => beginsWithin(days, each) && beginsWithin(each, days));
  if (!other) return [];
  const until = other.endsOn === null ? '' : ` to ${other.endsOn}`;
  const message = `An adoption of this version already exists, from ${other.startsOn}${until}. End that adoption before this one begins, or update it.`;
  return [{ code: 'DUPLICATE', path: ['startsOn'], message }];
}

/** Whether the first adoption starts on or before the last day of the second. */
function beginsWithin({ startsOn }: AdoptedDays, { endsOn }: AdoptedDays): boolean {
  return endsOn === null || startsOn <= endsOn;
}
