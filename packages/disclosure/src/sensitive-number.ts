import { type Arrangement, cellKind } from './arrangement.ts';

/** A number of people that must not be told: what a cell counts in one of its tables, or what is left to its ceiling. */
export interface SensitiveNumber {
  cell: number;
  table: number;
  of: 'COUNT' | 'REMAINDER';
}

/** Every sensitive number of a set, by cell; what is shown already is none. */
export function sensitiveNumbers(arrangement: Arrangement): SensitiveNumber[] {
  const { threshold, hideZeros, kinds, tables, upper } = arrangement;
  const isSmall = (people: number) => people < threshold && (people > 0 || hideZeros);
  const found: SensitiveNumber[] = [];
  for (let cell = 0; cell < arrangement.cellCount; cell++) {
    if (kinds[cell] === cellKind.shown) continue;
    tables.forEach((counts, table) => {
      const count = counts[cell] ?? 0;
      const remainder = (upper[table]?.[cell] ?? 0) - count;
      if (isSmall(count)) found.push({ cell, table, of: 'COUNT' });
      if (isSmall(remainder)) found.push({ cell, table, of: 'REMAINDER' });
    });
  }
  return found;
}
