import { directions, type IndicatorVersion, observationStatuses } from '../indicator/index.ts';
import { type Period, parsePeriod, periodRange, type YearStarts } from '../period/index.ts';
import { periodCode, yearStarts } from '../period/internal.ts';
import type { Cell } from '../reporting/index.ts';
import { compareDecimals, divideDecimals, multiplyDecimals, subtractDecimals } from '../shared/decimal.ts';
import { decimal } from '../shared/decimal-input.ts';
import { count, day, fields, flag, nullable, oneOf, optional } from '../shared/input.ts';
import { accepted, type Outcome, refused } from '../shared/outcome.ts';
import { type PathEnd, pathScale, scaledDistanceFromPath, timeOver, valueOnPath } from './straight-path.ts';

/**
 * Reasons why progress cannot be assessed: no figure, a withheld figure, a figure of another version than the target's, or a
 * target that lies against the direction.
 */
export const progressGaps = ['NO_DATA', 'SUPPRESSED', 'NOT_COMPARABLE', 'AGAINST_DIRECTION'] as const;
/** One of {@link progressGaps}. */
export type ProgressGap = (typeof progressGaps)[number];

/** A baseline or a target. The period is a canonical code, the value a canonical decimal. */
export interface ProgressFigure {
  period: string;
  value: string;
}

/**
 * The figure for the whole ecosystem in the newest release with cells of the categories. The value is null if the figure is
 * withheld or does not exist; the status gives the reason.
 */
export type LatestFigure = Pick<Cell, 'value' | 'status'> & {
  period: string;
  suppressed: boolean;
  /** Whether the release has only cells of organizations or places, and none of the whole ecosystem. */
  isOfPartsOnly?: boolean;
};

/** The facts from which progress to a target is computed. */
export interface ProgressFacts {
  version: Pick<IndicatorVersion, 'direction' | 'tolerance'>;
  /** When school and fiscal years begin. */
  years?: YearStarts;
  target: ProgressFigure;
  /** The newest baseline of the same categories before the target's period. Null if there is none. */
  baseline: ProgressFigure | null;
  /** The figure of the newest release of the same version and categories up to the target's period. Null if there is no release. */
  latest: LatestFigure | null;
  /** Number of the version of the newest release, if it is another version than the target's. */
  otherVersion?: number | null;
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
      value: nullable(decimal),
      status: oneOf(observationStatuses),
      period: periodCode,
      suppressed: flag,
      isOfPartsOnly: optional(flag),
    }),
  ),
  otherVersion: optional(count),
  on: day,
});

/** Progress of an indicator to a target. Numbers are canonical strings with at most six decimals. */
export interface TargetProgress {
  /** Share of the distance from baseline to target, 1 at the target. Negative if the figure moved away from it. */
  share: string | null;
  /** Value of the straight path from baseline to target on the date. */
  expected: string | null;
  /** Value of the straight path at the end of the period of the newest figure. */
  expectedOfLatest: string | null;
  /** Whether the newest figure is at least as good as the straight path at the end of its period. */
  onTrack: boolean | null;
  /** Whether the newest figure is at least as good as the target. */
  reached: boolean | null;
  /** Reason why there is no verdict. Null if there is one. */
  reason: ProgressGap | null;
  /** The comparison, or what is missing, in sentences. */
  explanation: string;
}

