import { compareDecimals, multiplyDecimals, subtractDecimals } from '../shared/numbers/decimal.ts';
import { divideExact, roundExact, subtractExact } from '../shared/numbers/exact.ts';
import { accepted, type Outcome, refused } from '../shared/outcome.ts';
import { contradictionNote, suppressionNote } from './disparity/disparity-measure.ts';
import { verdictOf } from './interval-verdict.ts';
import { describeCoverage } from './progress-coverage.ts';
import { describeFigure, describeOnTrack, describeReached } from './progress-description.ts';
import { type ProgressFacts, type ProgressFigure, type ProgressGap, progressFacts } from './progress-facts.ts';
import { endsOf, exactEndsOf, gapOf, noFigure } from './progress-gap.ts';
import { describeAssessedPeriod, endOf, laterPeriodsWithoutFigure, periodOf } from './progress-period.ts';
import { describeTurnover } from './progress-turnover.ts';
import type { FigureInterval } from './roll-up/figure-result.ts';
import { type PathEnd, scaledDistanceFromPath, timeOver, valueOnPath } from './straight-path.ts';

/** Progress of an indicator to a target. Numbers are canonical strings with at most six decimals. */
export interface TargetProgress {
  /** Share of the distance from baseline to target, 1 at the target. Negative if the figure moved away from it. Null for an interval. */
  share: string | null;
  /** Value of the straight path from baseline to target on the date. */
  expected: string | null;
  /** Value of the straight path at the end of the period of the newest figure. */
  expectedOfLatest: string | null;
  /** Whether the newest figure is at least as good as the straight path at the end of its period. */
  onTrack: boolean | null;
  /** Whether the newest figure is at least as good as the target. */
  reached: boolean | null;
  /** Reason why progress cannot be fully assessed. Null if it can. */
  reason: ProgressGap | null;
  /**
   * Number of periods after that of the newest figure, up to the target's, that ended by the date without a released figure. Null
   * if there is no figure.
   */
  laterPeriodsWithoutFigure: number | null;
  /** The comparison, or what is missing, in sentences. */
  explanation: string;
}

/**
 * Computes progress to a target. A figure is good enough if it is at least the target (`INCREASE`), at most the target
 * (`DECREASE`), or within the tolerance on either side (`MAINTAIN`; without a tolerance, equal). The figure is compared with the
 * straight path at the end of its own period. An interval has a result if both of its ends have the same result, or one end is
 * sufficient for it; otherwise the reason is `UNDECIDED`. A disparity to the best category is undecided instead of good enough if a category is suppressed, or its figures contradict each other. If
 * the baseline equals the target, there is no share. If the target contradicts the direction, there
 * is neither share nor path, and the figure is compared with the target only. Below the minimum coverage nothing is assessed, nor if two later
 * periods ended without a released figure: the reports of a period are collected during the next one.
 * The figure is compared before rounding, see `LatestFigure.exact`.
 * A missing or suppressed figure is not replaced; `reason` and `explanation` state it. For a target of a disparity, the values are
 * its differences or ratios, see {@link measureDisparity}.
 *
 * @example
 * const facts = {
 *   version: { direction: 'DECREASE', tolerance: null },
 *   baseline: { period: '2020', value: '14' },
 *   target: { period: '2030', value: '9' },
 *   latest: { period: '2024', value: '11.5', interval: null, status: 'OBSERVED', reason: null, explanation: null },
 *   on: '2025-06-30',
 * };
 * unwrap(targetProgress(facts)).share; // '0.5'
 */
export function targetProgress(given: ProgressFacts): Outcome<TargetProgress> {
  const malformed = progressFacts(given, []);
  return malformed.length > 0 ? refused(...malformed) : accepted(progressOf(given));
}

