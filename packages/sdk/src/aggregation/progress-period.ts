import { type Period, parsePeriod, periodRange } from '../period/index.ts';
import { endedPeriodsAfter } from '../period/internal.ts';
import { amount } from '../shared/wording.ts';
import type { ProgressFacts } from './progress-facts.ts';

/**
 * The largest number of later periods without a figure for which progress is assessed. The reports of a period are collected
 * during the next one. A figure is outdated after that: the same rule decides whether a release is current in the frameworks.
 */
export const mostLaterPeriods = 1;

/**
 * The number of periods after that of the newest figure, up to the target's, that ended by the date of the assessment. None of
 * them has a released figure. Null without a figure.
 */
export function laterPeriodsWithoutFigure({ latest, target, version, years, on }: ProgressFacts): number | null {
  if (!latest) return null;
  const period = periodOf(latest.period);
  const endOfTarget = periodRange(periodOf(target.period), years).end;
  const by = endOfTarget < on ? endOfTarget : on;
  return endedPeriodsAfter(periodRange(period, years), { frequency: version.frequency ?? period.kind, by });
}

/** States the number of later periods without a figure. Empty if there are none. */
export function describeLaterPeriods(facts: ProgressFacts): string {
  const later = laterPeriodsWithoutFigure(facts) ?? 0;
  if (later === 0 || !facts.latest) return '';
  const have = later === 1 ? 'has' : 'have';
  return `Since ${facts.latest.period}, ${amount(later, 'period')} ${have} ended by ${facts.on} without a released figure.`;
}

/** States that later periods have no figure, and which period is assessed. Empty if there are none. */
export function describeAssessedPeriod(facts: ProgressFacts): string {
  const later = describeLaterPeriods(facts);
  return later === '' || !facts.latest ? '' : `${later} This assessment is for ${facts.latest.period}.`;
}

/** The last day of a period. */
export function endOf(code: string, { years }: ProgressFacts): string {
  return periodRange(periodOf(code), years).end;
}

/** Parses the code of a period, which was checked before. */
export function periodOf(code: string): Period {
  const period = parsePeriod(code);
  if (!period) throw new RangeError(`"${code}" is not a period.`);
  return period;
}
