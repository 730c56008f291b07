import type { Aggregation, IndicatorVersion } from '../../indicator/index.ts';
import { compareDecimals, divideDecimals, multiplyDecimals } from '../../shared/decimal.ts';
import { outOf } from '../../shared/wording.ts';
import { emptyPartial, type PartialFigure } from './partial-figure.ts';

/** The fields of an indicator version that define how its figures are aggregated. */
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

/** Reasons why a figure is unavailable. */
export const rollUpReasons = ['NOT_ADDITIVE', 'NOT_COMPARABLE', 'NO_DATA', 'SUPPRESSED'] as const;

/** One of {@link rollUpReasons}. */
export type RollUpReason = (typeof rollUpReasons)[number];

/** A figure that cannot be computed: the reason, and an explanation in one sentence. */
export interface UnavailableFigure {
  reason: RollUpReason;
  explanation: string;
}

/** The numbers of a figure; canonical decimals. */
export interface FigureNumbers {
  value: string | null;
  numerator: string | null;
  denominator: string | null;
  /** Number of people: the sum of the bases, which counts a person in two figures twice. Null if unknown. */
  base: string | null;
}

/** A figure, or the reason it is unavailable. */
export type FigureResult = { figure: FigureNumbers } | UnavailableFigure;

/** Decimals of a quotient in a result, and in what a further step combines. */
export const figureScale = 6;
const carriedScale = 20;

/**
 * Combines figures by one aggregation rule. A single figure is returned under any rule. Several figures are `NOT_ADDITIVE`
 * under `NONE` and `LAST` (the step over time selects the latest), as are ratios without all numerators and denominators, and
 * means without all weights (denominators, or bases). The result is `SUPPRESSED` if a figure is suppressed, and `NO_DATA`
 * without figures. Quotients are rounded to 6 decimal places, half away from zero; sums are exact.
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
): FigureResult {
  const { way, version, scale = figureScale } = rule;
  const { figures } = partial;
  // Sums are exact unless an earlier step divided.
  const rounded = (value: string | null) =>
    value === null || partial.quotients === 0 ? value : quotient(value, { by: '1', scale });
  if (partial.suppressed > 0) {
    const which = partial.suppressed === 1 ? 'A required figure is' : `${partial.suppressed} required figures are`;
    return unavailable('SUPPRESSED', `${which} suppressed.`);
  }
  if (figures === 0) return noData(partial);
  if (figures === 1 && partial.values === 0) return ratioOf(partial, { version, scale });
  if (figures === 1) return singleFigure(partial, rounded(partial.sum));
  switch (way) {
    case 'SUM':
      return withValue(partial, rounded(partial.sum));
    case 'AVERAGE':
      return withValue(partial, quotient(partial.sum, { by: String(figures), scale }));
    case 'MIN':
      return withValue(partial, rounded(partial.least));
    case 'MAX':
      return withValue(partial, rounded(partial.greatest));
    case 'RATIO':
      return partial.parts === figures ? ratioOf(partial, { version, scale }) : withoutQuotient(partial);
    case 'WEIGHTED_MEAN':
      return meanOf(partial, { version, scale });
    default:
      return unavailable(
        'NOT_ADDITIVE',
        `The definition of the indicator does not allow aggregation, and there are ${figures} figures.`,
      );
  }
}

/**
 * Combines figures by the rule `way` to one figure for the next step, whose rule is `next`, so that a mean counts it once.
 * Returns them unchanged if they do not combine.
 */
export function collapsed(
  partial: PartialFigure,
  rule: { way: Aggregation; next: Aggregation; version: RollUpRules },
): PartialFigure {
  // A mean keeps what it is weighted by: its quotient would be rounded.
  const isMeanOfMeans = rule.way === 'WEIGHTED_MEAN' && rule.next === 'WEIGHTED_MEAN';
  if (partial.figures <= 1 || isMeanOfMeans) return partial;
  const result = figureOf(partial, { ...rule, scale: carriedScale });
  if (!('figure' in result)) return partial;
  const { value, numerator, denominator, base } = result.figure;
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

/** The reason if there is no figure. */
export function noData({
  missing,
  notApplicable,
  suppressedAtSource,
}: PartialFigure = emptyPartial): UnavailableFigure {
  const why = [
    ...(missing > 0 ? [`${missing} missing`] : []),
    ...(notApplicable > 0 ? [`${notApplicable} not applicable`] : []),
    ...(suppressedAtSource > 0 ? [`${suppressedAtSource} suppressed by the source`] : []),
  ];
  return unavailable('NO_DATA', why.length === 0 ? 'No figure is released.' : `There is no figure: ${why.join(', ')}.`);
}

/** Numerator divided by denominator, times the multiplier. Unavailable if the denominator is 0. */
export function ratioOf(
  parts: Pick<PartialFigure, 'numerator' | 'denominator'> & Partial<Pick<PartialFigure, 'bases' | 'base' | 'figures'>>,
  { version, scale = figureScale }: { version: Pick<RollUpRules, 'multiplier'>; scale?: number },
): FigureResult {
  const { numerator, denominator } = parts;
  const value = quotient(multiplyDecimals(numerator, version.multiplier), { by: denominator, scale });
  if (value === null) return unavailable('NO_DATA', 'The denominators add up to 0.');
  return { figure: { value, numerator, denominator, base: baseOf(parts) } };
}

type Rule = { version: Pick<RollUpRules, 'kind' | 'multiplier'>; scale: number };

function singleFigure(partial: PartialFigure, value: string | null): FigureResult {
  const [numerator, denominator] = partial.parts === 0 ? [null, null] : [partial.numerator, partial.denominator];
  return { figure: { value, numerator, denominator, base: baseOf(partial) } };
}

function withValue(partial: PartialFigure, value: string | null): FigureResult {
  if (partial.values < partial.figures || value === null)
    return unavailable('NOT_ADDITIVE', 'A required figure has no value.');
  return { figure: { value, numerator: null, denominator: null, base: baseOf(partial) } };
}

function meanOf(partial: PartialFigure, rule: Rule): FigureResult {
  const { figures, parts, bases, values } = partial;
  if (parts === figures) return ratioOf(partial, rule);
  if (bases < figures || values < figures) {
    return unavailable(
      'NOT_ADDITIVE',
      `A mean is weighted by its denominator or its base. Of ${figures} figures, ${parts} ${parts === 1 ? 'has' : 'have'} a denominator and ${bases} ${bases === 1 ? 'has' : 'have'} a base.`,
    );
  }
  const value = quotient(partial.weighted, { by: partial.base, scale: rule.scale });
  if (value === null) return unavailable('NO_DATA', 'The bases of the figures add up to 0.');
  return { figure: { value, numerator: null, denominator: null, base: partial.base } };
}

/** Why shares are not combined: some of them have no numerator and denominator. */
export function withoutQuotient({ figures, parts }: Pick<PartialFigure, 'figures' | 'parts'>): UnavailableFigure {
  const lacking = outOf({ value: figures - parts, total: figures, noun: 'figure', verb: ['does', 'do'] });
  return unavailable('NOT_ADDITIVE', `Shares are combined by numerator and denominator. ${lacking} not have both.`);
}

function baseOf({ figures, bases, base }: Partial<Pick<PartialFigure, 'figures' | 'bases' | 'base'>>): string | null {
  return bases !== undefined && bases > 0 && bases === figures ? (base ?? null) : null;
}

function quotient(dividend: string, { by, scale }: { by: string; scale: number }): string | null {
  if (compareDecimals(by, '0') === 0) return null;
  return divideDecimals(dividend, { by, scale }) ?? null;
}
