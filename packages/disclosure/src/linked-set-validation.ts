import type { CellStatus, LinkedDimension, LinkedRow, LinkedSet, PerCell } from './linked-set.ts';

const minimumThreshold = 3;
const statuses: readonly CellStatus[] = ['UNDECIDED', 'PUBLISHED', 'SUPPRESSED', 'NEVER_PUBLISHED'];

/** Throws a RangeError that names the first violation, if a linked set does not satisfy {@link LinkedSet}. */
export function validateLinkedSet(set: LinkedSet): void {
  const { threshold, dimensions, rows, hasTotalRow, totalRowStatus } = set;
  if (!Number.isInteger(threshold) || threshold < minimumThreshold) {
    throw new RangeError(`\`threshold\` must be an integer of at least ${minimumThreshold}, not ${threshold}.`);
  }
  validateKeys('`dimensions`', dimensions);
  for (const { key, categories } of dimensions) {
    if (categories.length === 0) throw new RangeError(`dimension "${key}" has no categories.`);
    validateUnique(`dimension "${key}"`, categories);
  }
  validateKeys('`rows`', rows);
  for (const row of rows) validateRow(row, set);
  if (totalRowStatus === undefined) return;
  if (!hasTotalRow) throw new RangeError('`totalRowStatus` requires `hasTotalRow`.');
  validateStatus(totalRowStatus, { dimensions, where: 'total row' });
}

function validateKeys(where: string, list: readonly { key: string }[]): void {
  validateUnique(
    where,
    list.map(({ key }) => key),
  );
}

function validateUnique(where: string, keys: readonly string[]): void {
  const duplicate = keys.find((key, index) => keys.indexOf(key) !== index);
  if (duplicate !== undefined) throw new RangeError(`${where}: duplicate key "${duplicate}".`);
}

function validateRow(row: LinkedRow, { dimensions, rows }: LinkedSet): void {
  const where = `row "${row.key}"`;
  if (row.tables.length < 1 || row.tables.length > 2)
    throw new RangeError(`${where}: \`tables\` must have 1 or 2 entries.`);
  if (row.tables.length !== rows[0]?.tables.length) {
    throw new RangeError(`${where}: all rows must have the same number of tables.`);
  }
  for (const table of row.tables) validateCounts(table, { dimensions, where });
  if ((row.publicDenominators === undefined) !== (rows[0].publicDenominators === undefined)) {
    throw new RangeError(`${where}: either all rows must have \`publicDenominators\` or none.`);
  }
  if (row.publicDenominators !== undefined) validateDenominators(row, { dimensions, where });
  if (row.status !== undefined) validateStatus(row.status, { dimensions, where });
}

interface Context {
  dimensions: readonly LinkedDimension[];
  /** Beginning of the message: the row. */
  where: string;
}

function validateCounts(counts: PerCell<number>, { dimensions, where }: Context): void {
  validateShape(counts, { dimensions, where });
  for (const count of [counts.total, ...counts.parts.flat()]) {
    if (!Number.isSafeInteger(count) || count < 0) {
      throw new RangeError(`${where}: counts must be integers of at least 0, not ${count}.`);
    }
  }
  dimensions.forEach(({ key }, index) => {
    const sum = (counts.parts[index] ?? []).reduce((left, right) => left + right, 0);
    if (sum !== counts.total) {
      throw new RangeError(`${where}: the categories of "${key}" add up to ${sum}, not to the total ${counts.total}.`);
    }
  });
}

function validateDenominators(
  { publicDenominators, tables: [counts, second] }: LinkedRow,
  { dimensions, where }: Context,
): void {
  if (publicDenominators === undefined || counts === undefined) return;
  if (second !== undefined) throw new RangeError(`${where}: \`publicDenominators\` require a single table.`);
  validateShape(publicDenominators, { dimensions, where });
  const numerators = [counts.total, ...counts.parts.flat()];
  [publicDenominators.total, ...publicDenominators.parts.flat()].forEach((denominator, index) => {
    if (denominator === null) return;
    const count = numerators[index] ?? 0;
    if (!Number.isSafeInteger(denominator) || denominator < count) {
      throw new RangeError(
        `${where}: a denominator must be an integer of at least its count ${count}, not ${denominator}.`,
      );
    }
  });
  dimensions.forEach(({ key }, index) => {
    const parts = publicDenominators.parts[index] ?? [];
    if (publicDenominators.total === null || parts.includes(null)) return;
    const sum = parts.reduce<number>((left, right) => left + (right ?? 0), 0);
    if (sum !== publicDenominators.total) {
      throw new RangeError(
        `${where}: the denominators of "${key}" add up to ${sum}, not to the total ${publicDenominators.total}.`,
      );
    }
  });
}

function validateStatus(status: PerCell<CellStatus>, { dimensions, where }: Context): void {
  validateShape(status, { dimensions, where });
  const unknown = [status.total, ...status.parts.flat()].find((each) => !statuses.includes(each));
  if (unknown !== undefined)
    throw new RangeError(`${where}: status "${unknown}" is not one of ${statuses.join(', ')}.`);
}

function validateShape({ parts }: PerCell<unknown>, { dimensions, where }: Context): void {
  const fits =
    parts.length === dimensions.length &&
    dimensions.every(({ categories }, index) => parts[index]?.length === categories.length);
  if (!fits) throw new RangeError(`${where}: \`parts\` must have one entry per category of each dimension.`);
}
