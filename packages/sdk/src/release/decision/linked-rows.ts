import type { CellStatus, LinkedRow, PerCell } from '@collective-impact/disclosure';
import type { ColumnContent, LinkedColumns, MeasuredRow } from './columns.ts';
import type { Measure, PeopleMeasures } from './people.ts';
import type { RowCells } from './row-cells.ts';

/** How rows are linked. */
export interface Linking {
  columns: LinkedColumns;
  measures: PeopleMeasures;
  /** Whether the categories of a ratio share a denominator. */
  shared: boolean;
  threshold: number;
  /** Whether the last row states what all of them come to: what is left of it is a number of people too. */
  stated: boolean;
}

/** A row to be linked: its cells, whose it is, and what is settled of its cells by the release before. */
export interface RowToLink {
  key: string;
  contributor: string | null;
  cells: RowCells;
  settled: Settled;
}

/** What is settled of the cell of a category, or of the total (no category). */
export type Settled = (dimension?: string, category?: string) => CellStatus;

type Table = readonly MeasuredRow[];

/** Numbers that are withheld together, and what they cannot exceed where that is known to all. */
interface Tables {
  tables: Table[];
  publicDenominators?: readonly PerCell<number | null>[];
}

/**
 * Rows as a linked set has them; `NO_PEOPLE` where no cell says how many people it is about, and `UNCOUNTABLE` where the
 * numbers contradict each other or are no whole ones.
 */
export function linkRows(rows: readonly RowToLink[], set: Linking): LinkedRow[] | 'NO_PEOPLE' | 'UNCOUNTABLE' {
  const found = new TableMaker(rows, set).make();
  if (typeof found === 'string') return found;
  return rows.map((row, at) => {
    const measured = found.tables.flatMap((table) => table[at] ?? []);
    const linked: LinkedRow = {
      key: row.key,
      contributor: row.contributor,
      tables: measured.map(({ total, parts }) => ({ total, parts })),
      status: fixedOf(row, { measured, columns: set.columns }),
    };
    const publicDenominators = found.publicDenominators?.[at];
    return publicDenominators ? { ...linked, publicDenominators } : linked;
  });
}

function fixedOf(
  { settled }: RowToLink,
  { measured, columns }: { measured: readonly MeasuredRow[]; columns: LinkedColumns },
): PerCell<CellStatus> {
  const stateOf = (contents: readonly ColumnContent[], state: () => CellStatus): CellStatus => {
    if (contents.includes('CELL')) return state();
    // Everyone can tell that there is somebody: a category of nobody would be shown.
    if (contents.length > 0 && contents.every((content) => content === 'ALONE')) return 'SUPPRESSED';
    if (contents.includes('ALONE')) return 'NEVER_PUBLISHED';
    return contents.includes('LEFT') ? 'NEVER_PUBLISHED' : 'PUBLISHED';
  };
  // Who says nothing at all is in no sum.
  const isSilent = measured.every(({ contents }) => contents.flat().every((content) => content === 'NOTHING'));
  const unsaid = isSilent ? 'PUBLISHED' : 'NEVER_PUBLISHED';
  return {
    total: measured.some(({ statesTotal }) => statesTotal) ? settled() : unsaid,
    parts: columns.dimensions.map(({ dimension, categories }, at) =>
      [...categories, null].map((category, column) =>
        stateOf(
          measured.flatMap(({ contents }) => contents[at]?.[column] ?? []),
          () => settled(dimension, category?.code),
        ),
      ),
    ),
  };
}

class TableMaker {
  readonly #rows: readonly RowToLink[];
  readonly #set: Linking;

  constructor(rows: readonly RowToLink[], set: Linking) {
    this.#rows = rows;
    this.#set = set;
  }