/**
 * Computes progress to a target. A figure is good enough if it is at least the target (`INCREASE`), at most the target
 * (`DECREASE`), or within the tolerance on either side (`MAINTAIN`; without a tolerance, equal). The figure is compared with the
 * straight path at the end of its own period. If the baseline equals the target, there is no share. If the target lies against
 * the direction, there is neither share nor path, and the figure is compared with the target alone. A missing or withheld
 * figure is not replaced; `reason` and `explanation` state it.
 *
 * @example
 * const facts = {
 *   version: { direction: 'DECREASE', tolerance: null },
 *   baseline: { period: '2020', value: '14' },
 *   target: { period: '2030', value: '9' },
 *   latest: { period: '2024', value: '11.5', status: 'OBSERVED', suppressed: false },
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
  if (gap) return { ...known, ...gap };
  // A figure without a value is a gap.
  const value = latest?.value ?? '';
  const away = subtractDecimals(value, target.value);
  const reached = isAsGood(away, { direction: version.direction, tolerance: version.tolerance ?? '0' });
  if (!from || !baseline) {
    const explanation = `There is no baseline of the same categories before ${target.period}. The path to ${target.value} has no start.`;
    return { ...known, reached, reason: 'NO_DATA', explanation };
  }
  if (against) {
    const explanation = `${against} The figure for ${latest?.period} is ${value}: the target ${reached ? 'reached' : 'not reached'}.`;
    return { ...known, reached, reason: 'AGAINST_DIRECTION', explanation };
  }
  const end = pathAt(endOf(latest?.period ?? '', facts), { from, to, facts });
  const tolerance = multiplyDecimals(version.tolerance ?? '0', String(end.over.total));
  const distance = scaledDistanceFromPath(value, { from, to, over: end.over });
  const onTrack = isAsGood(distance, { direction: version.direction, tolerance });
  const share = shareOf(value, facts);
  const sentences = [
    `From ${baseline.value} (${baseline.period}) to ${target.value} (${target.period}) the straight path is at ${end.value} at the end of ${latest?.period}, and the figure is ${value}: ${onTrack ? 'on track' : 'not on track'}, the target ${reached ? 'reached' : 'not reached'}.`,
    ...(share === null ? ['There is no share, because the baseline equals the target.'] : []),
  ];
  const expectedOfLatest = end.value;
  return { ...known, share, expectedOfLatest, onTrack, reached, explanation: sentences.join(' ') };
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

/** The reason why the newest figure cannot be assessed, or null. */
function gapOf(facts: ProgressFacts): Pick<TargetProgress, 'reason' | 'explanation'> | null {
  const { latest, baseline, otherVersion, on } = facts;
  if (!latest) {
    if (otherVersion == null) {
      const explanation = `The ecosystem has no released figure of these categories for a period that has ended by ${on}.`;
      return { reason: 'NO_DATA', explanation };
    }
    const explanation = `The newest release of a period that has ended by ${on} is of version ${otherVersion} of the indicator. A target is measured by figures of its own version. Create a target for that version.`;
    return { reason: 'NOT_COMPARABLE', explanation };
  }
  const { period, status, suppressed, isOfPartsOnly } = latest;
  if (suppressed) return { reason: 'SUPPRESSED', explanation: `The newest figure, for ${period}, is withheld.` };
  if (status === 'SUPPRESSED_AT_SOURCE') {
    const explanation = `The newest figure, for ${period}, was suppressed by its source.`;
    return { reason: 'SUPPRESSED', explanation };
  }
  if (latest.value === null) {
    const why = isOfPartsOnly
      ? 'the figures of organizations or places do not make a total, and the ecosystem reported none itself'
      : `it is ${status}`;
    const explanation = `The newest release, for ${period}, has no figure of the ecosystem as a whole: ${why}.`;
    return { reason: 'NO_DATA', explanation };
  }
  if (baseline && endOf(period, facts) < endOf(baseline.period, facts)) {
    const explanation = `The newest figure, for ${period}, is older than the baseline of ${baseline.period}.`;
    return { reason: 'NO_DATA', explanation };
  }
  return null;
}

/** States that the target lies against the direction of the indicator. Null if it does not. */
function againstDirection({ baseline, target, version }: ProgressFacts): string | null {
  if (!baseline) return null;
  const ahead = compareDecimals(target.value, baseline.value);
  const isAgainst = { INCREASE: ahead < 0, DECREASE: ahead > 0, MAINTAIN: false }[version.direction];
  if (!isAgainst) return null;
  const [lies, should] = ahead < 0 ? ['below', 'increase'] : ['above', 'decrease'];
  return `The target lies against the direction: ${target.value} (${target.period}) is ${lies} the baseline of ${baseline.value} (${baseline.period}), but the indicator should ${should}. There is no path between the two.`;
}

/** Share of the distance from baseline to target. Null if they are equal. */
function shareOf(value: string, { baseline, target }: ProgressFacts): string | null {
  if (!baseline) return null;
  const way = subtractDecimals(target.value, baseline.value);
  if (compareDecimals(way, '0') === 0) return null;
  return divideDecimals(subtractDecimals(value, baseline.value), { by: way, scale: pathScale }) ?? null;
}

/** Whether a figure that exceeds its reference by `away` is at least as good as the reference. */
function isAsGood(away: string, by: { direction: IndicatorVersion['direction']; tolerance: string }): boolean {
  switch (by.direction) {
    case 'INCREASE':
      return compareDecimals(away, '0') >= 0;
    case 'DECREASE':
      return compareDecimals(away, '0') <= 0;
    case 'MAINTAIN':
      return compareDecimals(away.replace('-', ''), by.tolerance) <= 0;
  }
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
