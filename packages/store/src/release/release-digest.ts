import { createHash } from 'node:crypto';
import type { FigureCell } from '@collective-impact/sdk/indicator';

/** SHA-256 hash of cells, independent of their order. Equal for equal cells. Cells cannot be read from it, only guessed and compared. */
export function digestOf(cells: readonly FigureCell[]): string {
  const texts = cells.map((cell) => {
    const { categories, value, numerator, denominator, base, standardError, status, lowerBound, upperBound } = cell;
    const bounds = [lowerBound ?? null, upperBound ?? null];
    // Cells without bounds have the digest that they had before there were bounds.
    const ofBounds = bounds.some((bound) => bound !== null) ? [bounds] : [];
    return JSON.stringify([
      categories.map(({ dimension, category }) => [dimension, category]).sort(),
      value,
      numerator,
      denominator,
      base,
      standardError,
      status,
      ...ofBounds,
    ]);
  });
  return createHash('sha256').update(texts.sort().join('\n')).digest('hex');
}
