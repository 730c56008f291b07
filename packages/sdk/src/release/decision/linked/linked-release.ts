import { isSensitiveCount, type LinkedRow, type PerCell, type ProtectedSet } from '@collective-impact/disclosure';
import type { DimensionRules, FigureCell } from '../../../indicator/index.ts';
import { judgeRelease } from '../../../indicator/internal.ts';
import { decideCells, decided, hasPeople, suppressAll } from '../decided-cells.ts';
import { type DecidedRow, type ReportedRow, rowKey, type SuppressionReason } from '../rows.ts';
import type { DecisionRules, RowContext, SetToDecide } from './decision-rules.ts';
import { derivedNumerators } from './derived-numerators.ts';
import { LinkedColumns } from './linked-columns.ts';
import { type LinkedRowsResult, linkRows } from './linked-rows.ts';
import { type PeopleMeasures, peopleMeasures } from './people-measures.ts';
import { addResidualRow } from './residual-row.ts';
import { canShowBounds, losesBounds } from './row-bounds.ts';
import { RowCells } from './row-cells.ts';
import { type Attempt, type LinkedReports, protectSet, requireSums, verifyProtection } from './set-attempt.ts';
import type { DecisionWithTotals, SetDecision, SetProtection } from './set-decision.ts';
import { canShowDenominators } from './shown-denominators.ts';
import { childRequirements, type SetChildRequirements } from './withheld-children.ts';

/** The reports of a set, and the linked set that protects them. */
interface ProtectedRows {
  rows: readonly ReportedRow[];
  columns: LinkedColumns;
  set: SetToDecide;
  protection: SetProtection;
}

/** Decides sets of reported rows that are linked by sums. */
export class LinkedRelease {
  readonly columns: LinkedColumns;
  readonly measures: PeopleMeasures;
  readonly #rules: DecisionRules;
  readonly #context: RowContext;

  constructor(rules: DecisionRules, context: RowContext) {
    this.columns = new LinkedColumns(rules.dimensions);
    this.measures = peopleMeasures(rules.version);
    this.#rules = rules;
    this.#context = context;
  }

  /**
   * Decides a set by the first choice of dimensions that is safe: all of them, then without the child categories and
   * dimensions about which more is known than a linked set contains. Undefined if nothing of the rows can be published
   * safely.
   */
  decide(set: SetToDecide): SetDecision | undefined {
    let { dimensions } = this.#rules;
    for (;;) {
      const attempt = this.#decideWith(dimensions, set);
      if (attempt.kind === 'DECIDED') return attempt.decision;
      if (attempt.kind === 'UNSAFE') return undefined;
      dimensions = attempt.dimensions;
    }
  }

