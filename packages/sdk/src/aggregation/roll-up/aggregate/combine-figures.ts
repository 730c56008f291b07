import type { Aggregation, IndicatorVersion } from '../../../indicator/index.ts';
import { multiplyDecimals, type Rounding } from '../../../shared/numbers/decimal.ts';
import { type BoundedResult, type FigureResult, noData, unavailable } from '../figure-result.ts';
import type { PartialFigure } from './partial-figure.ts';
import {
  baseOf,
  figureScale,
  hasQuotients,
  quotient,
  ratioOf,
  roundingOf,
  suppressedSentence,
  withoutQuotient,
} from './ratio-of-sums.ts';

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

/** The rules of a quotient. `rounding`: how it is rounded if a figure is at one end of its bounds, see `figuresAtOneEnd`. */
type QuotientRules = Pick<RollUpRules, 'kind' | 'multiplier'> & { rounding?: Rounding };

/** Decimals of a quotient that a further step combines. */
const carriedScale = 20;

/**
 * Combines figures by one aggregation rule. A single figure is returned under any rule. Several figures are `NOT_ADDITIVE`
 * under `NONE` and `LAST` (the step over time selects the latest), as are ratios without all numerators and denominators, and
 * means without all weights (denominators, or bases). The result is `SUPPRESSED` if a figure is suppressed, and `NO_DATA`
 * without figures. Ratios with derived numerators that are not known exactly are `ROUNDED`, with the interval. Quotients are
 * rounded to 6 decimal places, half away from zero; sums are exact.
 *
 * @example
 * const version = { kind: 'RATIO', multiplier: '100' };
 * const half = { value: '50', numerator: '10', denominator: '20', base: null, status: 'OBSERVED' };
 * const none = { value: '0', numerator: '0', denominator: '60', base: null, status: 'OBSERVED' };
 * figureOf(combinePartials([partialOf(half), partialOf(none)]), { way: 'RATIO', version });
 * // { figure: { value: '12.5', numerator: '10', denominator: '80', base: null }, interval: null }
 */
export function figureOf(
  partial: PartialFigure,
  rule: { way: Aggregation; version: QuotientRules; scale?: number },
): BoundedResult {
  const { way, version, scale = figureScale } = rule;
  const { figures } = partial;
  const rounding = roundingOf(partial, version);
  // Sums are exact unless an earlier step divided.
  const rounded = (value: string | null) =>
    value === null || partial.quotients === 0 ? value : quotient(value, { by: '1', scale, ...rounding });
  if (partial.suppressed > 0) {
    if (way === 'RATIO') return ratioOf(partial, { version, scale });
    return withoutInterval(unavailable('SUPPRESSED', suppressedSentence(partial.suppressed)));
  }
  if (figures === 0) return withoutInterval(noData(partial));
  if (figures === 1 && partial.values === 0) return ratioOf(partial, { version, scale });
  if (figures === 1) return withoutInterval(singleFigure(partial, rounded(partial.sum)));
  switch (way) {
    case 'SUM':
      return withoutInterval(withValue(partial, rounded(partial.sum)));
    case 'AVERAGE':
      return withoutInterval(withValue(partial, quotient(partial.sum, { by: String(figures), scale, ...rounding })));
    case 'MIN':
      return withoutInterval(withValue(partial, rounded(selected(partial, 'least'))));
    case 'MAX':
      return withoutInterval(withValue(partial, rounded(selected(partial, 'greatest'))));
    case 'RATIO':
      return hasQuotients(partial) ? ratioOf(partial, { version, scale }) : withoutInterval(withoutQuotient(partial));
    case 'WEIGHTED_MEAN':
      return meanOf(partial, { version, scale });
    default:
      return withoutInterval(
        unavailable(
          'NOT_ADDITIVE',
          `The definition of the indicator does not allow aggregation, and there are ${figures} figures.`,
        ),
      );
  }
}

/** The selected figure. Any number stands for an end that no figure has: the end of the result is then open. */
function selected(partial: PartialFigure, which: 'least' | 'greatest'): string | null {
  return partial[which] ?? ((partial.open ?? 0) > 0 ? '0' : null);
}

