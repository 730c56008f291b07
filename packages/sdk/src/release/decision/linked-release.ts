import type { CellState, LinkedRow, PerCell, WithholdingReason } from '@collective-impact/disclosure';
import { protect } from '@collective-impact/disclosure';
import type { DimensionRules } from '../../indicator/index.ts';
import { judgeRelease } from '../../indicator/internal.ts';
import { LinkedColumns } from './columns.ts';
import { linkRows, type Settled } from './linked-rows.ts';
import { crowded, outermost } from './nested.ts';
import { contradicted } from './overlapping.ts';
import { type CountingVersion, type PeopleMeasures, peopleMeasures } from './people.ts';
import { RowCells } from './row-cells.ts';
import { type DecidedCell, type DecidedRow, type ReportedRow, rowKey } from './rows.ts';
import { withRest } from './stated-total.ts';
import { decideCells, decided, saysPeople, withholdAll } from './verdict.ts';

type Reasons = PerCell<WithholdingReason | null>;

/** What was decided of rows together. */
export interface SetDecision {
  rows: DecidedRow[];
  /** By which columns; cells of other dimensions stand outside. */
  columns: LinkedColumns;
  /** Why each column of the row of totals is withheld; null where there is no such row. */
  totals: Reasons | null;
  /** Whether every cell is shown, with nothing small among them. */
  plain: boolean;
  /** How many sums a contributor could narrow by what it knows. */
  unprotected: number;
}

/**
 * Whether rows add up, or each stands for itself (`totals`). `stated` is the figure of them all where the ecosystem says it;
 * `fixedTotals` says of each column whether its sum could be shown.
 */
interface SetToDecide {
  totals: boolean;
  fixedTotals?: (columns: LinkedColumns) => PerCell<CellState>;
  stated?: ReportedRow;
}

/** What rows are decided by. */
export interface DecisionRules {
  version: CountingVersion;
  dimensions: readonly DimensionRules[];
  threshold: number;
  hideZeros: boolean;
}

/** Decides rows of reports, those that are linked by sums together. */
export class LinkedRelease {
  readonly columns: LinkedColumns;
  readonly measures: PeopleMeasures;
  readonly #rules: DecisionRules;
  readonly #settledOf: (row: ReportedRow) => Settled;

  constructor(rules: DecisionRules, settledOf: (row: ReportedRow) => Settled) {
    this.columns = new LinkedColumns(rules.dimensions);
    this.measures = peopleMeasures(rules.version);
    this.#rules = rules;
    this.#settledOf = settledOf;
  }

  /**
   * Undefined where nothing of the rows can be shown safely beside what is public already. What is left of a stated figure
   * beside them is a row that nobody sees.
   */
  decide(rows: readonly ReportedRow[], set: SetToDecide): SetDecision | undefined {
    return this.#decideBy(this.#rules.dimensions, { rows, set });
  }

