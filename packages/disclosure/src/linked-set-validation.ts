import type {
  CellStatus,
  CountBounds,
  LinkedDimension,
  LinkedRow,
  LinkedSet,
  PerCell,
  RowCounts,
} from './linked-set.ts';

const minimumThreshold = 3;
const statuses: readonly CellStatus[] = ['UNDECIDED', 'PUBLISHED', 'SUPPRESSED', 'NEVER_PUBLISHED'];

/** Throws a RangeError that names the first violation, if a linked set does not satisfy {@link LinkedSet}. */
export function validateLinkedSet(set: LinkedSet): void {
  const { threshold, scale, dimensions, rows, hasTotalRow, totalRowStatus, totalRowThresholds } = set;
  if (!Number.isInteger(threshold) || threshold < minimumThreshold) {
    throw new RangeError(`\`threshold\` must be an integer of at least ${minimumThreshold}, not ${threshold}.`);
  }
  if (scale !== undefined && !(Number.isSafeInteger(scale) && scale >= 1))
    throw new RangeError(`\`scale\` must be an integer of at least 1, not ${scale}.`);
  validateKeys('`dimensions`', dimensions);
  for (const { key, categories } of dimensions) {
    if (categories.length === 0) throw new RangeError(`Dimension "${key}" has no categories. Add at least one.`);
    validateUnique(`Dimension "${key}"`, categories);
  }
  validateKeys('`rows`', rows);
  for (const row of rows) validateRow(row, set);
  if (totalRowThresholds !== undefined)
    validateThresholds(totalRowThresholds, { threshold, context: { dimensions, row: 'the total row' } });
  if (totalRowStatus === undefined) return;
  if (!hasTotalRow)
    throw new RangeError('`totalRowStatus` requires `hasTotalRow: true`. Set `hasTotalRow`, or omit `totalRowStatus`.');
  validateStatus(totalRowStatus, { dimensions, row: 'the total row' });
}

function validateKeys(owner: string, list: readonly { key: string }[]): void {
  validateUnique(
    owner,
    list.map(({ key }) => key),
  );
}

function validateUnique(owner: string, keys: readonly string[]): void {
  const duplicate = keys.find((key, index) => keys.indexOf(key) !== index);
  if (duplicate !== undefined)
    throw new RangeError(`${owner} must not contain the key "${duplicate}" twice. Rename or remove one of the two.`);
}

function validateRow(row: LinkedRow, { dimensions, rows, scale, threshold }: LinkedSet): void {
  const name = `row "${row.key}"`;
  const context: Context = { dimensions, row: name };
  const tableCount = row.tables.length;
  if (tableCount < 1 || tableCount > 2) {
    throw new RangeError(`\`tables\` of ${name} must have 1 or 2 entries, not ${tableCount}.`);
  }
  const firstRow = rows[0] ?? row;
  const expectedCount = firstRow.tables.length;
  if (tableCount !== expectedCount) {
    throw new RangeError(
      `\`tables\` of ${name} must have as many entries as those of the first row, ${expectedCount}, not ${tableCount}.`,
    );
  }
  for (const table of row.tables) validateCounts(table, context);
  if ((row.publicDenominators === undefined) !== (firstRow.publicDenominators === undefined)) {
    throw new RangeError(
      `Either all rows or no rows must have \`publicDenominators\`. The first row and ${name} differ.`,
    );
  }
  if (row.publicDenominators !== undefined) validateDenominators(row, context);
  validateScores(row, { scale, context });
  for (const name of ['bounds', 'ranges'] as const) {
    const known = row[name];
    if (known !== undefined) validateBounds(known, { name, tables: row.tables, scale, context });
  }
  if (row.lowest !== undefined) validateLowest(row.lowest, { tables: row.tables, context });
  if (row.thresholds !== undefined) validateThresholds(row.thresholds, { threshold, context });
  if (row.status !== undefined) validateStatus(row.status, context);
}

interface Context {
  dimensions: readonly LinkedDimension[];
  /** Name of the row in messages. */
  row: string;
}

function validateCounts(counts: PerCell<number>, context: Context): void {
  const { dimensions, row } = context;
  validateShape(counts, context);
  for (const count of [counts.total, ...counts.parts.flat()]) {
    if (!Number.isSafeInteger(count) || count < 0) {
      throw new RangeError(`The counts of ${row} must be integers of at least 0, not ${count}.`);
    }
  }
  dimensions.forEach(({ key }, index) => {
    const sum = (counts.parts[index] ?? []).reduce((left, right) => left + right, 0);
    if (sum !== counts.total) {
      throw new RangeError(
        `The categories of "${key}" in ${row} must add up to the total ${counts.total}, not to ${sum}.`,
      );
    }
  });
}

