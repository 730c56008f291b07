import type { Aggregation, IndicatorVersion } from '../../indicator/index.ts';
import { compareDecimals, divideDecimals, multiplyDecimals } from '../../shared/decimal.ts';
import { emptyPartial, type PartialFigure } from './roll-up-partial.ts';

/** What of an indicator version says how its figures come together. */
export type RollUpRules = Pick<
  IndicatorVersion,
  | 'kind'
  | 'countingUnit'
  | 'multiplier'
  | 'aggregationAcrossOrganizations'
  | 'aggregationOverTime'
  | 'denominatorOverTime'
  | 'denominatorOverCategories'
>;

/** Why there is no figure. */
export const rollUpReasons = ['NOT_ADDITIVE', 'NOT_COMPARABLE', 'NO_DATA', 'SUPPRESSED'] as const;

/** One of {@link rollUpReasons}. */
export type RollUpReason = (typeof rollUpReasons)[number];

/** A figure that cannot be computed: the reason, and an explanation in one sentence. */
export interface UnavailableFigure {
  reason: RollUpReason;
  explanation: string;
}

/** The numbers of a figure; canonical decimals. */
export interface PooledNumbers {
  value: string | null;
  numerator: string | null;
  denominator: string | null;
  /** How many people stand behind it: the sum of the bases, so that someone behind two figures counts twice. */
  base: string | null;
}

/** A figure, or the reason it is unavailable. */
export type Pooled = { figure: PooledNumbers } | UnavailableFigure;

/** How many decimals a quotient has in an answer, and on its way to a further step. */
export const answeredScale = 6;
const carriedScale = 20;

/**
 * Brings figures together by one rule of aggregation. One figure alone passes through whatever the rule; more of them are
 * `NOT_ADDITIVE` by `NONE`, and so are ratios of which one has no numerator and denominator, and means of which one has no
 * weight (all denominators, or else all bases). `SUPPRESSED` where one is withheld, `NO_DATA` where there is none.
 * `LAST` is a matter of time, for which see {@link aggregationOverTime}: here it is `NOT_ADDITIVE`. Quotients are rounded to 6 decimals, half
 * away from zero; sums are exact.
 *
 * @example
 * const version = { kind: 'RATIO', multiplier: '100' };
 * const half = { value: '50', numerator: '10', denominator: '20', base: null, status: 'OBSERVED' };
 * const none = { value: '0', numerator: '0', denominator: '60', base: null, status: 'OBSERVED' };
 * figureOf(combinePartials([partialOf(half), partialOf(none)]), { way: 'RATIO', version });
 * // { figure: { value: '12.5', numerator: '10', denominator: '80', base: null } }
 */
export function figureOf(
  partial: PartialFigure,
  rule: { way: Aggregation; version: Pick<RollUpRules, 'kind' | 'multiplier'>; scale?: number },
): Pooled {
  const { way, version, scale = answeredScale } = rule;
  const { figures } = partial;
  // Sums are exact, but for what an earlier step has divided.
  const settled = (value: string | null) =>
    value === null || partial.quotients === 0 ? value : quotient(value, { by: '1', scale });
  if (partial.withheld > 0) {
    const which = partial.withheld === 1 ? 'a figure' : `${partial.withheld} figures`;
    return unavailable('SUPPRESSED', `${which} that it needs ${partial.withheld === 1 ? 'is' : 'are'} withheld`);
  }
  if (figures === 0) return noData(partial);
  if (figures === 1 && partial.values === 0) return ratioOf(partial, { version, scale });
  if (figures === 1) return alone(partial, settled(partial.sum));
  switch (way) {
    case 'SUM':
      return valued(partial, settled(partial.sum));
    case 'AVERAGE':
      return valued(partial, quotient(partial.sum, { by: String(figures), scale }));
    case 'MIN':
      return valued(partial, settled(partial.least));
    case 'MAX':
      return valued(partial, settled(partial.greatest));
    case 'RATIO':
      return partial.parts === figures ? ratioOf(partial, { version, scale }) : withoutParts(partial);
    case 'WEIGHTED_MEAN':
      return meanOf(partial, { version, scale });
    default:
      return unavailable('NOT_ADDITIVE', `its definition brings figures together in no way; there are ${figures}`);
  }
}

/**
 * Figures brought together by `way` as what goes on into the next step, by `next`: one figure, so that a mean of it counts
 * it once. Where there is no such figure, they go on as they are.
 */
