import type { Issue } from '../shared/outcome.ts';
import { versionLife } from './version-life-cycle.ts';
import type { IndicatorVersionStatus } from './vocabulary.ts';

/** The days of an adoption, `YYYY-MM-DD`, both included; open to the future where the end is null. */
export interface AdoptedDays {
  startsOn: string;
  endsOn: string | null;
}

/** A definition that can still change is `ILLEGAL_TRANSITION` at the field that names it. */
export function judgeSettled(version: { status: IndicatorVersionStatus }, field: string): Issue[] {
  if (!versionLife.isOpen(version)) return [];
  const message = `this indicator version is ${version.status}, so it can still change: adopt it with adoptIndicatorVersion first`;
  return [{ code: 'ILLEGAL_TRANSITION', path: [field], message }];
}

/** Days that have some in common with others of the same adopter are `DUPLICATE` at `startsOn`. */
export function judgeOverlap(days: AdoptedDays, others: readonly AdoptedDays[]): Issue[] {
  const other = others.find((each) => beginsWithin(days, each) && beginsWithin(each, days));
  if (!other) return [];
  const until = other.endsOn === null ? '' : ` to ${other.endsOn}`;
  const message = `an adoption of this version already exists, from ${other.startsOn}${until}: end that adoption before this one begins, or update it`;
  return [{ code: 'DUPLICATE', path: ['startsOn'], message }];
}

/** Whether something begins before the other has ended. */
function beginsWithin({ startsOn }: AdoptedDays, { endsOn }: AdoptedDays): boolean {
  return endsOn === null || startsOn <= endsOn;
}
