import type { DimensionRules, IndicatorVersion } from '../../indicator/index.ts';
import { type FigureCell, figureStatuses } from '../../indicator/index.ts';
import { RowCells } from './row-cells.ts';
import { type AddingVersion, cellsTogether } from './together.ts';

/** What is looked at in a version to know whether categories make up a total. */
export type SplitVersion = AddingVersion & Pick<IndicatorVersion, 'denominatorOverCategories'>;

/**
 * The cells of a row with its total. One that does not say it has it all the same where the outermost categories of an
 * exhaustive dimension are all there: everyone can add them up. Undefined where it follows from nothing.
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
    const figures = outermost.flatMap((cell) => (cell && isFigure(cell) ? [{ ...cell, categories: [] }] : []));
    const [total] = figures.length === outermost.length ? cellsTogether([figures], version) : [];
    if (total) return [...cells.filter((cell) => cell !== row.total), total];
  }
  return undefined;
}

/** Whether a row says something of categories within one of which it says nothing. */
export function lacks(
  cells: readonly FigureCell[],
  { dimension, category }: { dimension: DimensionRules; category: string },
): boolean {
  const { code, categories } = dimension;
  const row = new RowCells(cells);
  const says = (each: string) => {
    const cell = row.cellOf(code, each);
    return cell !== undefined && isFigure(cell);
  };
  const saysWithin = (each: string): boolean =>
    categories.some((within) => within.parent === each && (says(within.code) || saysWithin(within.code)));
  return !says(category) && saysWithin(category);
}

/** Whether a cell has a figure, and does not only say why it has none. */
export function isFigure({ status }: FigureCell): boolean {
  return figureStatuses.includes(status);
}
