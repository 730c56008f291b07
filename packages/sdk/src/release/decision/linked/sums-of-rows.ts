import type { CellStatus, LinkedSet, PerCell } from '@collective-impact/disclosure';
import type { LinkedRows } from './linked-rows.ts';

/** The status of the totals. A total with bounds is never published as a number. A residual that is known to be 0 in every row is known to be 0 in the total. */
export function withTotalRowStatus(
  linked: LinkedRows,
  status: PerCell<CellStatus> | undefined,
): Pick<LinkedSet, 'rows' | 'scale' | 'totalRowStatus'> {
  const { rows, scale, isTotalBounded = false } = linked;
  const scored: LinkedRows = { rows, ...(scale !== undefined && { scale }) };
  if (!status) return scored;
  const parts = status.parts.map((statuses, index) =>
    statuses.map((each, column) => {
      const isKnown = rows.every((row) => row.status?.parts[index]?.[column] === 'PUBLISHED');
      return each === 'NEVER_PUBLISHED' && isKnown ? 'PUBLISHED' : each;
    }),
  );
  return { ...scored, totalRowStatus: { total: isTotalBounded ? 'NEVER_PUBLISHED' : status.total, parts } };
}
