import { breakdownKey } from '../../indicator/index.ts';
import { isRemoved } from './previous-release.ts';
import type { ReleaseInput } from './release-input.ts';
import { RowHistory } from './row-history.ts';
import { type ReleasedRow, type ReportedRow, rowKey } from './rows.ts';
import { ReleaseTotals } from './totals/release-totals.ts';

/** A release input, with the reports that its release shows as an earlier one did. */
interface WithReturnedRows {
  input: ReleaseInput;
  returned: ReportedRow[];
}

/**
 * The input in which the rows of restored reports are part of the current release again, if the reports have not changed since.
 * Their cells keep their decision, which discloses nothing new. Reports that are not part of totals are decided again, because
 * figures of the ecosystem itself can have been published meanwhile.
 */
export function withReturnedRows(input: ReleaseInput): WithReturnedRows {
  const { previous, reported } = input;
  if (!previous?.rows.some(isRemoved)) return { input, returned: [] };
  const totals = new ReleaseTotals(input, new RowHistory(previous.rows));
  const removed = new Map(previous.rows.filter(isRemoved).map((row) => [rowKey(row), row]));
  const returned = reported.filter((row) => {
    const isPartOfTotals = totals.isAdditive && (totals.isStated || totals.isLinked(row));
    return isPartOfTotals && removed.get(rowKey(row))?.same === true;
  });
  const keys = new Set(returned.map(rowKey));
  const rows = previous.rows.map((row) => {
    const report = keys.has(rowKey(row)) ? reported.find((each) => rowKey(each) === rowKey(row)) : undefined;
    return report ? shownAgain(row, report) : row;
  });
  return { input: { ...input, previous: { ...previous, rows } }, returned };
}

/** A row whose cells are current if its report has them. A report that was corrected before can have lost others. */
function shownAgain(row: ReleasedRow, report: ReportedRow): ReleasedRow {
  const keys = new Set(report.cells.map(({ categories }) => breakdownKey(categories)));
  const cells = row.cells.map((cell) => (keys.has(breakdownKey(cell.categories)) ? { ...cell, removed: false } : cell));
  return { ...row, cells };
}