  make(): Tables | 'NO_PEOPLE' | 'UNCOUNTABLE' {
    const { counts, ratio } = this.#set.measures;
    const found = ratio ? this.#ratio(ratio) : 'NO_PEOPLE';
    if (found === 'UNCOUNTABLE') return found;
    let tables = found === 'NO_PEOPLE' ? [] : found.tables;
    for (const measure of counts) {
      const table = this.#measured(measure);
      if (table === 'UNCOUNTABLE') return table;
      // Numbers that are all large, beside others that are not, are shown or withheld with those.
      if (table === 'NO_PEOPLE' || (tables.length > 0 && !this.#hasSmall(table))) continue;
      if (!tables.some((other) => isEqual(other, table))) tables = [...tables, table];
    }
    if (tables.length === 0) return 'NO_PEOPLE';
    if (tables.length > 2 || (tables.length > 1 && found !== 'NO_PEOPLE' && found.publicDenominators))
      return 'UNCOUNTABLE';
    return found !== 'NO_PEOPLE' && found.publicDenominators
      ? { tables, publicDenominators: found.publicDenominators }
      : { tables };
  }

  #measured(measure: Measure): Table | 'NO_PEOPLE' | 'UNCOUNTABLE' {
    const table = this.#rows.map(({ cells }) => this.#set.columns.measure(cells, measure));
    if (table.some((row) => row === undefined)) return 'UNCOUNTABLE';
    const rows = table.flatMap((row) => row ?? []);
    const says = ({ statesTotal, contents }: MeasuredRow) => statesTotal || contents.flat().includes('CELL');
    return rows.some(says) ? rows : 'NO_PEOPLE';
  }

  #ratio({ numerator, denominator }: NonNullable<PeopleMeasures['ratio']>): Tables | 'NO_PEOPLE' | 'UNCOUNTABLE' {
    const counted = this.#measured(numerator);
    if (typeof counted === 'string') return counted;
    if (this.#set.shared) return this.#sharing(counted, denominator);
    const among = this.#measured(denominator);
    if (typeof among === 'string') return 'UNCOUNTABLE';
    const others = counted.map((row, at) => differenceOf(among[at], row));
    if (others.some((row) => row === undefined)) return 'UNCOUNTABLE';
    if (this.#hasSmall(among)) return { tables: [counted, others.flatMap((row) => row ?? [])] };
    return { tables: [counted], publicDenominators: among.map(({ total, parts }) => ({ total, parts })) };
  }

  /** Categories that share one denominator do not split it: it bounds each of them by itself. */
  #sharing(counted: Table, denominator: Measure): Tables | 'UNCOUNTABLE' {
    const { columns, threshold } = this.#set;
    const publicDenominators = this.#rows.map(({ cells }) => {
      const bound = (cell: Parameters<Measure>[0] | undefined) => (cell ? denominator(cell) : null);
      return {
        total: bound(cells.total),
        parts: columns.dimensions.map(({ dimension, categories }) => [
          ...categories.map(({ code }) => bound(cells.cellOf(dimension, code))),
          null,
        ]),
      };
    });
    const bounds = publicDenominators.flatMap(({ total, parts }) => [total, ...parts.flat()]);
    const isFit = bounds.every((bound) => bound === null || bound === 0 || bound >= threshold);
    return isFit ? { tables: [counted], publicDenominators } : 'UNCOUNTABLE';
  }

  #hasSmall(table: Table): boolean {
    const lists = table.map(({ total, parts }) => [total, ...parts.flat()]);
    const last = this.#set.stated ? lists.at(-1) : undefined;
    const left = last?.map((number, at) => lists.slice(0, -1).reduce((rest, list) => rest - (list[at] ?? 0), number));
    const numbers = [...lists.flat(), ...(left ?? [])];
    return numbers.some((number) => number > 0 && number < this.#set.threshold);
  }
}

function differenceOf(whole: MeasuredRow | undefined, part: MeasuredRow): MeasuredRow | undefined {
  if (!whole) return undefined;
  const parts = part.parts.map((columns, at) =>
    columns.map((count, column) => (whole.parts[at]?.[column] ?? 0) - count),
  );
  const total = whole.total - part.total;
  // Where none of the counted are left, some of the others can be: what is left of both is what is left.
  const { contents } = whole;
  return total < 0 || parts.flat().some((count) => count < 0) ? undefined : { ...part, total, parts, contents };
}

function isEqual(one: Table, other: Table): boolean {
  return one.every((row, at) => {
    const same = other[at];
    return same?.total === row.total && JSON.stringify(same.parts) === JSON.stringify(row.parts);
  });
}
