import {
  type DisparityMeasure,
  directions,
  disparityMeasures,
  type IndicatorVersion,
  type ObservationStatus,
  observationStatuses,
} from '../indicator/index.ts';
import { type Period, parsePeriod, periodRange, type YearStarts } from '../period/index.ts';
import { periodCode, yearStarts } from '../period/internal.ts';
import { compareDecimals, divideDecimals, multiplyDecimals, subtractDecimals } from '../shared/decimal.ts';
import { decimal } from '../shared/decimal-input.ts';
import { count, day, fields, nullable, oneOf, optional, text } from '../shared/input.ts';
import { accepted, type Outcome, refused } from '../shared/outcome.ts';
import { suppressionNote } from './disparity/disparity-measure.ts';
import { verdictOf } from './interval-verdict.ts';
import { describeCoverage, lowCoverage, type ProgressCoverage } from './progress-coverage.ts';
import { describeFigure, describeOnTrack, describeReached } from './progress-description.ts';
import type { FigureInterval } from './roll-up/figure-result.ts';
import { type RollUpReason, rollUpReasons } from './roll-up/figure-result.ts';
import { type PathEnd, pathScale, scaledDistanceFromPath, timeOver, valueOnPath } from './straight-path.ts';

/**
 * Reasons why progress cannot be assessed: no figure, a suppressed figure, figures that do not add up, a figure of a version that
 * is not comparable with the target's, a disparity between rounded figures, an interval whose ends lead to different results, a
 * coverage below the minimum, or a target that contradicts the direction.
 */
export const progressGaps = [
  'NO_DATA',
  'SUPPRESSED',
  'NOT_ADDITIVE',
  'NOT_COMPARABLE',
  'ROUNDED',
  'UNDECIDED',
  'LOW_COVERAGE',
  'AGAINST_DIRECTION',
] as const;
/** One of {@link progressGaps}. */
export type ProgressGap = (typeof progressGaps)[number];

/** A baseline or a target. The period is a canonical code, the value a canonical decimal. */
export interface ProgressFigure {
  period: string;
  value: string;
}

/** The newest aggregate over the whole ecosystem, see `rollUp`. */
export interface LatestFigure {
  period: string;
  /** Value of the figure. Null if the figure is an interval, is suppressed or does not exist. */
  value: string | null;
  /** Bounds of an unduplicated count, and of a ratio whose numerator is not known exactly. Null for other figures. */
  interval: FigureInterval | null;
  /** Observation status. Null if there is no figure and the statuses of the organizations differ. */
  status: ObservationStatus | null;
  /** Why there is no value, and the reason as a sentence. Null if there is one. */
  reason: RollUpReason | null;
  explanation: string | null;
}

/** The disparity that the figures of a target are about. */
export interface ProgressDisparity {
  /** Whether the values of baseline, target and newest figure are differences or ratios. */
  measure: DisparityMeasure;
  /** Number of suppressed categories, if the reference is the best of the published ones. 0 for another reference. */
  suppressedCategories: number;
}

/** The facts from which progress to a target is computed. */
export interface ProgressFacts {
  version: Pick<IndicatorVersion, 'direction' | 'tolerance'>;
  /** When school and fiscal years begin. */
  years?: YearStarts;
  target: ProgressFigure;
  /** The newest baseline of the same categories before the target's period. Null if there is none. */
  baseline: ProgressFigure | null;
  /** The figure of the newest released period of the same categories up to the target's period. Null if there is none. */
  latest: LatestFigure | null;
  /** How many of the expected reporters the newest figure includes. */
  coverage?: ProgressCoverage | null;
  /** The smallest share of the expected reporters for which progress is assessed, 0 to 1. Null if there is no minimum. */
  minimumCoverage?: string | null;
  /** Why the newest figure is not comparable with the version of the target. Null if it is. */
  notComparable?: string | null;
  /** For a target of a disparity. Null or absent for a target of a value. */
  disparity?: ProgressDisparity | null;
  /** The date of the assessment, `YYYY-MM-DD`. */
  on: string;
}

const progressFigure = fields<ProgressFigure>({ period: periodCode, value: decimal });
const progressFacts = fields<ProgressFacts>({
  version: fields<ProgressFacts['version']>({ direction: oneOf(directions), tolerance: optional(decimal) }),
  years: optional(yearStarts),
  target: progressFigure,
  baseline: nullable(progressFigure),
  latest: nullable(
    fields<LatestFigure>({
      period: periodCode,
      value: nullable(decimal),
      interval: nullable(fields<FigureInterval>({ low: decimal, high: nullable(decimal) })),
      status: nullable(oneOf(observationStatuses)),
      reason: nullable(oneOf(rollUpReasons)),
      explanation: nullable(text),
    }),
  ),
  coverage: optional(
    fields<ProgressCoverage>({
      reporters: count,
      expected: count,
      otherReporters: count,
      ecosystems: count,
      expectedEcosystems: count,
    }),
  ),
  minimumCoverage: optional(decimal),
  notComparable: optional(text),
  disparity: optional(fields<ProgressDisparity>({ measure: oneOf(disparityMeasures), suppressedCategories: count })),
  on: day,
});

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
  /** The comparison, or what is missing, in sentences. */
  explanation: string;
}

