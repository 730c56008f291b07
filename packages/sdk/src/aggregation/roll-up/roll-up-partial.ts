import type { ObservationStatus } from '../../indicator/index.ts';
import type { Cell } from '../../reporting/index.ts';
import { addDecimals, compareDecimals, multiplyDecimals } from '../../shared/decimal.ts';

/**
 * What is kept of any number of figures on their way to one figure: enough for every rule by which figures come together,
 * so that partials of parts make the partial of the whole, in whatever order and in however many steps. A database makes
 * the same by `GROUP BY`. Numbers are canonical decimals; a sum of nothing is `0`, a least or greatest of nothing null.
 */
export interface PartialFigure {
  /** Figures: of these, `values` have a value, `parts` a numerator and denominator, `bases` say how many people stand behind. */
  figures: number;
  values: number;
  sum: string;
  least: string | null;
  greatest: string | null;
  parts: number;
  numerator: string;
  denominator: string;
  bases: number;
  base: string;
  /** The sum of value × base, of figures that have both. */
  weighted: string;
  /** Figures that are quotients of an earlier step, and have more decimals than an answer. */
  quotients: number;
  /** Figures that are `ESTIMATED`, and that are `PROVISIONAL`. */
  estimated: number;
  provisional: number;
  /** What is there without a figure, by why it has none. */
  missing: number;
  notApplicable: number;
  suppressedAtSource: number;
  /** What a release withholds: nobody knows whether it is a figure. */
  withheld: number;
}

/** What is looked at in a cell that is brought together with others. */
export type PooledCell = Pick<Cell, 'value' | 'numerator' | 'denominator' | 'status'> & {
  base: number | string | null;
  suppressed?: boolean;
};

/** The partial of nothing: brought together with another, it changes nothing. */
export const emptyPartial: PartialFigure = {
  figures: 0,
  values: 0,
  sum: '0',
  least: null,
  greatest: null,
  parts: 0,
  numerator: '0',
  denominator: '0',
  bases: 0,
  base: '0',
  weighted: '0',
  quotients: 0,
  estimated: 0,
  provisional: 0,
  missing: 0,
  notApplicable: 0,
  suppressedAtSource: 0,
  withheld: 0,
};

const withoutFigure = {
  MISSING: { ...emptyPartial, missing: 1 },
  NOT_APPLICABLE: { ...emptyPartial, notApplicable: 1 },
  SUPPRESSED_AT_SOURCE: { ...emptyPartial, suppressedAtSource: 1 },
} satisfies Partial<Record<ObservationStatus, PartialFigure>>;

/** The partial of one cell. One that is withheld is only counted, and so is one without a figure. */
export function partialOf(cell: PooledCell): PartialFigure {
  const { value, numerator, denominator, base, status } = cell;
  if (cell.suppressed) return { ...emptyPartial, withheld: 1 };
  if (status === 'MISSING' || status === 'NOT_APPLICABLE' || status === 'SUPPRESSED_AT_SOURCE')
    return withoutFigure[status];
  const people = base === null ? null : String(base);
  return {
    ...emptyPartial,
    figures: 1,
    ...(value !== null && { values: 1, sum: value, least: value, greatest: value }),
    ...(numerator !== null && denominator !== null && { parts: 1, numerator, denominator }),
    ...(people !== null && { bases: 1, base: people }),
    ...(value !== null && people !== null && { weighted: multiplyDecimals(value, people) }),
    estimated: status === 'ESTIMATED' ? 1 : 0,
    provisional: status === 'PROVISIONAL' ? 1 : 0,
  };
}

/** The partial of all that these are partials of; their order says nothing. */
export function combinePartials(partials: Iterable<PartialFigure>): PartialFigure {
  let all: PartialFigure | undefined;
  for (const partial of partials) all = all ? together(all, partial) : partial;
  return all ?? emptyPartial;
}

function together(a: PartialFigure, b: PartialFigure): PartialFigure {
  return {
    figures: a.figures + b.figures,
    values: a.values + b.values,
    sum: added(a.sum, b.sum),
    least: lesser(a.least, b.least),
    greatest: greater(a.greatest, b.greatest),
    parts: a.parts + b.parts,
    numerator: added(a.numerator, b.numerator),
    denominator: added(a.denominator, b.denominator),
    bases: a.bases + b.bases,
    base: added(a.base, b.base),
    weighted: added(a.weighted, b.weighted),
    quotients: a.quotients + b.quotients,
    estimated: a.estimated + b.estimated,
    provisional: a.provisional + b.provisional,
    missing: a.missing + b.missing,
    notApplicable: a.notApplicable + b.notApplicable,
    suppressedAtSource: a.suppressedAtSource + b.suppressedAtSource,
    withheld: a.withheld + b.withheld,
  };
}

function added(a: string, b: string): string {
  return a === '0' ? b : b === '0' ? a : addDecimals(a, b);
}

function lesser(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return compareDecimals(a, b) <= 0 ? a : b;
}

function greater(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return compareDecimals(a, b) >= 0 ? a : b;
}
