import type { LinkedRow } from '@collective-impact/disclosure';
import type { FigureCell } from '../../../indicator/index.ts';
import { figureStatuses } from '../../../indicator/index.ts';
import { multiplyDecimals, subtractDecimals } from '../../../shared/numbers/decimal.ts';
import { fitSums, type SumRange } from './fit-sums.ts';
import type { LinkedColumns, MeasuredRow } from './linked-columns.ts';
import type { RowCells } from './row-cells.ts';

/** Lowest and highest score of one person, of whose scores means are. Canonical decimals. */
export interface Scale {
  lowest: string;
  highest: string;
}

/** Most decimals of a score that are considered. */
const mostDecimals = 6;

/** The rows with the sums of their scores, in units in which they and the highest score are integers. */
export interface ScoredRows {
  scale: number;
  rows: LinkedRow[];
}

/**
 * Adds the sums of scores to the rows of a mean: its numerators, or values times people. A sum that follows from a
 * rounded value is one that rounds to it. Scores are counted from the lowest one of the scale. Undefined if there are no
 * such sums, because figures contradict each other or the scale.
 */
export function scoredRows(
  rows: readonly { linked: LinkedRow; cells: RowCells; counts: MeasuredRow }[],
  { scale, columns }: { scale: Scale; columns: LinkedColumns },
): ScoredRows | undefined {
  const numbers = rows.flatMap(({ cells }) => cells.list).flatMap(({ numerator, value }) => numerator ?? value ?? []);
  const decimals = Math.max(...[...numbers, scale.lowest, scale.highest].map(decimalsOf));
  if (decimals > mostDecimals) return undefined;
  const unit = `1${'0'.repeat(decimals)}`;
  const inUnits = (decimal: string) => Number(multiplyDecimals(decimal, unit));
  const highest = inUnits(subtractDecimals(scale.highest, scale.lowest));
  if (!Number.isSafeInteger(highest) || highest < 1) return undefined;
  const rangeFor = (cell: FigureCell): SumRange | null => {
    const { numerator, denominator, value, base, status } = cell;
    if (!figureStatuses.includes(status)) return null;
    const people = denominator ?? (base === null ? null : String(base));
    if (people === null) return null;
    const lowest = multiplyDecimals(scale.lowest, people);
    if (numerator !== null) {
      const sum = inUnits(subtractDecimals(numerator, lowest));
      return { lowest: sum, highest: sum, likely: sum };
    }
    if (value === null) return null;
    const sum = inUnits(subtractDecimals(multiplyDecimals(value, people), lowest));
    const rounding = (10 ** (decimals - decimalsOf(value)) * Number(people)) / 2;
    return { lowest: Math.ceil(sum - rounding), highest: Math.floor(sum + rounding), likely: Math.round(sum) };
  };
  const scored = rows.flatMap(({ linked, cells, counts }) => {
    const scores = fitSums(cells, { counts, perPerson: highest, columns, rangeOf: rangeFor });
    const isExact = scores && [scores.total, ...scores.parts.flat()].every(Number.isSafeInteger);
    return isExact ? [{ ...linked, scores }] : [];
  });
  return scored.length === rows.length ? { scale: highest, rows: scored } : undefined;
}

function decimalsOf(decimal: string): number {
  return decimal.split('.')[1]?.length ?? 0;
}
