import type { DimensionRules, IndicatorVersion } from '../../../indicator/index.ts';
import { type FigureCell, figureStatuses } from '../../../indicator/index.ts';
import { RowCells } from '../linked/row-cells.ts';
import { type AddingVersion, aggregateCells } from './aggregate-cells.ts';

/** The fields of a version that determine whether categories add up to a total. */
export type SplitVersion = AddingVersion & Pick<IndicatorVersion, 'denominatorOverCategories'>;

/**
 * The cells of a row with its total. A total that is not reported follows from the outermost categories of an
 * exhaustive dimension if all of them are reported. `NOT_APPLICABLE` counts as zero, unless all of them are. Undefined if the
 * total is unknown.
 */
export function withTotal(
  cells: readonly FigureCell[],
  { dimensions, version }: { dimensions: readonly DimensionRules[]; version: SplitVersion },
): readonly FigureCell[] | undefined {
  const row = new RowCells(cells);
  if (row.total && isFigure(row.total)) return cells;
  if (version.kind === 'RATIO' && version.denominatorOverCategories !== 'SPLIT') return undefined;
  for (const { code, exclusive, exhaustive, categories } of dimensions) {
    const outermost = categories
      .filter(({ parent }) => parent === null)
      .map((category) => row.cellOf(code, category.code));
    if (!exclusive || !exhaustive || outermost.length === 0) continue;
    if (!outermost.every((cell) => cell && (isFigure(cell) || cell.status === 'NOT_APPLICABLE'))) continue;
    const figures = outermost.flatMap((cell) => (cell && isFigure(cell) ? [{ ...cell, categories: [] }] : []));
    const [total] = aggregateCells([figures], version);
    if (total) return [...cells.filter((cell) => cell !== row.total), total];
  }
  return undefined;
}

/** Whether a row has figures of child categories of a category, but none of the category. */
export function lacksParentFigure(
  cells: readonly FigureCell[],
  { dimension, category }: { dimension: DimensionRules; category: string },
): boolean {
  const { code, categories } = dimension;
  const row = new RowCells(cells);
  const hasFigure = (each: string) => {
    const cell = row.cellOf(code, each);
    return cell !== undefined && isFigure(cell);
  };
  const hasDescendantFigure = (each: string): boolean =>
    categories.some((child) => child.parent === each && (hasFigure(child.code) || hasDescendantFigure(child.code)));
  return !hasFigure(category) && hasDescendantFigure(category);
}

/** Whether the status of a cell states that it has a figure. */
export function isFigure({ status }: FigureCell): boolean {
  return figureStatuses.includes(status);
}
