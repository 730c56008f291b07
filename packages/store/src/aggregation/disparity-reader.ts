import { accepted, InputError, type Outcome, unwrap } from '@collective-impact/sdk';
import {
  type Disparity,
  type DisparityComparison,
  type DisparityFigure,
  type DisparityRequest,
  disparitiesOf,
} from '@collective-impact/sdk/aggregation';
import { comparabilityOf, type DisparityReference, disparityReferenceRules } from '@collective-impact/sdk/indicator';
import type { BreakdownCategory, IndicatorRow } from '../indicator/index.ts';
import { placeKey } from '../shared/place-key.ts';
import { type DisparityMatching, disparityMatching } from './disparity-matching.ts';
import type { RollUpFigureRow } from './roll-up/figure-rows.ts';
import type { RollUpArguments } from './roll-up/roll-up-arguments.ts';
import type { RolledUpIndicator, RollUpReader } from './roll-up/roll-up-reader.ts';

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
  /** The disparity of the previous period that it is compared with. Null if there is none. */
  matching: DisparityMatching | null;
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
      disparityReferenceRules[reference].isTotal ? this.#rollUps.limited(indicator, { ...units, by: [] }) : null,
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

/** The dimension, the reference and, if it is set, the only period that is compared. */
type WantedComparison = Pick<DisparityRequest, 'dimension' | 'reference' | 'referenceCategory'> & { period?: string };

/** Compares rolled-up figures, see {@link disparitiesOf}, and links each disparity to that of the previous period. */
export function compareFigures(rollUps: ComparedRollUps, wanted: WantedComparison): Outcome<DisparityComparisonRow[]> {
  const outcome = disparitiesIn(rollUps, wanted);
  if (!outcome.ok) return outcome;
  const earlier = new ComparedPeriods(rollUps, { wanted, compared: outcome.value });
  return accepted(outcome.value.map((comparison) => rowOf(comparison, { earlier, reference: wanted.reference })));
}

function disparitiesIn(
  { byDimension, totals }: ComparedRollUps,
  { period, ...reference }: WantedComparison,
): Outcome<DisparityComparison<ComparedFigure>[]> {
  const { figures, versions } = byDimension;
  const isCompared = (figure: RollUpFigureRow) => period === undefined || figure.period === period;
  return disparitiesOf({
    ...reference,
    figures: figures.filter(isCompared).map(comparedFigure),
    totals: totals?.figures.map(comparedFigure) ?? [],
    versions,
    compares: (ends) => unwrap(comparabilityOf(versions, ends)),
  });
}

/** The comparisons of periods. Those of a period that was not requested are computed when they are needed. */
class ComparedPeriods {
  readonly #inPeriod: (period: string) => readonly DisparityComparison<ComparedFigure>[];

  constructor(
    rollUps: ComparedRollUps,
    { wanted, compared }: { wanted: WantedComparison; compared: readonly DisparityComparison<ComparedFigure>[] },
  ) {
    const known = Map.groupBy(compared, ({ period }) => period);
    this.#inPeriod = (period) => {
      const found = known.get(period);
      if (found) return found;
      const outcome = disparitiesIn(rollUps, { ...wanted, period });
      const comparisons = outcome.ok ? outcome.value : [];
      known.set(period, comparisons);
      return comparisons;
    };
  }

  /** The reference of an earlier period with the same organization, place and ecosystem. */
  reference(period: string, unit: DisparityComparison<ComparedFigure>): RollUpFigureRow | null {
    const key = unitKey(unit);
    return this.#inPeriod(period).find((each) => unitKey(each) === key)?.reference?.row ?? null;
  }
}

function unitKey({ organizationId, place, ecosystemId }: DisparityComparison<ComparedFigure>): string {
  return JSON.stringify([organizationId, placeKey(place), ecosystemId]);
}

function comparedFigure(row: RollUpFigureRow): ComparedFigure {
  const categories = row.categories.map(({ dimension, code }) => ({ dimension: dimension.code, category: code }));
  return { ...row, categories, row };
}

function rowOf(
  comparison: DisparityComparison<ComparedFigure>,
  { earlier, reference }: { earlier: ComparedPeriods; reference: DisparityReference },
): DisparityComparisonRow {
  const to = comparison.reference?.row ?? null;
  const matchingOf = (row: RollUpFigureRow) => {
    const from = row.matching && earlier.reference(row.matching.from.period, comparison);
    return disparityMatching(row, { reference, from, to });
  };
  return {
    ...comparison,
    reference: to,
    categories: comparison.categories.flatMap(({ category: _, figure: { row }, ...disparity }) =>
      row.categories
        .slice(0, 1)
        .map((category) => ({ ...disparity, category, figure: row, matching: matchingOf(row) })),
    ),
  };
}
