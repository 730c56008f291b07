import { countsPeople, type IndicatorVersion, type ObservationStatus } from '../../../indicator/index.ts';
import { numeratorRange } from '../../../indicator/internal.ts';
import type { Cell } from '../../../reporting/index.ts';
import { addExact, compareExact, divideExact, multiplyExact } from '../../../shared/numbers/exact.ts';

/**
 * Sums and counts of figures, enough for every aggregation rule. Partial figures of parts combine to the partial figure of
 * the whole, in any order and any number of steps. A database computes the same by `GROUP BY`. Numbers are canonical decimals, or
 * quotients such as `100/3` that are not rounded.
 * Without figures, a sum is `0`, and the least and greatest are null.
 */
export interface PartialFigure {
  /**
   * Number of figures. Of these, `values` have a value, `parts` a numerator and denominator, and `bases` a base. `derived` are
   * ratios with a value and a base, whose numerator follows from both as far as the value is rounded.
   */
  figures: number;
  values: number;
  /** The value of a ratio or mean with a numerator and denominator is their quotient, which is not rounded. */
  sum: string;
  least: string | null;
  greatest: string | null;
  parts: number;
  derived: number;
  /** The lowest sum of the numerators. The highest is `numeratorSpan` more, which is 0 if all numerators are known. */
  numerator: string;
  numeratorSpan: string;
  /** The sum of the denominators, also of suppressed ratios whose denominator is shown. */
  denominator: string;
  bases: number;
  base: string;
  /** The sum of value × base of figures with both. */
  weighted: string;
  /** Number of `ESTIMATED` figures, and of `PROVISIONAL` figures. */
  estimated: number;
  provisional: number;
  /** Number of cells without a figure, by status. */
  missing: number;
  notApplicable: number;
  suppressedAtSource: number;
  /** Number of cells that the release suppresses: whether they have a figure is unknown. */
  suppressed: number;
  /** Number of these that show their denominator: their numerator is between 0 and the denominator. */
  suppressedDenominators: number;
  /** Number of figures that are stated as bounds, and are counted by one end of these. 0 if it is omitted. */
  bounded?: number;
  /** Number of these whose bounds have no such end. 0 if it is omitted. */
  open?: number;
  /** The value of a single figure as its reporter stated it. If it is omitted, it is the value. */
  stated?: string;
}

/** The fields of a cell that are aggregated. `base` is the number of people; null if unknown. */
export type AggregatedCell = Pick<Cell, 'value' | 'numerator' | 'denominator' | 'status'> & {
  base: number | string | null;
  suppressed?: boolean;
};

/** The partial figure of no cells: combined with another, it changes nothing. */
export const emptyPartial: PartialFigure = {
  figures: 0,
  values: 0,
  sum: '0',
  least: null,
  greatest: null,
  parts: 0,
  derived: 0,
  numerator: '0',
  numeratorSpan: '0',
  denominator: '0',
  bases: 0,
  base: '0',
  weighted: '0',
  estimated: 0,
  provisional: 0,
  missing: 0,
  notApplicable: 0,
  suppressedAtSource: 0,
  suppressed: 0,
  suppressedDenominators: 0,
};

/** The fields of an indicator version that decide what the numerator and denominator of a figure are. */
export type RatioRules = Pick<IndicatorVersion, 'kind' | 'countingUnit' | 'multiplier'>;

const withoutFigure = {
  MISSING: { ...emptyPartial, missing: 1 },
  NOT_APPLICABLE: { ...emptyPartial, notApplicable: 1 },
  SUPPRESSED_AT_SOURCE: { ...emptyPartial, suppressedAtSource: 1 },
} satisfies Partial<Record<ObservationStatus, PartialFigure>>;

/**
 * The partial figure of one cell. A cell that is suppressed or has no figure is only counted; if a suppressed ratio shows its
 * denominator, its numerator is between 0 and the denominator. With the version of the cell, the value of a ratio or mean is the
 * exact quotient of its numerator and denominator, and the numerator of a ratio of people that is reported with its base is
 * derived: the whole numbers that round to the value. Without the version, the value is as stated, and nothing is derived.
 *
 * @example
 * const rules = { kind: 'RATIO', countingUnit: 'PEOPLE', multiplier: '100' };
 * partialOf({ value: '54.3', numerator: null, denominator: null, base: 300, status: 'OBSERVED' }, rules).numerator; // '163'
 * partialOf({ value: '33.3', numerator: '1', denominator: '3', base: null, status: 'OBSERVED' }, rules).sum; // '100/3'
 */
export function partialOf(cell: AggregatedCell, version?: RatioRules): PartialFigure {
  const { value, numerator, denominator, base, status } = cell;
  if (cell.suppressed) return suppressedPartial(cell, version);
  if (status === 'MISSING' || status === 'NOT_APPLICABLE' || status === 'SUPPRESSED_AT_SOURCE')
    return withoutFigure[status];
  const people = base === null ? null : String(base);
  return {
    ...emptyPartial,
    figures: 1,
    ...(value !== null && figureWith(value, quotientOf(cell, version))),
    ...(numerator !== null && denominator !== null ? { parts: 1, numerator, denominator } : derivedFrom(cell, version)),
    ...(people !== null && { bases: 1, base: people }),
    ...(value !== null && people !== null && { weighted: multiplyExact(value, people) }),
    estimated: status === 'ESTIMATED' ? 1 : 0,
    provisional: status === 'PROVISIONAL' ? 1 : 0,
  };
}

function figureWith(stated: string, quotient: string | undefined): Partial<PartialFigure> {
  const value = quotient ?? stated;
  return { values: 1, sum: value, least: value, greatest: value, ...(value !== stated && { stated }) };
}

