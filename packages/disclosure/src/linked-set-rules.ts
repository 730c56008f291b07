import type { CellState, LinkedDimension, LinkedRow, LinkedSet, PerCell } from './linked-set.ts';

const leastThreshold = 3;
const states: readonly CellState[] = ['FREE', 'SHOWN', 'WITHHELD', 'HIDDEN'];

/** Throws a RangeError that says what is wrong, where a linked set is not as {@link LinkedSet} says. */
export function checkLinkedSet(set: LinkedSet): void {
  const { threshold, dimensions, rows, totals, fixedTotals } = set;
  if (!Number.isInteger(threshold) || threshold < leastThreshold) {
    throw new RangeError(`a threshold from ${leastThreshold} is expected, not ${threshold}`);
  }
  checkKeys('dimensions', dimensions);
  for (const { key, categories } of dimensions) {
    if (categories.length === 0) throw new RangeError(`dimension "${key}" has no categories`);
    checkDistinct(`dimension "${key}"`, categories);
  }
  checkKeys('rows', rows);
  for (const row of rows) checkRow(row, set);
  if (fixedTotals === undefined) return;
  if (!totals) throw new RangeError('rows that do not add up have no row of totals that anything is settled about');
  checkStates(fixedTotals, { dimensions, where: 'the row of totals' });
}

function checkKeys(what: string, list: readonly { key: string }[]): void {
  checkDistinct(
    what,
    list.map(({ key }) => key),
  );
}

function checkDistinct(where: string, keys: readonly string[]): void {
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice !== undefined) throw new RangeError(`${where}: "${twice}" is there twice`);
}

function checkRow(row: LinkedRow, set: LinkedSet): void {
  const { dimensions, rows } = set;
  const where = `row "${row.key}"`;
  if (row.tables.length < 1 || row.tables.length > 2) throw new RangeError(`${where}: one or two tables are expected`);
  if (row.tables.length !== rows[0]?.tables.length) throw new RangeError(`${where}: all rows have as many tables`);
  for (const table of row.tables) checkCounts(table, { dimensions, where });
  if ((row.ceiling === undefined) !== (rows[0].ceiling === undefined)) {
    throw new RangeError(`${where}: either all rows have ceilings or none`);
  }
  if (row.ceiling !== undefined) checkCeiling(row, { dimensions, where });
  if (row.fixed !== undefined) checkStates(row.fixed, { dimensions, where });
}

interface Place {
  dimensions: readonly LinkedDimension[];
  where: string;
}

function checkCounts(counts: PerCell<number>, { dimensions, where }: Place): void {
  checkShape(counts, { dimensions, where });
  for (const count of [counts.total, ...counts.parts.flat()]) {
    if (!Number.isSafeInteger(count) || count < 0) {
      throw new RangeError(`${where}: a whole number from 0 is expected, not ${count}`);
    }
  }
  dimensions.forEach(({ key }, index) => {
    const sum = (counts.parts[index] ?? []).reduce((left, right) => left + right, 0);
    if (sum !== counts.total) {
      throw new RangeError(`${where}: the categories of "${key}" add up to ${sum}, not to ${counts.total}`);
    }
  });
}

function checkCeiling({ ceiling, tables: [counts, second] }: LinkedRow, { dimensions, where }: Place): void {
  if (ceiling === undefined || counts === undefined) return;
  if (second !== undefined) throw new RangeError(`${where}: only a single table has ceilings`);
  checkShape(ceiling, { dimensions, where });
  const below = [counts.total, ...counts.parts.flat()];
  [ceiling.total, ...ceiling.parts.flat()].forEach((most, index) => {
    if (most === null) return;
    const count = below[index] ?? 0;
    if (!Number.isSafeInteger(most) || most < count) {
      throw new RangeError(`${where}: a ceiling of at least ${count}, a whole number, is expected, not ${most}`);
    }
  });
  dimensions.forEach(({ key }, index) => {
    const parts = ceiling.parts[index] ?? [];
    if (ceiling.total === null || parts.includes(null)) return;
    const sum = parts.reduce<number>((left, right) => left + (right ?? 0), 0);
    if (sum !== ceiling.total) {
      throw new RangeError(`${where}: the ceilings of "${key}" add up to ${sum}, not to ${ceiling.total}`);
    }
  });
}

function checkStates(fixed: PerCell<CellState>, { dimensions, where }: Place): void {
  checkShape(fixed, { dimensions, where });
  const unknown = [fixed.total, ...fixed.parts.flat()].find((state) => !states.includes(state));
  if (unknown !== undefined) throw new RangeError(`${where}: "${unknown}" is none of ${states.join(', ')}`);
}

function checkShape({ parts }: PerCell<unknown>, { dimensions, where }: Place): void {
  const fits =
    parts.length === dimensions.length && dimensions.every((each, at) => parts[at]?.length === each.categories.length);
  if (!fits) throw new RangeError(`${where}: one entry for each category of each dimension is expected`);
}
