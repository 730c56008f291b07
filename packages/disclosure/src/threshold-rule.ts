import { cellRole, type IndexedSet } from './indexed-set.ts';

/** The threshold rule: counts below a minimum are sensitive. */
export interface ThresholdRule {
  /** Minimum of counts that may be published. */
  threshold: number;
  /** Whether a count of 0 is sensitive too. */
  hideZeros: boolean;
}

/**
 * Whether a count is sensitive by the threshold rule: greater than 0 (or 0, if zeros are hidden) and below the threshold.
 *
 * @see https://doi.org/10.1002/9781118348239 Hundepool and others 2012, Statistical Disclosure Control
 */
export function isSensitiveCount(count: number, rule: ThresholdRule): boolean {
  return canBeSensitive({ least: count, most: count }, rule);
}

/** Whether a count in a range can be sensitive by the threshold rule. */
function canBeSensitive(
  { least, most }: { least: number; most: number },
  { threshold, hideZeros }: ThresholdRule,
): boolean {
  return least < threshold && (most > 0 || hideZeros);
}

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
    const rule = { threshold, hideZeros };
    tables.forEach((counts, table) => {
      const count = counts[cell] ?? 0;
      const [least, most] = table === 0 ? [smallest[cell] ?? 0, largest[cell] ?? 0] : [count, count];
      const denominator = denominators[cell] ?? 0;
      if (canBeSensitive({ least, most }, rule)) sensitive.push({ cell, table, quantity: 'COUNT' });
      const difference = { least: Math.max(0, denominator - most), most: denominator - least };
      if (canBeSensitive(difference, rule)) sensitive.push({ cell, table, quantity: 'DIFFERENCE' });
    });
  }
  return sensitive;
}
