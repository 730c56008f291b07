import type { DimensionRules, FigureCell, IndicatorVersion, Split } from '../indicator/index.ts';
import { splitsBy } from '../indicator/internal.ts';
import { compareDecimals, sumDecimals } from '../shared/decimal.ts';
import type { Issue } from '../shared/outcome.ts';

type SummedCell = Pick<FigureCell, 'categories' | 'value' | 'numerator' | 'denominator' | 'status'>;
type SummedVersion = Pick<IndicatorVersion, 'kind' | 'countingUnit' | 'denominatorOverCategories'>;
type Field = 'value' | 'numerator' | 'denominator';
type Placed = SummedCell & { index: number };

/**
 * What is wrong with the sums over the categories of an exclusive dimension (`NOT_ADDITIVE`), where all is `OBSERVED`.
 * Where it is exhaustive and all its outermost categories are there, they add up to the cell that is not split by it,
 * exactly: values of a `COUNT` or `AMOUNT`, numerators and denominators of a `RATIO` whose categories `SPLIT` the
 * denominator. Of these numbers, those that are never negative are at no time more than the cell that they are parts of,
 * whichever categories are there: those of a `COUNT`, denominators, and numerators where people or events are counted.
 * So it is with categories within another, too.
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
      const wrong = sums.notTheWhole(field);
      return wrong.length === 0 && isNeverNegative(field, version) ? sums.moreThanTheWhole(field) : wrong;
    }),
  );
}

/** The sums over one dimension's categories, everything else being equal. */
class Sums {
  readonly #dimension: DimensionRules;
  readonly #split: Split<Placed>;

  constructor(dimension: DimensionRules, split: Split<Placed>) {
    this.#dimension = dimension;
    this.#split = split;
  }

  /** Outermost categories, all of them there, that do not add up. */
  notTheWhole(field: Field): Issue[] {
    const { categories, exhaustive, code } = this.#dimension;
    const outermost = categories.filter(({ parent }) => parent === null);
    const numbers = outermost.flatMap((category) => this.#split.parts.get(category.code)?.[field] ?? []);
    const { whole } = this.#split;
    const total = whole?.[field] ?? null;
    if (!exhaustive || !whole || total === null || numbers.length === 0 || numbers.length < outermost.length) return [];
    const sum = sumDecimals(numbers);
    if (compareDecimals(sum, total) === 0) return [];
    return [notAdditive(whole, { field, message: `the categories of "${code}" add up to ${sum}, not to ${total}` })];
  }

  /** Parts of the whole, or of a category, that are more than it. */
  moreThanTheWhole(field: Field): Issue[] {
    return [null, ...this.#dimension.categories.map(({ code }) => code)].flatMap((place): Issue[] => {
      const cell = place === null ? this.#split.whole : this.#split.parts.get(place);
      const total = cell?.[field] ?? null;
      if (!cell || total === null) return [];
      const numbers = this.#within(place, field);
      const sum = sumDecimals(numbers);
      if (numbers.length === 0 || compareDecimals(sum, total) <= 0) return [];
      const whose = place === null ? '' : ` within "${place}"`;
      const message = `categories of "${this.#dimension.code}"${whose} add up to ${sum}, more than ${total}`;
      return [notAdditive(cell, { field, message })];
    });
  }

  /** The numbers of the categories within one; of a category that has none, the numbers within it. */
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
