import { lowCoverage } from './progress-coverage.ts';
import type { LatestFigure, ProgressFacts, ProgressGap } from './progress-facts.ts';
import { describeLaterPeriods, endOf, laterPeriodsWithoutFigure, mostLaterPeriods } from './progress-period.ts';
import type { FigureInterval } from './roll-up/figure-result.ts';

/** Why progress cannot be assessed. */
export type Gap = { reason: ProgressGap; explanation: string };

/** The gap of a target without a figure. */
export function noFigure({ on }: ProgressFacts): Gap {
  const explanation = `No release that was published by ${on} has a figure of these categories for a period that had ended.`;
  return { reason: 'NO_DATA', explanation };
}

/** The reason why the newest figure cannot be assessed, or null. */
export function gapOf(facts: ProgressFacts): Gap | null {
  const { latest, baseline, notComparable = null, coverage, minimumCoverage = null } = facts;
  if (!latest) return noFigure(facts);
  const { period, status } = latest;
  if (notComparable !== null) {
    const explanation = `The newest figure, for ${period}, is not comparable with the version of the target. ${notComparable} Create a target for the newer version.`;
    return { reason: 'NOT_COMPARABLE', explanation };
  }
  if (!endsOf(latest)) {
    if (status === 'SUPPRESSED_AT_SOURCE') {
      const explanation = `The newest figure, for ${period}, was suppressed by its source.`;
      return { reason: 'SUPPRESSED', explanation };
    }
    const why = latest.explanation ?? 'It has no value.';
    return { reason: latest.reason ?? 'NO_DATA', explanation: `${withoutFigure(latest)} ${why}` };
  }
  if (baseline && endOf(period, facts) < endOf(baseline.period, facts)) {
    const explanation = `The newest figure, for ${period}, is older than the baseline of ${baseline.period}.`;
    return { reason: 'NO_DATA', explanation };
  }
  const later = laterPeriodsWithoutFigure(facts) ?? 0;
  if (later > mostLaterPeriods) {
    const explanation = `Progress is not assessed, because the newest figure, for ${period}, is outdated. ${describeLaterPeriods(facts)} Progress requires a figure for one of the last two periods that ended.`;
    return { reason: 'OUTDATED', explanation };
  }
  const low = coverage ? lowCoverage(coverage, minimumCoverage) : null;
  return low === null
    ? null
    : { reason: 'LOW_COVERAGE', explanation: `Progress for ${period} is not assessed. ${low}` };
}

/** That the newest figure has no value, as a sentence. */
function withoutFigure({ period, reason }: LatestFigure): string {
  if (reason === 'SUPPRESSED') return `The newest figure, for ${period}, is suppressed.`;
  if (reason === 'CONTRADICTORY')
    return `Progress for ${period} is not assessed, because figures contradict each other.`;
  return `The newest release, for ${period}, has no figure of the ecosystem as a whole.`;
}

/** The interval of a figure before rounding. Both ends of a known figure are that figure. Null if there is none. */
export function exactEndsOf(latest: LatestFigure): FigureInterval | null {
  return latest.exact ?? endsOf(latest);
}

/** The interval of a figure. Both ends of a known figure are that figure. Null if there is none. */
export function endsOf({ value, interval }: LatestFigure): FigureInterval | null {
  return value === null ? interval : { low: value, high: value };
}