/**
 * The partial figure without its open figures, if others limit the result of the rule `way`: the smallest figure is at most each
 * that has an upper end, and the largest one is at least each that has a lower end.
 */
export function limited(
  partial: PartialFigure,
  { way, version }: { way: Aggregation; version: Pick<QuotientRules, 'multiplier' | 'rounding'> },
): PartialFigure {
  const isOfHighest = way === 'MIN' && version.rounding === 'UP';
  const isOfLowest = way === 'MAX' && version.rounding === 'DOWN';
  const limit = isOfHighest ? partial.least : isOfLowest ? partial.greatest : null;
  if (limit === null) return partial;
  const { open: _open, ...closed } = partial;
  return closed;
}

function withoutInterval(result: FigureResult): BoundedResult {
  return { ...result, interval: null };
}

/**
 * Combines figures by the rule `way` to one figure for the next step, whose rule is `next`, so that a mean counts it once.
 * Returns them unchanged if they do not combine.
 */
export function collapsed(
  partial: PartialFigure,
  rule: { way: Aggregation; next: Aggregation; version: RollUpRules & { rounding?: Rounding } },
): PartialFigure {
  // A mean keeps what it is weighted by: its quotient would be rounded.
  const isMeanOfMeans = rule.way === 'WEIGHTED_MEAN' && rule.next === 'WEIGHTED_MEAN';
  if (partial.figures <= 1 || isMeanOfMeans) return partial;
  const result = figureOf(partial, { ...rule, scale: carriedScale });
  if (!('figure' in result)) return result.reason === 'ROUNDED' ? asOneRange(partial) : partial;
  const { value, numerator, denominator, base } = result.figure;
  return {
    ...limited(partial, rule),
    figures: 1,
    values: value === null ? 0 : 1,
    sum: value ?? '0',
    least: value,
    greatest: value,
    parts: numerator === null ? 0 : 1,
    derived: 0,
    numerator: numerator ?? '0',
    denominator: denominator ?? '0',
    bases: base === null ? 0 : 1,
    base: base ?? '0',
    weighted: value === null || base === null ? '0' : multiplyDecimals(value, base),
    quotients: partial.quotients > 0 || ['AVERAGE', 'RATIO', 'WEIGHTED_MEAN'].includes(rule.way) ? 1 : 0,
  };
}

/** Ratios whose numerators are known within bounds, as one figure. It has no value. */
function asOneRange(partial: PartialFigure): PartialFigure {
  const base = baseOf(partial);
  const people = base === null ? { bases: 0, base: '0' } : { bases: 1, base };
  const withoutValue = { values: 0, sum: '0', least: null, greatest: null, weighted: '0' };
  return { ...partial, ...withoutValue, ...people, figures: 1, parts: 0, derived: 1, quotients: 0 };
}

type Rule = { version: QuotientRules; scale: number };

function singleFigure(partial: PartialFigure, value: string | null): FigureResult {
  const [numerator, denominator] = partial.parts === 0 ? [null, null] : [partial.numerator, partial.denominator];
  return { figure: { value, numerator, denominator, base: baseOf(partial) } };
}

function withValue(partial: PartialFigure, value: string | null): FigureResult {
  if (partial.values < partial.figures || value === null)
    return unavailable('NOT_ADDITIVE', 'A required figure has no value.');
  return { figure: { value, numerator: null, denominator: null, base: baseOf(partial) } };
}

function meanOf(partial: PartialFigure, rule: Rule): BoundedResult {
  const { figures, parts, bases, values } = partial;
  if (parts === figures) return ratioOf(partial, rule);
  if (bases < figures || values < figures) {
    return withoutInterval(
      unavailable(
        'NOT_ADDITIVE',
        `A mean is weighted by its denominator or its base. Of ${figures} figures, ${parts} ${parts === 1 ? 'has' : 'have'} a denominator and ${bases} ${bases === 1 ? 'has' : 'have'} a base.`,
      ),
    );
  }
  const value = quotient(partial.weighted, {
    by: partial.base,
    scale: rule.scale,
    ...roundingOf(partial, rule.version),
  });
  if (value === null) return withoutInterval(unavailable('NO_DATA', 'The bases of the figures add up to 0.'));
  return withoutInterval({ figure: { value, numerator: null, denominator: null, base: partial.base } });
}
