import { cellRole, type IndexedSet } from './indexed-set.ts';

/** A sensitive quantity by the index of its cell: the count in one table, or public denominator minus count. */
export interface IndexedQuantity {
  cell: number;
  table: number;
  quantity: 'COUNT' | 'DIFFERENCE';
}

/**
 * The sensitive quantities of a set by the threshold rule, in the order of cells. Cells that are `PUBLISHED` already
 * are not sensitive.
 */
export function sensitiveQuantities(set: IndexedSet): IndexedQuantity[] {
  const { thresholds, hideZeros, roles, tables, upper } = set;
  const sensitive: IndexedQuantity[] = [];
  for (let cell = 0; cell < set.cellCount; cell++) {
    if (roles[cell] === cellRole.published) continue;
    const threshold = thresholds[cell] ?? set.threshold;
    const isSmall = (count: number) => count < threshold && (count > 0 || hideZeros);
    tables.forEach((counts, table) => {
      const count = counts[cell] ?? 0;
      const difference = (upper[table]?.[cell] ?? 0) - count;
      if (isSmall(count)) sensitive.push({ cell, table, quantity: 'COUNT' });
      if (isSmall(difference)) sensitive.push({ cell, table, quantity: 'DIFFERENCE' });
    });
  }
  return sensitive;
}
