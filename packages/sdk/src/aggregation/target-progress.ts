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
 * Why there is no progress to tell: nothing is there, it is withheld, it is not of the target's own definition, or the target
 * lies against the direction.
 */
export const progressGaps = ['NO_DATA', 'SUPPRESSED', 'NOT_COMPARABLE', 'AGAINST_DIRECTION'] as const;
/** One of {@link progressGaps}. */
export type ProgressGap = (typeof progressGaps)[number];

/** A baseline or a target; the period is a canonical code, the value a canonical decimal. */
export interface ProgressFigure {
  period: string;
  value: string;
}

/**
 * What the newest release with cells of the categories has for the ecosystem as a whole. It has no value where it is withheld,
 * and where there is none, be it that nobody reported one or that what others reported makes none; its status says which.
 */
export type LatestFigure = Pick<Cell, 'value' | 'status'> & {
  period: string;
  suppressed: boolean;
  /** The release has cells of organizations or places only, and none of the whole. */
  isOfPartsOnly?: boolean;
};

/** What progress to a target is worked out of. */
export interface ProgressFacts {
  version: Pick<IndicatorVersion, 'direction' | 'tolerance'>;
  /** When school and fiscal years begin. */
  years?: YearStarts;
  target: ProgressFigure;
  /** The newest baseline of the same categories before the target's period; null where there is none. */
  baseline: ProgressFigure | null;
  /** Of the newest release of the same version and categories up to the target's period, with a figure or without; null where there is none. */
  latest: LatestFigure | null;
  /** The number of the version that the newest release of the indicator is of, where it is another one. */
  otherVersion?: number | null;
  /** The day for which is asked, `YYYY-MM-DD`. */
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

/** How far an indicator is on the way to a target. Decimals are canonical strings of at most six decimals. */
export interface TargetProgress {
  /** How much of the way from baseline to target is done, 1 being all of it: below 0 it went the wrong way. */
  share: string | null;
  /** Where the straight path from baseline to target is on the day. */
  expected: string | null;
  /** Where the straight path is at the end of the period of the newest figure. */
  expectedOfLatest: string | null;
  /** Whether the newest figure is at least as good as the straight path at the end of its period. */
  onTrack: boolean | null;
  /** Whether the newest figure is at least as good as the target. */
  reached: boolean | null;
  /** Why there is no verdict; null where there is one. */
  reason: ProgressGap | null;
  /** What was compared, or what is missing, in a sentence. */
  explanation: string;
}

/**
 * Progress to a target. Direction decides what is as good: at least so much (`INCREASE`), at most so much (`DECREASE`), or
 * within the tolerance on either side (`MAINTAIN`; without a tolerance, exactly so much). The figure is compared with the
 * straight path at the end of its own period, since it says nothing of the days after. A baseline that is the target leaves no
 * way to go: there is no share. From a baseline that is beyond the target already, what should increase would have to
 * decrease to follow the path: there is neither share nor path, and the figure is held against the target alone. Where a
 * figure is missing or withheld nothing takes its place. `reason` and `explanation` say so.
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
  const told = { ...unknown, expected: from && !against ? pathAt(on, { from, to, facts }).value : null };
  const gap = gapOf(facts);
  if (gap) return { ...told, ...gap };
  // A figure without a value is a gap.
  const value = latest?.value ?? '';
  const away = subtractDecimals(value, target.value);
  const reached = isAsGood(away, { direction: version.direction, tolerance: version.tolerance ?? '0' });
  if (!from || !baseline) {
    const explanation = `There is no baseline before ${target.period} of the same categories: nothing says where the way to ${target.value} began.`;
    return { ...told, reached, reason: 'NO_DATA', explanation };
  }
  if (against) {
    const explanation = `${against} The figure for ${latest?.period} is ${value}: the target ${reached ? 'reached' : 'not reached'}.`;
    return { ...told, reached, reason: 'AGAINST_DIRECTION', explanation };
  }
  const end = pathAt(endOf(latest?.period ?? '', facts), { from, to, facts });
  const tolerance = multiplyDecimals(version.tolerance ?? '0', String(end.over.total));
  const distance = scaledDistanceFromPath(value, { from, to, over: end.over });
  const onTrack = isAsGood(distance, { direction: version.direction, tolerance });
  const share = shareOf(value, facts);
  const sentences = [
    `From ${baseline.value} (${baseline.period}) to ${target.value} (${target.period}) the straight path is at ${end.value} at the end of ${latest?.period}, and the figure is ${value}: ${onTrack ? 'on track' : 'not on track'}, the target ${reached ? 'reached' : 'not reached'}.`,
    ...(share === null ? ['There is no share of the way: the baseline is at the target already.'] : []),
  ];
  const expectedOfLatest = end.value;
  return { ...told, share, expectedOfLatest, onTrack, reached, explanation: sentences.join(' ') };
}

const unknown: Omit<TargetProgress, 'explanation'> = {
  share: null,
  expected: null,
  expectedOfLatest: null,
  onTrack: null,
  reached: null,
  reason: null,
};

/** A baseline that does not end before the target begins no way to it. */
function baselineBefore(facts: ProgressFacts): ProgressFigure | null {
  const { baseline, target } = facts;
  return baseline && endOf(baseline.period, facts) < endOf(target.period, facts) ? baseline : null;
}

/** What is missing of the newest figure, or null. */
function gapOf(facts: ProgressFacts): Pick<TargetProgress, 'reason' | 'explanation'> | null {
  const { latest, baseline, otherVersion, on } = facts;
  if (!latest) {
    if (otherVersion == null) {
      const explanation = `The ecosystem has no released figure of these categories for a period that has ended by ${on}.`;
      return { reason: 'NO_DATA', explanation };
    }
    const explanation = `The newest release of a period that has ended by ${on} is of version ${otherVersion} of the indicator, and a target is measured by figures of its own version: give that version a target of its own.`;
    return { reason: 'NOT_COMPARABLE', explanation };
  }
  const { period, status, suppressed, isOfPartsOnly } = latest;
  if (suppressed) return { reason: 'SUPPRESSED', explanation: `The newest figure, for ${period}, is withheld.` };
  if (status === 'SUPPRESSED_AT_SOURCE') {
    const explanation = `The newest figure, for ${period}, was withheld by whoever published it first.`;
    return { reason: 'SUPPRESSED', explanation };
  }
  if (latest.value === null) {
    const why = isOfPartsOnly
      ? 'what organizations or places reported makes none in a release, and the ecosystem reported none itself'
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

/** That the way from the baseline to the target goes where the indicator should not go, in a sentence, or null. */
function againstDirection({ baseline, target, version }: ProgressFacts): string | null {
  if (!baseline) return null;
  const ahead = compareDecimals(target.value, baseline.value);
  const isAgainst = { INCREASE: ahead < 0, DECREASE: ahead > 0, MAINTAIN: false }[version.direction];
  if (!isAgainst) return null;
  const [lies, should] = ahead < 0 ? ['below', 'increase'] : ['above', 'decrease'];
  return `The target lies against the direction: ${target.value} (${target.period}) is ${lies} the baseline of ${baseline.value} (${baseline.period}), and the indicator should ${should}. There is no way from the one to the other.`;
}

/** How much of a way that goes in the direction is done; null where there is none to go. */
function shareOf(value: string, { baseline, target }: ProgressFacts): string | null {
  if (!baseline) return null;
  const way = subtractDecimals(target.value, baseline.value);
  if (compareDecimals(way, '0') === 0) return null;
  return divideDecimals(subtractDecimals(value, baseline.value), { by: way, scale: pathScale }) ?? null;
}

/** Whether a figure that is so far above what it is held against is at least as good. */
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
  if (!over) throw new Error(`the baseline of ${from.period.code} is not before the target of ${to.period.code}`);
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
  if (!period) throw new RangeError(`"${code}" is not a period`);
  return period;
}