function validateScores(
  { scores, tables }: LinkedRow,
  { scale, context }: { scale: number | undefined; context: Context },
): void {
  const { row } = context;
  if ((scores === undefined) !== (scale === undefined))
    throw new RangeError(`\`scores\` of ${row} and \`scale\` of the set require each other. Set both, or neither.`);
  const [counts] = tables;
  if (scores === undefined || scale === undefined || counts === undefined) return;
  validateCounts(scores, context);
  const people = [counts.total, ...counts.parts.flat()];
  [scores.total, ...scores.parts.flat()].forEach((sum, index) => {
    const highest = (people[index] ?? 0) * scale;
    if (sum > highest)
      throw new RangeError(`The scores of ${row} must add up to at most ${highest} in a cell, not to ${sum}.`);
  });
}

function validateLowest(
  lowest: readonly RowCounts[],
  { tables, context }: { tables: readonly RowCounts[]; context: Context },
): void {
  if (lowest.length !== tables.length)
    throw new RangeError(`\`lowest\` of ${context.row} must have as many entries as \`tables\`, ${tables.length}.`);
  lowest.forEach((bounds, table) => {
    validateShape(bounds, context);
    const counts = tables[table];
    const trueCounts = counts ? [counts.total, ...counts.parts.flat()] : [];
    [bounds.total, ...bounds.parts.flat()].forEach((bound, index) => {
      const count = trueCounts[index] ?? 0;
      if (!Number.isSafeInteger(bound) || bound < 0 || bound > count) {
        throw new RangeError(
          `The lowest counts of ${context.row} must be integers from 0 to the count, ${count}, not ${bound}.`,
        );
      }
    });
  });
}

function validateBounds(
  bounds: PerCell<CountBounds | null>,
  {
    name,
    tables,
    scale,
    context,
  }: { name: 'bounds' | 'ranges'; tables: readonly RowCounts[]; scale: number | undefined; context: Context },
): void {
  const { row } = context;
  validateShape(bounds, context);
  const [counts, second] = tables;
  if (second !== undefined || scale !== undefined)
    throw new RangeError(
      `\`${name}\` of ${row} require a single table and no \`scale\`. Omit them, or the second table.`,
    );
  const trueCounts = counts ? [counts.total, ...counts.parts.flat()] : [];
  [bounds.total, ...bounds.parts.flat()].forEach((each, index) => {
    if (each === null) return;
    const count = trueCounts[index] ?? 0;
    const { lowest, highest } = each;
    const isLowest = Number.isSafeInteger(lowest) && lowest >= 0 && lowest <= count;
    const isHighest = highest === null || (Number.isSafeInteger(highest) && highest >= count);
    if (isLowest && isHighest) return;
    throw new RangeError(
      `The ${name} of ${row} must be integers of at least 0, with the count ${count} between them, not ${lowest} and ${highest}.`,
    );
  });
}

function validateThresholds(
  thresholds: PerCell<number>,
  { threshold, context }: { threshold: number; context: Context },
): void {
  validateShape(thresholds, context);
  const tooLow = [thresholds.total, ...thresholds.parts.flat()].find(
    (each) => !Number.isSafeInteger(each) || each < threshold,
  );
  if (tooLow !== undefined)
    throw new RangeError(
      `The thresholds of ${context.row} must be integers of at least \`threshold\`, ${threshold}, not ${tooLow}.`,
    );
}

function validateDenominators({ publicDenominators, tables: [counts, second] }: LinkedRow, context: Context): void {
  const { dimensions, row } = context;
  if (publicDenominators === undefined || counts === undefined) return;
  if (second !== undefined)
    throw new RangeError(`\`publicDenominators\` of ${row} require a single table. Omit them, or the second table.`);
  validateShape(publicDenominators, context);
  const numerators = [counts.total, ...counts.parts.flat()];
  [publicDenominators.total, ...publicDenominators.parts.flat()].forEach((denominator, index) => {
    if (denominator === null) return;
    const count = numerators[index] ?? 0;
    if (!Number.isSafeInteger(denominator) || denominator < count) {
      throw new RangeError(
        `A denominator of ${row} must be an integer of at least its count ${count}, not ${denominator}.`,
      );
    }
  });
  dimensions.forEach(({ key }, index) => {
    const parts = publicDenominators.parts[index] ?? [];
    if (publicDenominators.total === null || parts.includes(null)) return;
    const sum = parts.reduce<number>((left, right) => left + (right ?? 0), 0);
    if (sum !== publicDenominators.total) {
      throw new RangeError(
        `The denominators of "${key}" in ${row} must add up to the total ${publicDenominators.total}, not to ${sum}.`,
      );
    }
  });
}

function validateStatus(status: PerCell<CellStatus>, context: Context): void {
  validateShape(status, context);
  const unknown = [status.total, ...status.parts.flat()].find((each) => !statuses.includes(each));
  if (unknown !== undefined)
    throw new RangeError(`"${unknown}" is not a status of a cell of ${context.row}. Use ${statuses.join(', ')}.`);
}

function validateShape({ parts }: PerCell<unknown>, { dimensions, row }: Context): void {
  const hasExpectedShape =
    parts.length === dimensions.length &&
    dimensions.every(({ categories }, index) => parts[index]?.length === categories.length);
  if (!hasExpectedShape)
    throw new RangeError(`\`parts\` of ${row} must have one list per dimension, with one entry per category.`);
}