function progressOf(given: ProgressFacts): TargetProgress {
  const facts = { ...given, baseline: baselineBefore(given) };
  const { baseline, target, latest, version, on } = facts;
  const from = baseline && pathEnd(baseline);
  const to = pathEnd(target);
  const against = againstDirection(facts);
  const known = {
    ...unknown,
    laterPeriodsWithoutFigure: laterPeriodsWithoutFigure(facts),
    expected: from && !against ? pathAt(on, { from, to, facts }).value : null,
  };
  const gap = gapOf(facts);
  const [figure, ends] = latest ? [exactEndsOf(latest), endsOf(latest)] : [null, null];
  if (gap || !latest || !figure || !ends) return { ...known, ...(gap ?? noFigure(facts)) };
  const { direction } = version;
  const tolerance = version.tolerance ?? '0';
  const distanceAbove = (value: string) => subtractExact(value, target.value);
  const { suppressedCategories = 0, contradictoryCategories = 0 } = facts.disparity ?? {};
  const unknownCategories = suppressedCategories + contradictoryCategories;
  // An unknown category can be better than the best published one, and then the disparity is worse than the figure.
  const certain = (verdict: boolean | null) => (verdict === true && unknownCategories > 0 ? null : verdict);
  const reached = certain(verdictOf(figure, { distanceAbove, direction, tolerance }));
  const coverage = facts.coverage ? describeCoverage(facts.coverage) : '';
  const withoutValue = [suppressionNote(suppressedCategories) ?? '', contradictionNote(contradictoryCategories) ?? ''];
  const noun = nounOf(facts);
  const explain = (...sentences: string[]) =>
    [describeAssessedPeriod(facts), ...sentences, ...withoutValue, coverage, facts.comparabilityNote ?? '']
      .filter((each) => each !== '')
      .join(' ');
  if (!from || !baseline) {
    const explanation = `There is no baseline of the same categories before ${target.period}. Create one to assess the progress to ${target.value}.`;
    return {
      ...known,
      reached,
      reason: 'NO_DATA',
      explanation: explain(explanation, describeTurnover(facts, { noun })),
    };
  }
  const shown = describeFigure(ends);
  if (against) {
    const sentence = `The ${noun} for ${latest.period} is ${shown}: ${describeReached(reached)}.`;
    return {
      ...known,
      reached,
      reason: 'AGAINST_DIRECTION',
      explanation: explain(against, sentence, describeTurnover(facts, { noun })),
    };
  }
  const end = pathAt(endOf(latest.period, facts), { from, to, facts });
  const path = {
    distanceAbove: (value: string) => scaledDistanceFromPath(value, { from, to, over: end.over }),
    direction,
    tolerance: multiplyDecimals(tolerance, String(end.over.total)),
  };
  const isOnTrack = (of: FigureInterval) => certain(verdictOf(of, path));
  const onTrack = isOnTrack(figure);
  const isDecided = onTrack !== null && reached !== null;
  const isEqual = compareDecimals(target.value, baseline.value) === 0;
  const explanation = explain(
    `From ${baseline.value} (${baseline.period}) to ${target.value} (${target.period}) the straight path is at ${end.value} at the end of ${latest.period}, and the ${noun} is ${shown}: ${describeOnTrack(onTrack)}, ${describeReached(reached)}.`,
    ...(direction === 'MAINTAIN' ? [`The tolerance is ${tolerance} on either side.`] : []),
    ...(isDecided || latest.value !== null ? [] : [undecidedBy(figure)]),
    describeTurnover(facts, { noun, onTrack, isOnTrack }),
    ...(isEqual ? ['No share of the distance can be computed, because the baseline equals the target.'] : []),
  );
  const share = latest.value === null || figure.low === null ? null : shareOf(figure.low, facts);
  const reason = isDecided ? null : 'UNDECIDED';
  return { ...known, share, expectedOfLatest: end.value, onTrack, reached, reason, explanation };
}

/** Why the result of an interval is not certain, as a sentence. */
function undecidedBy({ low, high }: FigureInterval): string {
  if (low !== null && high !== null) return 'The ends of the interval lead to different results.';
  return `The interval has no ${low === null ? 'lower' : 'upper'} end, and the result depends on it.`;
}

/** What the values of the target are. */
function nounOf({ disparity }: ProgressFacts): string {
  if (!disparity) return 'figure';
  return { DIFFERENCE: 'difference', RATIO: 'ratio' }[disparity.measure];
}

const unknown: Omit<TargetProgress, 'explanation'> = {
  share: null,
  expected: null,
  expectedOfLatest: null,
  onTrack: null,
  reached: null,
  reason: null,
  laterPeriodsWithoutFigure: null,
};

/** The baseline, if its period ends before that of the target. */
function baselineBefore(facts: ProgressFacts): ProgressFigure | null {
  const { baseline, target } = facts;
  return baseline && endOf(baseline.period, facts) < endOf(target.period, facts) ? baseline : null;
}

/** States that the target contradicts the direction of the indicator. Null if it does not. */
function againstDirection({ baseline, target, version }: ProgressFacts): string | null {
  if (!baseline) return null;
  const ahead = compareDecimals(target.value, baseline.value);
  const isAgainst = { INCREASE: ahead < 0, DECREASE: ahead > 0, MAINTAIN: false }[version.direction];
  if (!isAgainst) return null;
  const [lies, should] = ahead < 0 ? ['below', 'increase'] : ['above', 'decrease'];
  return `The target contradicts the direction: ${target.value} (${target.period}) is ${lies} the baseline of ${baseline.value} (${baseline.period}), but the indicator should ${should}. There is no path between the two.`;
}

/** Share of the distance from baseline to target that an exact value has reached. Null if baseline and target are equal. */
function shareOf(value: string, { baseline, target }: ProgressFacts): string | null {
  if (!baseline) return null;
  const way = subtractDecimals(target.value, baseline.value);
  if (compareDecimals(way, '0') === 0) return null;
  const share = divideExact(subtractExact(value, baseline.value), way);
  return share === undefined ? null : roundExact(share);
}

function pathAt(day: string, { from, to, facts }: { from: PathEnd; to: PathEnd; facts: ProgressFacts }) {
  const over = timeOver({ from: from.period, to: to.period, day, years: facts.years });
  if (!over) throw new Error(`The baseline of ${from.period.code} is not before the target of ${to.period.code}.`);
  return { over, value: valueOnPath({ from, to, over }) };
}

function pathEnd({ period, value }: ProgressFigure): PathEnd {
  return { period: periodOf(period), value };
}