/** The numerator and denominator of every figure of a sum, and the fields of their version. */
export interface SameQuotient extends Pick<AggregatedCell, 'numerator' | 'denominator'> {
  version: Pick<RatioRules, 'kind' | 'multiplier'>;
}

/**
 * The partial figure of ratios or means that all have this numerator and denominator: their value is the exact quotient, and the one
 * of a single figure is kept as `stated`. Unchanged without numerator and denominator, and for other kinds.
 *
 * @example
 * const rules = { kind: 'RATIO', countingUnit: 'PEOPLE', multiplier: '100' };
 * const two = { ...emptyPartial, figures: 2, values: 2, sum: '66.6', least: '33.3', greatest: '33.3' };
 * withQuotient(two, { numerator: '1', denominator: '3', version: rules }).sum; // '200/3'
 */
export function withQuotient(partial: PartialFigure, { version, ...parts }: SameQuotient): PartialFigure {
  const { sum, stated = sum, values, base } = partial;
  const value = quotientOf(parts, version);
  if (value === undefined || values === 0 || partial.suppressed > 0) return partial;
  const exact = { sum: multiplyExact(value, String(values)), least: value, greatest: value };
  const isStated = values === 1 && stated !== value;
  return { ...partial, ...exact, weighted: multiplyExact(value, base), ...(isStated && { stated }) };
}

/** The exact value of a ratio or mean: numerator divided by denominator, times the multiplier. Undefined for other figures. */
export function quotientOf(
  { numerator, denominator }: Pick<AggregatedCell, 'numerator' | 'denominator'>,
  version: Pick<RatioRules, 'kind' | 'multiplier'> | undefined,
): string | undefined {
  if (version?.kind !== 'RATIO' && version?.kind !== 'MEAN') return undefined;
  if (numerator === null || denominator === null) return undefined;
  return divideExact(multiplyExact(numerator, version.multiplier), denominator);
}

/** The numerators that a ratio of people can have by its value and base. Empty if it has no base, or contradicts it. */
function derivedFrom({ value, numerator, base }: AggregatedCell, version?: RatioRules): Partial<PartialFigure> {
  if (!version || !isRatioOfPeople(version) || value === null || numerator !== null || base === null) return {};
  const range = numeratorRange({ value, base: Number(base), multiplier: version.multiplier });
  if (!range) return {};
  const { lowest, highest } = range;
  return {
    derived: 1,
    numerator: String(lowest),
    numeratorSpan: String(highest - lowest),
    denominator: String(base),
  };
}

function suppressedPartial({ denominator, base }: AggregatedCell, version?: RatioRules): PartialFigure {
  const suppressed = { ...emptyPartial, suppressed: 1 };
  const people = denominator ?? base;
  if (!version || !isRatioOfPeople(version) || people === null) return suppressed;
  return {
    ...suppressed,
    suppressedDenominators: 1,
    numeratorSpan: String(people),
    denominator: String(people),
  };
}

/** Whether the denominator of a ratio is a number of people, and its numerator a whole number of these. */
function isRatioOfPeople({ kind, countingUnit }: RatioRules): boolean {
  return kind === 'RATIO' && countsPeople({ countingUnit });
}

/** Combines partial figures. Their order does not matter. */
export function combinePartials(partials: Iterable<PartialFigure>): PartialFigure {
  let combined: PartialFigure | undefined;
  for (const partial of partials) combined = combined ? combine(combined, partial) : partial;
  return combined ?? emptyPartial;
}

function combine(a: PartialFigure, b: PartialFigure): PartialFigure {
  return {
    figures: a.figures + b.figures,
    values: a.values + b.values,
    sum: sumOf(a.sum, b.sum),
    least: leastOf(a.least, b.least),
    greatest: greatestOf(a.greatest, b.greatest),
    parts: a.parts + b.parts,
    derived: a.derived + b.derived,
    numerator: sumOf(a.numerator, b.numerator),
    numeratorSpan: sumOf(a.numeratorSpan, b.numeratorSpan),
    denominator: sumOf(a.denominator, b.denominator),
    bases: a.bases + b.bases,
    base: sumOf(a.base, b.base),
    weighted: sumOf(a.weighted, b.weighted),
    estimated: a.estimated + b.estimated,
    provisional: a.provisional + b.provisional,
    missing: a.missing + b.missing,
    notApplicable: a.notApplicable + b.notApplicable,
    suppressedAtSource: a.suppressedAtSource + b.suppressedAtSource,
    suppressed: a.suppressed + b.suppressed,
    suppressedDenominators: a.suppressedDenominators + b.suppressedDenominators,
    ...boundsIn({ bounded: countOf(a.bounded, b.bounded), open: countOf(a.open, b.open) }),
    ...statedIn(a, b),
  };
}

/** The stated value, if only one of both has a figure. */
function statedIn(a: PartialFigure, b: PartialFigure): Pick<PartialFigure, 'stated'> {
  const stated = a.figures === 0 ? b.stated : b.figures === 0 ? a.stated : undefined;
  return stated === undefined ? {} : { stated };
}

/** The counts of figures that are stated as bounds, without those that are 0. */
export function boundsIn({
  bounded,
  open,
}: {
  bounded: number;
  open: number;
}): Pick<PartialFigure, 'bounded' | 'open'> {
  return { ...(bounded > 0 && { bounded }), ...(open > 0 && { open }) };
}

function countOf(a = 0, b = 0): number {
  return a + b;
}

function sumOf(a: string, b: string): string {
  return a === '0' ? b : b === '0' ? a : addExact(a, b);
}

/** The smaller of two numbers; the other one if one is null. */
export function leastOf(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return compareExact(a, b) <= 0 ? a : b;
}

/** The larger of two numbers; the other one if one is null. */
export function greatestOf(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return compareExact(a, b) >= 0 ? a : b;
}