/**
 * Computes progress to a target. A figure is good enough if it is at least the target (`INCREASE`), at most the target
 * (`DECREASE`), or within the tolerance on either side (`MAINTAIN`; without a tolerance, equal). The figure is compared with the
 * straight path at the end of its own period. An interval has a result if both of its ends have the same result; otherwise
 * the reason is `UNDECIDED`. A disparity to the best category is undecided instead of good enough if a category is suppressed. If
 * the baseline equals the target, there is no share. If the target contradicts the direction, there
 * is neither share nor path, and the figure is compared with the target only. Below the minimum coverage nothing is assessed.
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
  const known = { ...unknown, expected: from && !against ? pathAt(on, { from, to, facts }).value : null };
  const gap = gapOf(facts);
  const figure = latest && endsOf(latest);
  if (gap || !latest || !figure) return { ...known, ...(gap ?? noFigure(facts)) };
  const { direction } = version;
  const tolerance = version.tolerance ?? '0';
  const distanceAbove = (value: string) => subtractDecimals(value, target.value);
  const suppressedCategories = facts.disparity?.suppressedCategories ?? 0;
  // A suppressed category can be better than the best published one, and then the disparity is worse than the figure.
  const certain = (verdict: boolean | null) => (verdict === true && suppressedCategories > 0 ? null : verdict);
  const reached = certain(verdictOf(figure, { distanceAbove, direction, tolerance }));
  const coverage = facts.coverage ? describeCoverage(facts.coverage) : '';
  const suppressed = suppressionNote(suppressedCategories) ?? '';
  const noun = nounOf(facts);
  const explain = (...sentences: string[]) =>
    [...sentences, suppressed, coverage].filter((each) => each !== '').join(' ');
  if (!from || !baseline) {
    const explanation = `There is no baseline of the same categories before ${target.period}. Create one to assess the progress to ${target.value}.`;
    return { ...known, reached, reason: 'NO_DATA', explanation: explain(explanation) };
  }
  const shown = describeFigure(figure);
  if (against) {
    const sentence = `The ${noun} for ${latest.period} is ${shown}: ${describeReached(reached)}.`;
    return { ...known, reached, reason: 'AGAINST_DIRECTION', explanation: explain(against, sentence) };
  }
  const end = pathAt(endOf(latest.period, facts), { from, to, facts });
  const onTrack = certain(
    verdictOf(figure, {
      distanceAbove: (value) => scaledDistanceFromPath(value, { from, to, over: end.over }),
      direction,
      tolerance: multiplyDecimals(tolerance, String(end.over.total)),
    }),
  );
  const isDecided = onTrack !== null && reached !== null;
  const isEqual = compareDecimals(target.value, baseline.value) === 0;
  const explanation = explain(
    `From ${baseline.value} (${baseline.period}) to ${target.value} (${target.period}) the straight path is at ${end.value} at the end of ${latest.period}, and the ${noun} is ${shown}: ${describeOnTrack(onTrack)}, ${describeReached(reached)}.`,
    ...(isDecided || figure.low === figure.high ? [] : ['The ends of the interval lead to different results.']),
    ...(isEqual ? ['No share of the distance can be computed, because the baseline equals the target.'] : []),
  );
  const share = latest.value === null ? null : shareOf(latest.value, facts);
  const reason = isDecided ? null : 'UNDECIDED';
  return { ...known, share, expectedOfLatest: end.value, onTrack, reached, reason, explanation };
}

/** The interval of a figure. Both ends of a known figure are that figure. Null if there is none. */
function endsOf({ value, interval }: LatestFigure): FigureInterval | null {
  return value === null ? interval : { low: value, high: value };
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
};

/** The baseline, if its period ends before that of the target. */
function baselineBefore(facts: ProgressFacts): ProgressFigure | null {
  const { baseline, target } = facts;
  return baseline && endOf(baseline.period, facts) < endOf(target.period, facts) ? baseline : null;
}

type Gap = Pick<TargetProgress, 'reason' | 'explanation'>;

function noFigure({ on }: ProgressFacts): Gap {
  const explanation = `The ecosystem has no released figure of these categories for a period that has ended by ${on}.`;
  return { reason: 'NO_DATA', explanation };
}

/** The reason why the newest figure cannot be assessed, or null. */
function gapOf(facts: ProgressFacts): Gap | null {
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
    const explanation =
      latest.reason === 'SUPPRESSED'
        ? `The newest figure, for ${period}, is suppressed. ${why}`
        : `The newest release, for ${period}, has no figure of the ecosystem as a whole. ${why}`;
    return { reason: latest.reason ?? 'NO_DATA', explanation };
  }
  if (baseline && endOf(period, facts) < endOf(baseline.period, facts)) {
    const explanation = `The newest figure, for ${period}, is older than the baseline of ${baseline.period}.`;
    return { reason: 'NO_DATA', explanation };
  }
  const low = coverage ? lowCoverage(coverage, minimumCoverage) : null;
  return low === null
    ? null
    : { reason: 'LOW_COVERAGE', explanation: `Progress for ${period} is not assessed. ${low}` };
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

/** Share of the distance from baseline to target. Null if they are equal. */
function shareOf(value: string, { baseline, target }: ProgressFacts): string | null {
  if (!baseline) return null;
  const way = subtractDecimals(target.value, baseline.value);
  if (compareDecimals(way, '0') === 0) return null;
  return divideDecimals(subtractDecimals(value, baseline.value), { by: way, scale: pathScale }) ?? null;
}

function pathAt(day: string, { from, to, facts }: { from: PathEnd; to: PathEnd; facts: ProgressFacts }) {
  const over = timeOver({ from: from.period, to: to.period, day, years: facts.years });
  if (!over) throw new Error(`The baseline of ${from.period.code} is not before the target of ${to.period.code}.`);
  return { over, value: valueOnPath({ from, to, over }) };
}

function pathEnd({ period, value }: ProgressFigure): PathEnd {
  return { period: periodOf(period), value };
}

function endOf(code: string, { years }: ProgressFacts): string {
  return periodRange(periodOf(code), years).end;
}

function periodOf(code: string): Period {
  const period = parsePeriod(code);
  if (!period) throw new RangeError(`"${code}" is not a period.`);
  return period;
}
