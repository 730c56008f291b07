import type { DimensionRules, FigureCell, Split } from '../indicator/index.ts';
import { boundsOf, type FigureRange, splitsBy } from '../indicator/internal.ts';
import { addDecimals, compareDecimals } from '../shared/numbers/decimal.ts';
import type { Issue } from '../shared/outcome.ts';
import type { SummedVersion } from './cell-sums.ts';

type Placed = Pick<FigureCell, 'categories' | 'value' | 'lowerBound' | 'upperBound' | 'status'> & { index: number };

/**
 * `NOT_ADDITIVE` issues of bounds that contradict the sums over the categories of an exclusive dimension, for a `COUNT` or
 * `AMOUNT`. Categories that are all reported and exhaustive must be able to add up to the cell that they split. Otherwise the
 * smallest sum of a `COUNT` must not exceed that cell. Only `OBSERVED` cells are considered.
 */
export function judgeBoundedSums(
  dimension: DimensionRules,
  { cells, version }: { cells: readonly FigureCell[]; version: SummedVersion },
): Issue[] {
  const { kind } = version;
  if (!dimension.exclusive || (kind !== 'COUNT' && kind !== 'AMOUNT')) return [];
  const observed = cells.map((cell, index) => ({ ...cell, index })).filter(({ status }) => status === 'OBSERVED');
  return splitsBy(dimension.code, observed).flatMap((split) => judgeSplit(split, { dimension, version }));
}

function judgeSplit(
  split: Split<Placed>,
  { dimension, version }: { dimension: DimensionRules; version: SummedVersion },
): Issue[] {
  const rangeOf = (cell: Placed | undefined): FigureRange | null => {
    if (!cell) return null;
    return cell.value === null ? boundsOf(cell, version) : { lowest: cell.value, highest: cell.value };
  };
  /** The children of a category. A child without a figure is represented by its own children. */
  const within = (parent: string | null): Placed[] =>
    dimension.categories
      .filter((category) => category.parent === parent)
      .flatMap(({ code }) => {
        const cell = split.parts.get(code);
        return cell && rangeOf(cell) ? [cell] : within(code);
      });
  return [null, ...dimension.categories.map(({ code }) => code)].flatMap((place): Issue[] => {
    const whole = place === null ? split.whole : split.parts.get(place);
    const [range, parts] = [rangeOf(whole), within(place)];
    const isExact = (cell: Placed) => cell.value !== null;
    if (!whole || !range || parts.length === 0 || [whole, ...parts].every(isExact)) return [];
    const outermost = dimension.categories.filter(({ parent }) => parent === place);
    const isWhole =
      place === null && dimension.exhaustive && outermost.every(({ code }) => rangeOf(split.parts.get(code)));
    const sum = sumOf(parts.flatMap((part) => rangeOf(part) ?? []));
    const isTooLarge = (version.kind === 'COUNT' || isWhole) && exceeds(sum.lowest, range.highest);
    const isTooSmall = isWhole && exceeds(range.lowest, sum.highest);
    if (!isTooLarge && !isTooSmall) return [];
    const of = place === null ? '' : ` within "${place}"`;
    const fault = isTooLarge
      ? `add up to at least ${sum.lowest}, which exceeds ${range.highest}`
      : `add up to at most ${sum.highest}, which is less than ${range.lowest}`;
    const message = `The categories of "${dimension.code}"${of} ${fault}. Correct one of these figures or bounds.`;
    const field = whole.value !== null ? 'value' : isTooLarge ? 'upperBound' : 'lowerBound';
    return [{ code: 'NOT_ADDITIVE', path: ['cells', String(whole.index), field], message }];
  });
}

function sumOf(ranges: readonly FigureRange[]): FigureRange {
  const add = (one: string | null, other: string | null) =>
    one === null || other === null ? null : addDecimals(one, other);
  return ranges.reduce<FigureRange>(
    (sum, { lowest, highest }) => ({ lowest: add(sum.lowest, lowest), highest: add(sum.highest, highest) }),
    { lowest: '0', highest: '0' },
  );
}

function exceeds(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && compareDecimals(one, other) > 0;
}
