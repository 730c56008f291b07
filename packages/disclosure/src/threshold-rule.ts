import { cellRole, type IndexedSet } from './indexed-set.ts';

/** A sensitive quantity by the index of its cell: the count in one table, or public denominator minus count. */
export interface IndexedQuantity {
  cell: number;
  table: number;
  quantity: 'COUNT' | 'DIFFERENCE';
}

/**
 * The sensitive quantities of a set by the threshold rule, in the order of cells. Cells that are `PUBLISHED` already
 * are not sensitive. A count that is not known because of bounds is sensitive if it can be small.
 */
export function sensitiveQuantities(set: IndexedSet): IndexedQuantity[] {
  const { thresholds, hideZeros, roles, tables, denominators, smallest, largest } = set;
  const sensitive: IndexedQuantity[] = [];
  for (let cell = 0; cell < set.cellCount; cell++) {
    if (roles[cell] === cellRole.published) continue;
    const threshold = thresholds[cell] ?? set.threshold;
    const canBeSmall = (least: number, most: number) => least < threshold && (most > 0 || hideZeros);
    tables.forEach((counts, table) => {
      const count = counts[cell] ?? 0;
      const [least, most] = table === 0 ? [smallest[cell] ?? 0, largest[cell] ?? 0] : [count, count];
      const denominator = denominators[cell] ?? 0;
      if (canBeSmall(least, most)) sensitive.push({ cell, table, quantity: 'COUNT' });
      const leastDifference = Math.max(0, denominator - most);
      if (canBeSmall(leastDifference, denominator - least)) sensitive.push({ cell, table, quantity: 'DIFFERENCE' });
    });
  }
  return sensitive;
}