  /** By these dimensions; once more without those of which more is known than what a set says. */
  #decideBy(
    dimensions: readonly DimensionRules[],
    { rows, set }: { rows: readonly ReportedRow[]; set: SetToDecide },
  ): SetDecision | undefined {
    const columns = dimensions === this.#rules.dimensions ? this.columns : new LinkedColumns(dimensions);
    const everyone = set.stated ? [...rows, set.stated] : rows;
    const { threshold, hideZeros } = this.#rules;
    const linked = this.#link(everyone, { columns, stated: set.stated !== undefined });
    if (linked === 'NO_PEOPLE') return this.#withoutCrossed(everyone);
    if (linked === 'UNCOUNTABLE') return this.#allOrNothing(everyone);
    const made = set.stated
      ? withRest(linked)
      : { rows: linked, fixedTotals: withKnown(set.fixedTotals?.(columns), linked) };
    if (!made) return undefined;
    const few = crowded(dimensions, { ...made, columns, threshold, hideZeros, totals: set.totals });
    if (few.length > 0) {
      const coarser = dimensions.map((dimension) => (few.includes(dimension) ? outermost(dimension) : dimension));
      return this.#decideBy(coarser, { rows, set });
    }
    const found = protect({ threshold, hideZeros, dimensions: columns.named, totals: set.totals, ...made });
    if (!found.safe) return undefined;
    const { withheld, protections, unprotected } = found;
    const stated = set.stated && linked.at(-1);
    const keys = columns.named.map(({ key }) => key);
    const untrue = contradicted(dimensions, { rows: made.rows, stated, keys, protections });
    if (untrue.length > 0) {
      const others = dimensions.filter((dimension) => !untrue.includes(dimension));
      return this.#decideBy(others, { rows, set });
    }
    const reasons =
      set.stated && withheld.totals ? [...withheld.rows.slice(0, rows.length), withheld.totals] : withheld.rows;
    return {
      rows: everyone.map((row, at) => this.#decided(row, { reasons: reasons[at], columns })),
      columns,
      totals: set.stated ? null : withheld.totals,
      plain: protections.length === 0 && unprotected.length === 0,
      unprotected: unprotected.length,
    };
  }

  /** Whether what is left of a stated figure beside rows that are parts of it is nobody or many, in every column. */
  leavesMany(rows: readonly ReportedRow[], stated: ReportedRow): boolean {
    const { threshold, hideZeros } = this.#rules;
    const linked = this.#link([...rows, stated], { columns: this.columns, stated: true });
    const rest = typeof linked === 'string' ? undefined : withRest(linked)?.rows.at(-1);
    if (!rest) return false;
    const counts = rest.tables.map(({ total, parts }) => [total, ...parts.flat()]);
    const ceiling = rest.ceiling && [rest.ceiling.total, ...rest.ceiling.parts.flat()];
    const others = ceiling?.map((most, at) => (most ?? Number.POSITIVE_INFINITY) - (counts[0]?.[at] ?? 0)) ?? [];
    return [...counts.flat(), ...others].every((number) => number >= threshold || (number === 0 && !hideZeros));
  }

  #link(
    rows: readonly ReportedRow[],
    { columns, stated }: { columns: LinkedColumns; stated: boolean },
  ): LinkedRow[] | 'NO_PEOPLE' | 'UNCOUNTABLE' {
    const toLink = rows.map((row) => ({
      key: rowKey(row),
      contributor: row.organizationId,
      cells: new RowCells(row.cells),
      settled: this.#settledOf(row),
    }));
    const { version, threshold } = this.#rules;
    const { measures } = this;
    const shared = version.denominatorOverCategories === 'SHARED';
    return linkRows(toLink, { columns, measures, shared, threshold, stated });
  }

  #decided(
    row: ReportedRow,
    { reasons, columns }: { reasons: Reasons | undefined; columns: LinkedColumns },
  ): DecidedRow {
    const { organizationId, place, cells } = row;
    const { measures } = this;
    const judged = reasons ? decideCells(cells, { reasons, columns, measures }) : [];
    return { organizationId, place, origin: 'NEW', summed: false, cells: judged };
  }

  /** Rows as they are. */
  showAll(rows: readonly ReportedRow[]): SetDecision {
    const shown = rows.map(({ organizationId, place, cells }): DecidedRow => {
      return { organizationId, place, origin: 'NEW', summed: false, cells: cells.map((cell) => decided(cell, null)) };
    });
    const { columns } = this;
    return { rows: shown, columns, totals: this.#everyColumn(null), plain: true, unprotected: 0 };
  }

  /** Rows of which no figure says people, unless it is split more than once: such a one stands outside. */
  #withoutCrossed(rows: readonly ReportedRow[]): SetDecision {
    const { measures } = this;
    const shown = this.showAll(rows);
    const decide = (cell: DecidedCell) => (saysPeople(cell, measures) ? decided(cell, 'OUTSIDE') : cell);
    const decidedRows = shown.rows.map((row) => ({ ...row, cells: row.cells.map(decide) }));
    const plain = decidedRows.every(({ cells }) => cells.every(({ suppressed }) => !suppressed));
    return { ...shown, rows: decidedRows, plain };
  }

  /** Whether rows can be shown as they are: nothing in them is small, nor what they leave of each other. */
  isPlain(rows: readonly Pick<ReportedRow, 'organizationId' | 'place' | 'cells'>[]): boolean {
    const { version, dimensions, threshold } = this.#rules;
    const cells = rows.flatMap(({ organizationId, place, cells: own }) =>
      own.map((cell) => ({ ...cell, organizationId, place })),
    );
    return judgeRelease({ version, cells, dimensions, threshold }).length === 0;
  }

  /** Numbers that cannot be linked by sums are all shown where none of them is small, else none but zeros. */
  #allOrNothing(rows: readonly ReportedRow[]): SetDecision {
    if (this.isPlain(rows)) return this.showAll(rows);
    const reason = 'LAST_RESORT';
    const withheld = rows.map(({ organizationId, place, cells }): DecidedRow => {
      return {
        organizationId,
        place,
        origin: 'NEW',
        summed: false,
        cells: withholdAll(cells, { measures: this.measures, hideZeros: this.#rules.hideZeros, reason }),
      };
    });
    const { columns } = this;
    return { rows: withheld, columns, totals: this.#everyColumn(reason), plain: false, unprotected: 0 };
  }

  /** The same for the total and every column. */
  #everyColumn<T>(value: T): PerCell<T> {
    return { total: value, parts: this.columns.named.map(({ categories }) => categories.map(() => value)) };
  }
}

/** What is left in no row is left in none together: that is known. */
function withKnown(fixedTotals: PerCell<CellState> | undefined, rows: readonly LinkedRow[]) {
  if (!fixedTotals) return undefined;
  const parts = fixedTotals.parts.map((states, at) =>
    states.map((state, column) => {
      const isKnown = rows.every(({ fixed }) => fixed?.parts[at]?.[column] === 'SHOWN');
      return state === 'HIDDEN' && isKnown ? 'SHOWN' : state;
    }),
  );
  return { total: fixedTotals.total, parts };
}
