import { createHash } from 'node:crypto';
import type { FigureCell } from '@collective-impact/sdk/indicator';

/** Equal where a report says the same; of what it says nothing can be read from it without trying. */
export function digestOf(cells: readonly FigureCell[]): string {
  const texts = cells.map(({ categories, value, numerator, denominator, base, standardError, status }) =>
    JSON.stringify([
      categories.map(({ dimension, category }) => [dimension, category]).sort(),
      value,
      numerator,
      denominator,
      base,
      standardError,
      status,
    ]),
  );
  return createHash('sha256').update(texts.sort().join('\n')).digest('hex');
}