  #decideWith(dimensions: readonly DimensionRules[], set: SetToDecide): Attempt {
    const reports = this.#linkReports(dimensions, set);
    if (reports.kind !== 'LINKED') return reports;
    const required = requireSums(reports, this.#rules);
    if (required.kind !== 'REQUIRED') return required;
    const found = protectSet(reports, required);
    const verified = verifyProtection(found, { reports, set: required, rules: this.#rules });
    if (verified.kind !== 'VERIFIED') return verified;
    const { result } = verified;
    const { rows, columns } = reports;
    const protection = { rows: required.required.rows, intervals: result.intervals, sources: required.linked.sources };
    return { kind: 'DECIDED', decision: this.#decisionOf(result, { rows, columns, set, protection }) };
  }

  /** First stage: links the reports of a set by the columns of some dimensions. Decides sets that are not linked. */
  #linkReports(dimensions: readonly DimensionRules[], set: SetToDecide): LinkedReports | Attempt {
    const columns = dimensions === this.#rules.dimensions ? this.columns : new LinkedColumns(dimensions);
    const rows = set.stated ? [...set.rows, set.stated] : set.rows;
    const hasStatedTotal = set.stated !== undefined;
    if (losesBounds(rows, { columns, all: this.columns, measures: this.measures }) || this.#hasBounds(set.stated))
      return { kind: 'UNSAFE' };
    const conflicts = this.#conflictsIn(rows, columns);
    if (conflicts.size > 0)
      return { kind: 'TRY_DIMENSIONS', dimensions: dimensions.filter(({ code }) => !conflicts.has(code)) };
    const finest =
      columns === this.columns ? undefined : this.#linkedRows(rows, { columns: this.columns, hasStatedTotal });
    const hasSmallDenominators = finest?.some(({ publicDenominators }) => publicDenominators === undefined) ?? false;
    const linked = this.#link(rows, { columns, hasStatedTotal, hasSmallDenominators });
    if (linked.kind === 'NO_PEOPLE') return { kind: 'DECIDED', decision: this.#publishUncrossed(rows) };
    if (linked.kind === 'NOT_ADDITIVE') return { kind: 'DECIDED', decision: this.#publishAllOrNothing(rows) };
    const children = finest && this.#childRequirements(rows, { finest, columns, hasStatedTotal });
    return { kind: 'LINKED', set, dimensions, columns, rows, linked, children };
  }

  #decisionOf({ suppressions, intervals, unprotected }: ProtectedSet, context: ProtectedRows): SetDecision {
    const { rows, columns, set, protection } = context;
    const { rows: ofRows, totalRow } = suppressions;
    // The stated row is the total row of the set; the last row is its residual, which is not a report.
    const byRow = set.stated && totalRow ? [...ofRows.slice(0, set.rows.length), totalRow] : ofRows;
    const showsDenominators = this.#showsDenominators(context);
    return {
      rows: rows.map((row, index) => {
        const suppressionByCell = byRow[index];
        const { measures } = this;
        const reasonOfBounds = (cell: FigureCell) => this.#reasonOfBounds(cell, row);
        const ofRow = { columns, measures, showsDenominators, reasonOfBounds };
        const decision = suppressionByCell && { suppressionByCell, ...ofRow };
        return newRow(row, decision ? decideCells(row.cells, decision) : []);
      }),
      columns,
      totals: set.stated ? null : totalRow,
      isPlain: intervals.length === 0 && unprotected.length === 0,
      unprotected: unprotected.length,
      showsDenominators,
      protection,
    };
  }

  /** Whether the denominators of suppressed cells are shown. All dimensions must be part of the set. */
  #showsDenominators(context: ProtectedRows): boolean {
    const { rows, columns, set, protection } = context;
    const { dimensions, hideZeros } = this.#rules;
    const ofSet = { rows, linked: protection.rows, dimensions, hideZeros };
    return (
      columns === this.columns && this.#context.mayShowDenominators(set) && canShowDenominators(ofSet, this.#context)
    );
  }

  #hasBounds(...rows: readonly (Pick<ReportedRow, 'cells'> | undefined)[]): boolean {
    return rows.some((row) => row?.cells.some((cell) => this.measures.boundsIn(cell) !== null));
  }

  /** Why the bounds of a cell are suppressed beside a safe set. Null if they are shown. */
  #reasonOfBounds(cell: FigureCell, row: ReportedRow): SuppressionReason | null {
    const [category] = cell.categories;
    if (this.#context.statusOf(row)(category?.dimension, category?.category) === 'SUPPRESSED') return 'FIXED';
    return canShowBounds(cell, { measures: this.measures, ...this.#rules }) ? null : 'SENSITIVE';
  }

  /** Whether no quantity of the residual of a stated total, beside the rows that are parts of it, is small. */
  hasLargeResidual(rows: readonly ReportedRow[], stated: ReportedRow): boolean {
    const linked = this.#link([...rows, stated], {
      columns: this.columns,
      hasStatedTotal: true,
      hasSmallDenominators: false,
    });
    const residual = linked.kind === 'LINKED' ? addResidualRow(linked)?.rows.at(-1) : undefined;
    if (!residual || this.#hasBounds(...rows, stated)) return false;
    const { tables, publicDenominators } = residual;
    const counts = tables.map(({ total, parts }) => [total, ...parts.flat()]);
    const denominators = publicDenominators ? [publicDenominators.total, ...publicDenominators.parts.flat()] : [];
    const differences = denominators.map(
      (denominator, index) => (denominator ?? Number.POSITIVE_INFINITY) - (counts[0]?.[index] ?? 0),
    );
    return ![...counts.flat(), ...differences].some((count) => isSensitiveCount(count, this.#rules));
  }

  /** The linked rows of a set that is known to be linked. */
  #linkedRows(
    rows: readonly ReportedRow[],
    set: { columns: LinkedColumns; hasStatedTotal: boolean },
  ): readonly LinkedRow[] | undefined {
    const linked = this.#link(rows, { ...set, hasSmallDenominators: false });
    return linked.kind === 'LINKED' ? linked.rows : undefined;
  }

  /** What the categories that are in the finest columns only require. */
  #childRequirements(
    rows: readonly ReportedRow[],
    {
      finest,
      columns,
      hasStatedTotal,
    }: { finest: readonly LinkedRow[]; columns: LinkedColumns; hasStatedTotal: boolean },
  ): SetChildRequirements {
    const { threshold, hideZeros } = this.#rules;
    return childRequirements({
      cells: rows.map((row) => this.#cellsOf(row, this.columns)),
      hasStatedTotal,
      finest,
      columns: { finest: this.columns, coarse: columns },
      measures: this.measures,
      threshold,
      hideZeros,
    });
  }

  #cellsOf({ cells }: ReportedRow, columns: LinkedColumns): RowCells {
    const { version, threshold } = this.#rules;
    return new RowCells(derivedNumerators(cells, { version, columns, threshold }).cells);
  }

  /** The dimensions in which not every number that can be small is assumed to be small. */
  #conflictsIn(rows: readonly ReportedRow[], columns: LinkedColumns): ReadonlySet<string> {
    const { version, threshold } = this.#rules;
    return new Set(
      rows.flatMap(({ cells }) => [...derivedNumerators(cells, { version, columns, threshold }).conflicts]),
    );
  }

  #link(
    rows: readonly ReportedRow[],
    set: { columns: LinkedColumns; hasStatedTotal: boolean; hasSmallDenominators: boolean },
  ): LinkedRowsResult {
    const { version, threshold, scale } = this.#rules;
    const toLink = rows.map((row) => ({
      key: rowKey(row),
      contributor: row.organizationId,
      cells: this.#cellsOf(row, set.columns),
      places: this.#context.placesOf(row).map(({ cells }) => new RowCells(cells)),
      statusOf: this.#context.statusOf(row),
    }));
    const hasSharedDenominator = version.denominatorOverCategories === 'SHARED';
    const { measures } = this;
    const canPlacesShare = version.countingUnit === 'PEOPLE_UNDUPLICATED';
    return linkRows(toLink, { ...set, measures, hasSharedDenominator, canPlacesShare, threshold, scale });
  }

  /** Publishes rows unchanged. */
  publishAll(rows: readonly ReportedRow[]): DecisionWithTotals {
    return {
      rows: rows.map((row) =>
        newRow(
          row,
          row.cells.map((cell) => decided(cell, null)),
        ),
      ),
      columns: this.columns,
      totals: this.#everyCell(null),
      isPlain: true,
      unprotected: 0,
      showsDenominators: false,
      protection: null,
    };
  }

  /** Publishes rows without numbers of people, except for cells of crossed dimensions, which can contain them. */
  #publishUncrossed(rows: readonly ReportedRow[]): SetDecision {
    const decision = this.publishAll(rows);
    const decidedRows = decision.rows.map((row) => ({
      ...row,
      cells: row.cells.map((cell) => (hasPeople(cell, this.measures) ? decided(cell, 'OUTSIDE') : cell)),
    }));
    const isPlain = decidedRows.every(({ cells }) => cells.every(({ suppressed }) => !suppressed));
    return { ...decision, rows: decidedRows, isPlain };
  }

