import type { Aggregation, IndicatorVersion } from '../../../indicator/index.ts';
import type { Rounding } from '../../../shared/numbers/decimal.ts';
import { divideExact, multiplyExact } from '../../../shared/numbers/exact.ts';
import {
  type BoundedResult,
  type ExactNumbers,
  type FigureResult,
  noData,
  unavailable,
  withoutInterval,
} from '../figure-result.ts';
import { type PartialFigure, quotientOf, withQuotient } from './partial-figure.ts';
import { baseOf, hasQuotients, ratioOf, suppressedSentence, withoutQuotient } from './ratio-of-sums.ts';

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

/** The rules of a quotient. `rounding`: at which end of their bounds the figures are, see `figuresAtOneEnd`. */
type QuotientRules = Pick<RollUpRules, 'kind' | 'multiplier'> & { rounding?: Rounding };

/**
 * Combines figures by one aggregation rule. A single figure is returned under any rule. Several figures are `NOT_ADDITIVE`
 * under `NONE` and `LAST` (the step over time selects the latest), as are ratios without all numerators and denominators, and
 * means without all weights (denominators, or bases). The result is `SUPPRESSED` if a figure is suppressed, and `NO_DATA`
 * without figures. Ratios with derived numerators that are not known exactly are `ROUNDED`, with the interval. Numbers are exact:
 * quotients are not rounded.
 *
 * @example
 * const version = { kind: 'RATIO', multiplier: '100' };
 * const half = { value: '50', numerator: '10', denominator: '20', base: null, status: 'OBSERVED' };
 * const none = { value: '0', numerator: '0', denominator: '60', base: null, status: 'OBSERVED' };
 * figureOf(combinePartials([partialOf(half), partialOf(none)]), { way: 'RATIO', version });
 * // { figure: { value: '12.5', numerator: '10', denominator: '80', base: null }, interval: null }
 */
export function figureOf(partial: PartialFigure, rule: { way: Aggregation; version: QuotientRules }): BoundedResult {
  const { way, version } = rule;
  const { figures } = partial;
  if (partial.suppressed > 0) {
    if (way === 'RATIO') return ratioOf(partial, { version });
    return withoutInterval(unavailable('SUPPRESSED', suppressedSentence(partial.suppressed)));
  }
  if (figures === 0) return withoutInterval(noData(partial));
  if (figures === 1 && partial.values === 0) return ratioOf(partial, { version });
  if (figures === 1) return withoutInterval(singleFigure(partial, version));
  switch (way) {
    case 'SUM':
      return withoutInterval(withValue(partial, partial.sum));
    case 'AVERAGE':
      return withoutInterval(withValue(partial, divideExact(partial.sum, String(figures)) ?? null));
    case 'MIN':
      return withoutInterval(withValue(partial, selected(partial, 'least')));
    case 'MAX':
      return withoutInterval(withValue(partial, selected(partial, 'greatest')));
    case 'RATIO':
      return hasQuotients(partial) ? ratioOf(partial, { version }) : withoutInterval(withoutQuotient(partial));
    case 'WEIGHTED_MEAN':
      return meanOf(partial, version);
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

/**
 * Combines figures by the rule `way` to one figure for the next step, whose rule is `next`, so that a mean counts it once.
 * Returns them unchanged if they do not combine.
 */
export function collapsed(
  partial: PartialFigure,
  rule: { way: Aggregation; next: Aggregation; version: RollUpRules & { rounding?: Rounding } },
): PartialFigure {
  // A mean keeps what it is weighted by.
  const isMeanOfMeans = rule.way === 'WEIGHTED_MEAN' && rule.next === 'WEIGHTED_MEAN';
  if (partial.figures === 1) return withQuotient(partial, { ...partsOf(partial), version: rule.version });
  if (partial.figures === 0 || isMeanOfMeans) return partial;
  const result = figureOf(partial, rule);
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
    weighted: value === null || base === null ? '0' : multiplyExact(value, base),
  };
}

/** Ratios whose numerators are known within bounds, as one figure. It has no value. */
function asOneRange(partial: PartialFigure): PartialFigure {
  const base = baseOf(partial);
  const people = base === null ? { bases: 0, base: '0' } : { bases: 1, base };
  const withoutValue = { values: 0, sum: '0', least: null, greatest: null, weighted: '0' };
  return { ...partial, ...withoutValue, ...people, figures: 1, parts: 0, derived: 1 };
}

/** A single figure. Its stated value is kept, and its exact value follows from its numerator and denominator. */
function singleFigure(partial: PartialFigure, version: QuotientRules): FigureResult {
  const { sum, stated = sum } = partial;
  const value = quotientOf(partsOf(partial), version) ?? sum;
  return { figure: { value, ...(stated !== value && { stated }), ...partsOf(partial), base: baseOf(partial) } };
}

function partsOf({ parts, numerator, denominator }: PartialFigure): Pick<ExactNumbers, 'numerator' | 'denominator'> {
  return parts === 0 ? { numerator: null, denominator: null } : { numerator, denominator };
}

function withValue(partial: PartialFigure, value: string | null): FigureResult {
  if (partial.values < partial.figures || value === null)
    return unavailable('NOT_ADDITIVE', 'A required figure has no value.');
  return { figure: { value, numerator: null, denominator: null, base: baseOf(partial) } };
}

function meanOf(partial: PartialFigure, version: QuotientRules): BoundedResult {
  const { figures, parts, bases, values } = partial;
  if (parts === figures) return ratioOf(partial, { version });
  if (bases < figures || values < figures) {
    return withoutInterval(
      unavailable(
        'NOT_ADDITIVE',
        `A mean is weighted by the denominators or the bases of all figures. Of ${figures} figures, ${parts} ${parts === 1 ? 'has' : 'have'} a denominator and ${bases} ${bases === 1 ? 'has' : 'have'} a base.`,
      ),
    );
  }
  const value = divideExact(partial.weighted, partial.base);
  if (value === undefined) return withoutInterval(unavailable('NO_DATA', 'The bases of the figures add up to 0.'));
  return withoutInterval({ figure: { value, numerator: null, denominator: null, base: partial.base } });
}