export function collapsed(
  partial: PartialFigure,
  rule: { way: Aggregation; next: Aggregation; version: RollUpRules },
): PartialFigure {
  // A mean keeps what it is weighted by: its quotient would be rounded.
  const isMeanOfMeans = rule.way === 'WEIGHTED_MEAN' && rule.next === 'WEIGHTED_MEAN';
  if (partial.figures <= 1 || isMeanOfMeans) return partial;
  const pooled = figureOf(partial, { ...rule, scale: carriedScale });
  if (!('figure' in pooled)) return partial;
  const { value, numerator, denominator, base } = pooled.figure;
  return {
    ...partial,
    figures: 1,
    values: value === null ? 0 : 1,
    sum: value ?? '0',
    least: value,
    greatest: value,
    parts: numerator === null ? 0 : 1,
    numerator: numerator ?? '0',
    denominator: denominator ?? '0',
    bases: base === null ? 0 : 1,
    base: base ?? '0',
    weighted: value === null || base === null ? '0' : multiplyDecimals(value, base),
    quotients: partial.quotients > 0 || ['AVERAGE', 'RATIO', 'WEIGHTED_MEAN'].includes(rule.way) ? 1 : 0,
  };
}

/** Returns an unavailable figure with this reason and explanation. */
export function unavailable(reason: RollUpReason, explanation: string): UnavailableFigure {
  return { reason, explanation };
}

/** Why there is no figure where none is there. */
export function noData({
  missing,
  notApplicable,
  suppressedAtSource,
}: PartialFigure = emptyPartial): UnavailableFigure {
  const why = [
    ...(missing > 0 ? [`${missing} missing`] : []),
    ...(notApplicable > 0 ? [`${notApplicable} not applicable`] : []),
    ...(suppressedAtSource > 0 ? [`${suppressedAtSource} withheld by the source`] : []),
  ];
  return unavailable('NO_DATA', why.length === 0 ? 'nothing is released' : `there is no figure: ${why.join(', ')}`);
}

/** Numerator over denominator, times what the figure is per. */
export function ratioOf(
  parts: Pick<PartialFigure, 'numerator' | 'denominator'> & Partial<Pick<PartialFigure, 'bases' | 'base' | 'figures'>>,
  { version, scale = answeredScale }: { version: Pick<RollUpRules, 'multiplier'>; scale?: number },
): Pooled {
  const { numerator, denominator } = parts;
  const value = quotient(multiplyDecimals(numerator, version.multiplier), { by: denominator, scale });
  if (value === null) return unavailable('NO_DATA', 'the denominators add up to 0: there is nothing to compare');
  return { figure: { value, numerator, denominator, base: baseOf(parts) } };
}

type Rule = { version: Pick<RollUpRules, 'kind' | 'multiplier'>; scale: number };

function alone(partial: PartialFigure, value: string | null): Pooled {
  const [numerator, denominator] = partial.parts === 0 ? [null, null] : [partial.numerator, partial.denominator];
  return { figure: { value, numerator, denominator, base: baseOf(partial) } };
}

function valued(partial: PartialFigure, value: string | null): Pooled {
  if (partial.values < partial.figures || value === null)
    return unavailable('NOT_ADDITIVE', 'a figure that it needs has no value');
  return { figure: { value, numerator: null, denominator: null, base: baseOf(partial) } };
}

function meanOf(partial: PartialFigure, rule: Rule): Pooled {
  const { figures, parts, bases, values } = partial;
  if (parts === figures) return ratioOf(partial, rule);
  if (bases < figures || values < figures) {
    return unavailable(
      'NOT_ADDITIVE',
      `a mean is weighted by its denominator or by the people behind it: of ${figures} figures ${parts} have the one and ${bases} the other`,
    );
  }
  const value = quotient(partial.weighted, { by: partial.base, scale: rule.scale });
  if (value === null) return unavailable('NO_DATA', 'nobody stands behind the figures: there is no mean');
  return { figure: { value, numerator: null, denominator: null, base: partial.base } };
}

function withoutParts({ figures, parts }: PartialFigure): UnavailableFigure {
  const explanation = `shares are pooled by their numerators and denominators: ${figures - parts} of ${figures} figures have none`;
  return unavailable('NOT_ADDITIVE', explanation);
}

function baseOf({ figures, bases, base }: Partial<Pick<PartialFigure, 'figures' | 'bases' | 'base'>>): string | null {
  return bases !== undefined && bases > 0 && bases === figures ? (base ?? null) : null;
}

function quotient(dividend: string, { by, scale }: { by: string; scale: number }): string | null {
  if (compareDecimals(by, '0') === 0) return null;
  return divideDecimals(dividend, { by, scale }) ?? null;
}
