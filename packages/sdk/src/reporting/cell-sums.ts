import type { DimensionRules, FigureCell, IndicatorVersion, Split } from '../indicator/index.ts';
import { splitsBy } from '../indicator/internal.ts';
import { compareDecimals, sumDecimals } from '../shared/numbers/decimal.ts';
import type { Issue } from '../shared/outcome.ts';

type SummedCell = Pick<FigureCell, 'categories' | 'value' | 'numerator' | 'denominator' | 'status'>;
/** The fields of a version that decide which figures add up. */
export type SummedVersion = Pick<IndicatorVersion, 'kind' | 'countingUnit' | 'denominatorOverCategories'>;
type Field = 'value' | 'numerator' | 'denominator';
type Placed = SummedCell & { index: number };

/**
 * `NOT_ADDITIVE` issues of the sums over the categories of an exclusive dimension. Only `OBSERVED` cells are
 * considered.
 *
 * If the dimension is exhaustive and every outermost category has a number, the numbers must add up exactly to the cell
 * without a category of the dimension. This applies to the values of a `COUNT` or `AMOUNT`, and to numerators and
 * denominators of a `RATIO` whose categories `SPLIT` the denominator. Otherwise, numbers that are never negative must
 * not exceed the cell that they are parts of. These are the values of a `COUNT`, denominators, and numerators that
 * count people or events. The same limit applies to child categories and their parent.
 */
export function judgeSums(
  dimension: DimensionRules,
  { cells, version }: { cells: readonly SummedCell[]; version: SummedVersion },
): Issue[] {
  if (!dimension.exclusive) return [];
  const observed = cells.map((cell, index) => ({ ...cell, index })).filter(({ status }) => status === 'OBSERVED');
  const splits = splitsBy(dimension.code, observed).map((split) => new Sums(dimension, split));
  return additiveFields(version).flatMap((field) =>
    splits.flatMap((sums) => {
      const differing = sums.differsFromTotal(field);
      return differing.length === 0 && isNeverNegative(field, version) ? sums.exceedsTotal(field) : differing;
    }),
  );
}

/** The sums over the categories of one dimension, for cells with equal other categories. */
class Sums {
  readonly #dimension: DimensionRules;
  readonly #split: Split<Placed>;

  constructor(dimension: DimensionRules, split: Split<Placed>) {
    this.#dimension = dimension;
    this.#split = split;
  }

  /** Issue if all outermost categories are reported and do not add up to the total. */
  differsFromTotal(field: Field): Issue[] {
    const { categories, exhaustive, code } = this.#dimension;
    const outermost = categories.filter(({ parent }) => parent === null);
    const numbers = outermost.flatMap((category) => this.#split.parts.get(category.code)?.[field] ?? []);
    const { whole } = this.#split;
    const total = whole?.[field] ?? null;
    if (!exhaustive || !whole || total === null || numbers.length === 0 || numbers.length < outermost.length) return [];
    const sum = sumDecimals(numbers);
    if (compareDecimals(sum, total) === 0) return [];
    return [
      notAdditive(whole, {
        field,
        message: `The categories of "${code}" add up to ${sum}, but the total is ${total}. Correct one of these figures.`,
      }),
    ];
  }

  /** Issues if parts exceed the total or their parent category. */
  exceedsTotal(field: Field): Issue[] {
    return [null, ...this.#dimension.categories.map(({ code }) => code)].flatMap((place): Issue[] => {
      const cell = place === null ? this.#split.whole : this.#split.parts.get(place);
      const total = cell?.[field] ?? null;
      if (!cell || total === null) return [];
      const numbers = this.#within(place, field);
      const sum = sumDecimals(numbers);
      if (numbers.length === 0 || compareDecimals(sum, total) <= 0) return [];
      const within = place === null ? '' : ` within "${place}"`;
      const message = `The categories of "${this.#dimension.code}"${within} add up to ${sum}, which exceeds ${total}. Correct one of these figures.`;
      return [notAdditive(cell, { field, message })];
    });
  }

  /**
   * The numbers of the child categories of a category. A child without a number is represented by its own child
   * categories.
   */
  #within(place: string | null, field: Field): string[] {
    const within = this.#dimension.categories.filter(({ parent }) => parent === place);
    return within.flatMap(({ code }) => this.#split.parts.get(code)?.[field] ?? this.#within(code, field));
  }
}

function additiveFields({ kind, denominatorOverCategories }: SummedVersion): Field[] {
  if (kind === 'COUNT' || kind === 'AMOUNT') return ['value'];
  return kind === 'RATIO' && denominatorOverCategories === 'SPLIT' ? ['numerator', 'denominator'] : [];
}

function isNeverNegative(field: Field, { kind, countingUnit }: SummedVersion): boolean {
  return kind === 'COUNT' || field === 'denominator' || (field === 'numerator' && countingUnit !== 'OTHER');
}

function notAdditive({ index }: Placed, { field, message }: { field: Field; message: string }): Issue {
  return { code: 'NOT_ADDITIVE', path: ['cells', String(index), field], message };
}
