import { type Comparability, unwrap, worstComparability } from '@collective-impact/sdk';
import {
  disparitiesOf,
  type MeasuredDisparity,
  measureDisparity,
  type RollUpFigure,
} from '@collective-impact/sdk/aggregation';
import { comparabilityOf, type DisparityMeasure, disparityReferenceRules } from '@collective-impact/sdk/indicator';
import type { Reader } from '../shared/reader.ts';
import type { DisparityMatching } from './disparity-matching.ts';
import {
  aggregateMatched,
  type ChangeByTurnover,
  changeOf,
  hasTurnover,
  isOfPlacesOnly,
  type MatchedChange,
  type MatchedSums,
  noReporters,
  obstacleOf,
  readMatched,
  turnoverCaveats,
  withoutChange,
} from './roll-up/matched/matched-figures.ts';
import type { Matchable } from './roll-up/matched/matching.ts';

/** Compares the reporters of disparities with those of the previous period. Reads released cells only. */
export class MatchedDisparityReader {
  readonly #reader: Reader;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /**
   * The change of a difference or ratio among the reporters that have figures of the category and of the reference in both
   * periods. Null without a previous period. `SUPPRESSED` if such a reporter has a suppressed figure or is not visible in either
   * period: it is never left out. One statement for all disparities and figures of a request.
   */
  async change(matching: DisparityMatching | null, measure: DisparityMeasure): Promise<MatchedChange | null> {
    if (!matching) return null;
    const { from, to } = matching.category;
    const { comparability, notes } = comparabilityOfPeriods(matching);
    const context = { previousPeriod: from.period, comparability, caveats: [...notes, ...matching.caveats] };
    const ends = endsOf(matching);
    if (!ends) {
      const explanation = 'The reference has no figure in one of the two periods.';
      return withoutChange(noReporters, { context, reason: 'NO_DATA', explanation });
    }
    const figures = ends.map(({ figure }) => figure);
    const read = await readMatched(this.#reader, figures);
    const obstacle = obstacleOf(read, { figures, context, notes });
    if (obstacle) return obstacle;
    const aggregates = ends.map((end, at) =>
      aggregateMatched(
        read.sums.filter(({ side }) => side === at),
        end,
      ),
    );
    const [before, after, referenceBefore, referenceAfter] = aggregates;
    const [first, last] = [
      disparityBetween({ figure: before, reference: referenceBefore }, { matching, measure }),
      disparityBetween({ figure: after, reference: referenceAfter }, { matching, measure }),
    ];
    if (first.value === null || last.value === null) {
      const [{ reason, explanation }, { period }] = first.value === null ? [first, from] : [last, to];
      return withoutChange(read.turnover, {
        context,
        reason: reason ?? 'NO_DATA',
        explanation: `In ${period}: ${explanation ?? 'There is no figure.'}`,
      });
    }
    return {
      ...context,
      reporters: read.turnover.matched,
      notApplicable: read.turnover.notApplicableInAny,
      ...changeOf({ ...first, value: first.value }, { ...last, value: last.value }),
      reason: null,
      explanation: null,
    };
  }

  /** The caveats that the reporters of the category or the reference, or the best category, differ from the previous period. */
  async caveats(matching: DisparityMatching | null): Promise<string[]> {
    if (!matching) return [];
    const { from, to } = matching.category;
    const { turnover } = await this.#read(matching);
    if (!hasTurnover(turnover)) return matching.caveats;
    const change = await this.change(matching, 'DIFFERENCE');
    return [...turnoverCaveats(turnover, { from: from.period, to: to.period, change }), ...matching.caveats];
  }

  /** The change among the reporters of both periods if the reporters or their places changed. Null if they did not. */
  async turnover(matching: DisparityMatching | null, measure: DisparityMeasure): Promise<ChangeByTurnover | null> {
    if (!matching) return null;
    const { turnover } = await this.#read(matching);
    if (!hasTurnover(turnover)) return null;
    const change = await this.change(matching, measure);
    return change && { ...change, isOfPlaces: isOfPlacesOnly(turnover) };
  }

  /** The matched reporters of the category and the reference; only of the category if the reference has no figure. */
  #read(matching: DisparityMatching): Promise<MatchedSums> {
    const { from, to } = matching.category;
    return readMatched(this.#reader, endsOf(matching)?.map(({ figure }) => figure) ?? [from, to]);
  }
}

/** The category in the first and the second period, and then the reference. Null without a reference. */
function endsOf({ category, referenceOf }: DisparityMatching): Matchable[] | null {
  if (!referenceOf) return null;
  const { from, to, basis } = category;
  return [{ figure: from, basis }, { figure: to, basis }, referenceOf.from, referenceOf.to];
}

/** The lowest comparability between the two periods of the category and of the reference. */
function comparabilityOfPeriods({ category, referenceOf }: DisparityMatching): {
  comparability: Comparability;
  notes: string[];
} {
  const links = [category.previous, ...(referenceOf?.previous ? [referenceOf.previous] : [])];
  return { comparability: worstComparability(links), notes: [...new Set(links.flatMap(({ notes }) => notes))] };
}

/** The disparity between the aggregates of matched reporters in one period. */
function disparityBetween(
  { figure, reference }: { figure: RollUpFigure | undefined; reference: RollUpFigure | undefined },
  { matching, measure }: { matching: DisparityMatching; measure: DisparityMeasure },
): MeasuredDisparity {
  const [of] = figure?.categories ?? [];
  if (!figure || !reference || !of)
    return { value: null, interval: null, exact: null, reason: 'NO_DATA', explanation: 'There is no figure.' };
  const { versions } = matching.category.basis;
  const isToTotal = disparityReferenceRules[matching.reference].isTotal;
  const referenceCategory = isToTotal ? null : (reference.categories[0]?.category ?? null);
  const isOfItself = referenceCategory === of.category;
  const [comparison] = unwrap(
    disparitiesOf({
      dimension: of.dimension,
      reference: isToTotal ? 'TOTAL' : 'CATEGORY',
      referenceCategory,
      figures: isToTotal || isOfItself ? [figure] : [figure, reference],
      totals: isToTotal ? [reference] : [],
      versions,
      compares: (ends) => unwrap(comparabilityOf(versions, ends)),
    }),
  );
  const disparity = comparison?.categories.find(({ category }) => category === of.category);
  if (!disparity) throw new Error(`The category "${of.category}" is not in its own comparison.`);
  return measureDisparity(disparity, measure);
}
