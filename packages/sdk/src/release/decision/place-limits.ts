import type { FigureCell } from '../../indicator/index.ts';
import { isReportedAsBounds } from '../../indicator/internal.ts';
import { KnownRanges, type PublicCell } from './linked/known-ranges.ts';
import { LinkedColumns } from './linked/linked-columns.ts';
import type { CountedRules } from './linked/lowest-counts.ts';
import { peopleMeasures } from './linked/people-measures.ts';
import { RowCells } from './linked/row-cells.ts';
import type { KnownRange } from './linked/sum-ranges.ts';
import type { ReleaseInput } from './release-input.ts';
import { type ReleasedRow, type Reporting, rowKey } from './rows.ts';

type PlaceRow = Reporting & { cells: readonly FigureCell[] };

/**
 * What the figures of all places that everyone knows leave to each single place. A place has at most as many people as all
 * places have, by the published figures, denominators and bounds of these, beside the people who are known to be in the other
 * places.
 */
export class PlaceLimits {
  readonly #all: KnownRanges;
  readonly #rules: CountedRules;
  readonly #threshold: number;
  readonly #hideZeros: boolean;
  /** Whether places can share people, so that their numbers do not add up. */
  readonly #isOnce: boolean;
  readonly #places = new Map<string, KnownRanges>();

  /** `reported` contains the bounds of all places that the released row suppresses. */
  constructor(
    { all, reported }: { all: ReleasedRow; reported: PlaceRow },
    { version, dimensions, threshold, hideZeros }: ReleaseInput,
  ) {
    const hasSharedDenominator = version.denominatorOverCategories === 'SHARED';
    this.#rules = { columns: new LinkedColumns(dimensions), measures: peopleMeasures(version), hasSharedDenominator };
    this.#threshold = threshold;
    this.#hideZeros = hideZeros;
    this.#isOnce = version.countingUnit === 'PEOPLE_UNDUPLICATED';
    this.#all = new KnownRanges(new RowCells(withKnownBounds(all, reported)), this.#rules);
  }

  add(row: PlaceRow): void {
    this.#places.set(rowKey(row), this.#rangesOf(row));
  }

  /**
   * Whether a place, together with the other places, leaves a figure of a place fewer people than the threshold: a figure of
   * its own, or one of a place beside which it is known to have people.
   */
  isExceededBy(row: PlaceRow): boolean {
    const place = this.#rangesOf(row);
    const others = [...this.#places].filter(([key]) => key !== rowKey(row)).map(([, each]) => each);
    if (this.#isTooLarge(place, others)) return true;
    return others.some((each) => {
      const before = others.filter((other) => other !== each);
      return !this.#isTooLarge(each, before) && this.#isTooLarge(each, [...before, place]);
    });
  }

  /** Whether a place is narrowed by what is left to it beside the people known to be in other places. */
  #isTooLarge(place: KnownRanges, others: readonly KnownRanges[]): boolean {
    const counted = this.#isOnce ? [] : others;
    const limited = place.rangesWithin((column) => {
      const known = counted.map((each) => each.lowestIn(this.#all.columnOf(column)));
      return this.#all
        .highestIn(column)
        .map((highest, at) => highest - known.reduce((sum, each) => sum + (each[at] ?? 0), 0));
    });
    const alone = place.rangesWithin(() => []);
    return limited.some((ranges, figure) =>
      ranges.some((range, at) => {
        const before = alone[figure]?.[at];
        return before !== undefined && this.#isNarrower(range, before);
      }),
    );
  }

  /**
   * Whether a small number can be excluded by one range, and not by the other. That nobody is in a figure is no small number, unless
   * zeros are hidden, and a figure is about at least one person if it is known not to be 0.
   */
  #isNarrower({ lowest, highest }: KnownRange, before: KnownRange): boolean {
    const isKnownZero = highest === 0 && !this.#hideZeros;
    const isLower = highest < Math.min(this.#threshold - 1, before.highest);
    return (isLower && !isKnownZero) || lowest > Math.max(1, before.lowest);
  }

  /** What everyone knows of a place, whose figures are suppressed: its bounds, with the base of a ratio. */
  #rangesOf({ cells }: PlaceRow): KnownRanges {
    const known = cells.map((cell): PublicCell => {
      const noFigure = { value: null, numerator: null, denominator: null, suppressed: true };
      return isReportedAsBounds(cell) ? { ...cell, ...noFigure } : { ...cell, ...noFigure, base: null };
    });
    return new KnownRanges(new RowCells(known), this.#rules);
  }
}

/** The cells of a released row with the bounds that its report states, which everyone knows although they are suppressed. */
function withKnownBounds({ cells }: ReleasedRow, reported: PlaceRow): PublicCell[] {
  const bounded = new RowCells(reported.cells.filter(isReportedAsBounds));
  return cells.map((cell) => {
    const [first, second] = cell.categories;
    const source = first ? bounded.cellOf(first.dimension, first.category) : bounded.total;
    return cell.suppressed && source && !second ? { ...source, suppressed: true } : cell;
  });
}
