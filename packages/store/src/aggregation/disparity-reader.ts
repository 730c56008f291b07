import { accepted, InputError, type Outcome, unwrap } from '@collective-impact/sdk';
import {
  type Disparity,
  type DisparityComparison,
  type DisparityFigure,
  type DisparityRequest,
  disparitiesOf,
} from '@collective-impact/sdk/aggregation';
import { comparabilityOf, type DisparityReference } from '@collective-impact/sdk/indicator';
import type { BreakdownCategory, IndicatorRow } from '../indicator/index.ts';
import type { RollUpArguments } from './roll-up/roll-up-arguments.ts';
import type { RolledUpIndicator, RollUpFigureRow, RollUpReader } from './roll-up/roll-up-reader.ts';

/** The arguments of a request for disparities. */
export interface DisparityArguments extends Omit<RollUpArguments, 'by'> {
  /** Code of the dimension whose categories are compared. */
  dimension: string;
  reference: DisparityReference;
  /** Code of the reference category. Null unless the reference is `CATEGORY`. */
  referenceCategory?: string | null;
}

/** The disparity between one category and the reference, with the label of the category. */
export type DisparityRow = Omit<Disparity, 'category' | 'figure'> & {
  category: BreakdownCategory;
  figure: RollUpFigureRow;
};

/** The disparities of one period and unit. */
export type DisparityComparisonRow = Omit<DisparityComparison, 'reference' | 'categories'> & {
  reference: RollUpFigureRow | null;
  categories: DisparityRow[];
};

/** A figure as the analysis reads it, and the row that it is of. */
type ComparedFigure = DisparityFigure & { row: RollUpFigureRow };

/** Compares the figures of categories that roll-ups return. */
export class DisparityReader {
  readonly #rollUps: RollUpReader;

  constructor({ rollUps }: { rollUps: RollUpReader }) {
    this.#rollUps = rollUps;
  }

  /**
   * The disparities of an indicator, computed from the figures of `rollUp` by the dimension and, for the reference `TOTAL`,
   * from its totals. Executes the statements of one roll-up. Throws an {@link InputError} for an unknown dimension or category,
   * for a reference that does not suit the indicator, and beyond the limits of a roll-up.
   */
  async ofIndicator(indicator: IndicatorRow, args: DisparityArguments): Promise<DisparityComparisonRow[]> {
    const { dimension, reference, referenceCategory = null, ...units } = args;
    const [byDimension, totals] = await Promise.all([
      this.#rollUps.limited(indicator, { ...units, by: [dimension] }),
      reference === 'TOTAL' ? this.#rollUps.limited(indicator, { ...units, by: [] }) : null,
    ]);
    const outcome = compareFigures({ byDimension, totals }, { dimension, reference, referenceCategory });
    if (outcome.ok) return outcome.value;
    const messages = outcome.issues.map(({ message }) => message).join(' ');
    throw new InputError(`The disparities of "${indicator.code}" cannot be computed. ${messages}`);
  }
}

/** Figures of the categories of a dimension and, for the reference `TOTAL`, the totals over the same units. */
export interface ComparedRollUps {
  byDimension: RolledUpIndicator;
  totals: RolledUpIndicator | null;
}

/** Compares rolled-up figures, see {@link disparitiesOf}. Only those for which `isCompared` is true, if it is set. */
export function compareFigures(
  { byDimension, totals }: ComparedRollUps,
  wanted: Pick<DisparityRequest, 'dimension' | 'reference' | 'referenceCategory'> & {
    isCompared?: (figure: RollUpFigureRow) => boolean;
  },
): Outcome<DisparityComparisonRow[]> {
  const { isCompared = () => true, ...reference } = wanted;
  const { figures, versions } = byDimension;
  const outcome = disparitiesOf({
    ...reference,
    figures: figures.filter(isCompared).map(comparedFigure),
    totals: totals?.figures.map(comparedFigure) ?? [],
    versions,
    compares: (ends) => unwrap(comparabilityOf(versions, ends)),
  });
  return outcome.ok ? accepted(outcome.value.map(rowOf)) : outcome;
}

function comparedFigure(row: RollUpFigureRow): ComparedFigure {
  const categories = row.categories.map(({ dimension, code }) => ({ dimension: dimension.code, category: code }));
  return { ...row, categories, row };
}

function rowOf({ reference, categories, ...comparison }: DisparityComparison<ComparedFigure>): DisparityComparisonRow {
  return {
    ...comparison,
    reference: reference?.row ?? null,
    categories: categories.flatMap(({ category: _, figure: { row }, ...disparity }) =>
      row.categories.slice(0, 1).map((category) => ({ ...disparity, category, figure: row })),
    ),
  };
}
