import { addExact, divideExact, multiplyExact, roundExact } from '../../../shared/numbers/exact.ts';
import { outOf } from '../../../shared/wording.ts';
import { type BoundedResult, type IntervalFromBelow, type UnavailableFigure, unavailable } from '../figure-result.ts';
import type { PartialFigure } from './partial-figure.ts';

type Sums = Pick<PartialFigure, 'numerator' | 'numeratorSpan' | 'denominator'> &
  Partial<
    Pick<PartialFigure, 'figures' | 'parts' | 'derived' | 'bases' | 'base' | 'suppressed' | 'suppressedDenominators'>
  >;

type RatioRule = { version: { multiplier: string } };

/**
 * Numerator divided by denominator, times the multiplier. Unavailable if the denominator is 0. If the numerator is not known
 * exactly, the result is the interval: `SUPPRESSED` if a figure is suppressed, otherwise `ROUNDED`.
 */
export function ratioOf(sums: Sums, { version }: RatioRule): BoundedResult {
  const { numerator, denominator, numeratorSpan, suppressed = 0 } = sums;
  if (suppressed > 0) return suppressedRatio(sums, version);
  const value = divideExact(multiplyExact(numerator, version.multiplier), denominator);
  if (value === undefined) return { ...unavailable('NO_DATA', 'The denominators add up to 0.'), interval: null };
  if (numeratorSpan === '0') return { figure: { value, numerator, denominator, base: baseOf(sums) }, interval: null };
  const explanation = `Values are rounded. ${describeNumerators(sums)}`;
  return { ...unavailable('ROUNDED', explanation), interval: boundsOfRatio(sums, version) };
}

/** Whether every figure has a numerator, known exactly or within bounds, and a denominator. */
export function hasQuotients({
  figures,
  parts,
  derived,
}: Pick<PartialFigure, 'figures' | 'parts' | 'derived'>): boolean {
  return parts + derived === figures;
}

/** Why shares are not combined: some of them have no numerator and denominator. */
export function withoutQuotient(partial: Pick<PartialFigure, 'figures' | 'parts' | 'derived'>): UnavailableFigure {
  const { figures, parts, derived } = partial;
  const lacking = outOf({
    value: figures - parts - derived,
    total: figures,
    noun: 'figure',
    verb: ['allows', 'allow'],
  });
  return unavailable(
    'NOT_ADDITIVE',
    `Shares are combined by numerator and denominator, or by value and base. ${lacking} neither.`,
  );
}

/** The base of figures. Null if one has none. */
export function baseOf({
  figures,
  bases,
  base,
}: Partial<Pick<PartialFigure, 'figures' | 'bases' | 'base'>>): string | null {
  return bases !== undefined && bases > 0 && bases === figures ? (base ?? null) : null;
}

/** The sum of numerators in words. */
function describeNumerators({
  numerator,
  numeratorSpan,
  denominator,
}: Pick<PartialFigure, 'numerator' | 'numeratorSpan' | 'denominator'>): string {
  const [low, high] = [roundExact(numerator, 'DOWN'), roundExact(addExact(numerator, numeratorSpan), 'UP')];
  return `The numerators add up to at least ${low} and at most ${high} of ${roundExact(denominator)}.`;
}

/** A ratio with a suppressed figure. It has an interval if every suppressed figure shows its denominator. */
function suppressedRatio(sums: Sums, version: RatioRule['version']): BoundedResult {
  const { figures = 0, parts = 0, derived = 0, suppressed = 0, suppressedDenominators = 0 } = sums;
  const sentence = suppressedSentence(suppressed);
  const isBounded = suppressedDenominators === suppressed && hasQuotients({ figures, parts, derived });
  const interval = isBounded ? boundsOfRatio(sums, version) : null;
  if (!interval) return { ...unavailable('SUPPRESSED', sentence), interval };
  return { ...unavailable('SUPPRESSED', `${sentence} ${describeNumerators(sums)}`), interval };
}

/** That required figures are suppressed, in words. */
export function suppressedSentence(suppressed: number): string {
  return `${suppressed === 1 ? 'A required figure is' : `${suppressed} required figures are`} suppressed.`;
}

/** The bounds of a ratio. Null if the denominator is 0. */
function boundsOfRatio(
  { numerator, numeratorSpan, denominator: by }: Pick<PartialFigure, 'numerator' | 'numeratorSpan' | 'denominator'>,
  { multiplier }: { multiplier: string },
): IntervalFromBelow | null {
  const end = (sum: string) => divideExact(multiplyExact(sum, multiplier), by);
  const [low, high] = [end(numerator), end(addExact(numerator, numeratorSpan))];
  return low === undefined || high === undefined ? null : { low, high };
}