  /** Whether rows can be published unchanged: no number in them is small, nor any residual. */
  isPlain(rows: readonly Pick<ReportedRow, 'organizationId' | 'place' | 'cells'>[]): boolean {
    const { version, dimensions, threshold } = this.#rules;
    if (this.#hasBounds(...rows)) return false;
    const cells = rows.flatMap(({ organizationId, place, cells: ofRow }) =>
      ofRow.map((cell) => ({ ...cell, organizationId, place })),
    );
    return judgeRelease({ version, cells, dimensions, threshold }).length === 0;
  }

  /** Publishes numbers that cannot be linked if none of them is small. Otherwise suppresses all but zeros. */
  #publishAllOrNothing(rows: readonly ReportedRow[]): SetDecision {
    if (this.isPlain(rows)) return this.publishAll(rows);
    const reason = 'LAST_RESORT';
    return {
      rows: rows.map((row) => newRow(row, this.suppress(row, reason))),
      columns: this.columns,
      totals: this.#everyCell(reason),
      isPlain: false,
      unprotected: 0,
      showsDenominators: false,
      protection: null,
    };
  }

  /** The cells of a row, with every number of people suppressed for one reason, but zeros only if they are hidden. */
  suppress({ cells }: Pick<ReportedRow, 'cells'>, reason: SuppressionReason) {
    return suppressAll(cells, { measures: this.measures, hideZeros: this.#rules.hideZeros, reason });
  }

  #everyCell<T>(value: T): PerCell<T> {
    return { total: value, parts: this.columns.keys.map(({ categories }) => categories.map(() => value)) };
  }
}

/** A row that this release decides. */
export function newRow({ organizationId, place }: ReportedRow, cells: DecidedRow['cells']): DecidedRow {
  return { organizationId, place, origin: 'NEW', summed: false, cells };
}
