import type { DimensionRules } from '../breakdown.ts';
import { type CellState, type LinkedRow, type PerCell, protect, type WithholdingReason } from '../disclosure.ts';
import { judgeRelease } from '../release-rule.ts';
import { LinkedColumns } from './columns.ts';
import { linkRows, type Settled } from './linked-rows.ts';
import { type CountingVersion, type PeopleMeasures, peopleMeasures } from './people.ts';
import { RowCells } from './row-cells.ts';
import { type DecidedRow, type ReportedRow, rowKey } from './rows.ts';
import { withRest } from './stated-total.ts';
import { decideCells, decided, withholdAll } from './verdict.ts';

type Reasons = PerCell<WithholdingReason | null>;

/** What was decided of rows together. */
export interface SetDecision {
  rows: DecidedRow[];
  /** Why each column of the row of totals is withheld; null where there is no such row. */
  totals: Reasons | null;
  /** Whether every cell is shown, with nothing small among them. */
  plain: boolean;
  /** How many sums a contributor could narrow by what it knows. */
  unprotected: number;
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
   * Rows that add up (`totals`), or of which each stands for itself; undefined where nothing of them can be shown safely
   * beside what is public already. `stated` is the figure of them all where the ecosystem says it: what is left of it
   * beside them is then a row that nobody sees. `fixedTotals` says of each column whether its sum could be shown.
   */
  decide(
    rows: readonly ReportedRow[],
    set: { totals: boolean; fixedTotals?: PerCell<CellState>; stated?: ReportedRow },
  ): SetDecision | undefined {
    const everyone = set.stated ? [...rows, set.stated] : rows;
    const { threshold, hideZeros } = this.#rules;
    const linked = this.#link(everyone);
    if (linked === 'NO_PEOPLE') return this.showAll(everyone);
    if (linked === 'UNCOUNTABLE') return this.#allOrNothing(everyone);
    const made = set.stated ? withRest(linked) : { rows: linked, fixedTotals: withKnown(set.fixedTotals, linked) };
    if (!made) return undefined;
    const found = protect({ threshold, hideZeros, dimensions: this.columns.named, totals: set.totals, ...made });
    if (!found.safe) return undefined;
    const { withheld, protections, unprotected } = found;
    const reasons =
      set.stated && withheld.totals ? [...withheld.rows.slice(0, rows.length), withheld.totals] : withheld.rows;
    return {
      rows: everyone.map((row, at) => this.#decided(row, reasons[at])),
      totals: set.stated ? null : withheld.totals,
      plain: protections.length === 0 && unprotected.length === 0,
      unprotected: unprotected.length,
    };
  }

  #link(rows: readonly ReportedRow[]): LinkedRow[] | 'NO_PEOPLE' | 'UNCOUNTABLE' {
    const toLink = rows.map((row) => ({
      key: rowKey(row),
      contributor: row.organizationId,
      cells: new RowCells(row.cells),
      settled: this.#settledOf(row),
    }));
    const { version, threshold } = this.#rules;
    const { columns, measures } = this;
    const shared = version.denominatorOverCategories === 'SHARED';
    return linkRows(toLink, { columns, measures, shared, threshold });
  }

  #decided(row: ReportedRow, reasons: Reasons | undefined): DecidedRow {
    const { organizationId, place, cells } = row;
    const { columns, measures } = this;
    const judged = reasons ? decideCells(cells, { reasons, columns, measures }) : [];
    return { organizationId, place, origin: 'NEW', summed: false, cells: judged };
  }

  /** Rows as they are. */
  showAll(rows: readonly ReportedRow[]): SetDecision {
    const shown = rows.map(({ organizationId, place, cells }): DecidedRow => {
      return { organizationId, place, origin: 'NEW', summed: false, cells: cells.map((cell) => decided(cell, null)) };
    });
    return { rows: shown, totals: this.everyColumn(null), plain: true, unprotected: 0 };
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
    return { rows: withheld, totals: this.everyColumn(reason), plain: false, unprotected: 0 };
  }

  /** The same for the total and every column. */
  everyColumn<T>(value: T): PerCell<T> {
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
