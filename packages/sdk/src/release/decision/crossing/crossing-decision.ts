import {
  type CrossedSet,
  type CrossingPatternResult,
  isSensitiveCount,
  protectCrossing,
  sumsOf,
} from '@collective-impact/disclosure';
import type { SetDecision, SetProtection } from '../linked/set-decision.ts';
import type { Stage } from '../release-context.ts';
import { type ReportedRow, rowKey, type SuppressionReason } from '../rows.ts';
import { type CrossedTable, crossedTables } from './crossed-tables.ts';
import { marginProofs } from './margin-proofs.ts';
import { hasKnownGrowth, type ReleaseCrossing } from './release-crossings.ts';

/** The decision on the totals of a release, which precedes that on its crossings. */
interface DecidedTotals {
  decision: SetDecision;
  protection: SetProtection;
  stage: Stage;
}

/** Why each cell of a crossing is suppressed, or null if it is published. Undefined if nothing of it can be published. */
export function crossingDecision(
  crossing: ReleaseCrossing,
  totals: DecidedTotals,
): (SuppressionReason | null)[] | undefined {
  const { grid, added, kept, released } = crossing;
  const { decision, protection, stage } = totals;
  const { input, linked } = stage.context;
  if (input.version.kind === 'MEAN' || !hasKnownGrowth(stage)) return undefined;
  // The margins and a published cell can prove that nobody is in another cell.
  if (input.hideZeros) return undefined;
  // The proofs of a crossing require exact margins of each report.
  const hasBounds = [...added, ...kept].some(({ cells }) =>
    cells.some((cell) => linked.measures.boundsIn(cell) !== null),
  );
  if (hasBounds) return undefined;
  const addedByKey = new Map(added.map((row) => [rowKey(row), row]));
  const rows = protection.rows.filter(({ key }) => addedByKey.has(key));
  if (rows.length !== added.length) return undefined;
  const reports = rows.flatMap(({ key }) => addedByKey.get(key) ?? []);
  const tables = crossedTables({
    grid,
    rows: [...reports, ...kept].map(({ cells }) => cells),
    columns: decision.columns,
    measures: linked.measures,
    sources: protection.sources,
    hasPublicDenominators: rows.some(({ publicDenominators }) => publicDenominators !== undefined),
  });
  // Figures without a number of people would disclose the figures of their margins.
  if (!tables || tables.length === 0) return undefined;
  const margins = marginProofs(tables, { grid, columns: decision.columns, protection: { ...protection, rows } });
  if (!margins || !isComplete(crossing, { tables, keptFrom: reports.length })) return undefined;
  const isFixed = grid.isResidual.map((isResidual, cell) => isResidual || released[cell]?.suppressed === true);
  const sets = crossedSets(crossing, { tables, reports, stage });
  const pattern = protectCrossing(sets, { margins, isFixed, lowest: lowestNumbers(tables, { isFixed, reports }) });
  return pattern ? reasonsOf(pattern, { sets, isFixed }) : undefined;
}

/** Whether the aggregate has a figure wherever somebody is, and the current release lists what the kept reports have. */
function isComplete(
  { grid, released, figures }: ReleaseCrossing,
  { tables, keptFrom }: { tables: readonly CrossedTable[]; keptFrom: number },
): boolean {
  return grid.isResidual.every((isResidual, cell) => {
    if (isResidual) return true;
    const hasPeople = tables.some(({ rows }) => sumOf(rows, cell) > 0);
    const hasKept = tables.some(({ rows }) => sumOf(rows.slice(keptFrom), cell) > 0);
    return (figures[cell] !== undefined || !hasPeople) && (released[cell] !== undefined || !hasKept);
  });
}

/** The counts of the added reports. */
function crossedSets(
  { grid }: ReleaseCrossing,
  counted: { tables: readonly CrossedTable[]; reports: readonly ReportedRow[]; stage: Stage },
): CrossedSet[] {
  const { tables, reports, stage } = counted;
  const { threshold, hideZeros } = stage.context.input;
  return tables.map((table) => {
    const rows = reports.map(({ organizationId }, row) => ({
      contributor: organizationId,
      counts: table.rows[row] ?? [],
    }));
    return { threshold, hideZeros, size: grid.size, rows };
  });
}

/**
 * The lowest number of people that is possible in each suppressed cell, in all tables together. It is 0 where the kept reports
 * have people, because only the growth of the cell is decided.
 */
function lowestNumbers(
  tables: readonly CrossedTable[],
  { isFixed, reports }: { isFixed: readonly boolean[]; reports: readonly ReportedRow[] },
): number[] {
  return isFixed.map((isHidden, cell) => {
    const isKept = tables.some(({ rows }) => sumOf(rows.slice(reports.length), cell) > 0);
    return isHidden || isKept ? 0 : 1;
  });
}

function reasonsOf(
  { isSuppressed }: NonNullable<CrossingPatternResult>,
  { sets, isFixed }: { sets: readonly CrossedSet[]; isFixed: readonly boolean[] },
): (SuppressionReason | null)[] {
  const sums = sets.map((set) => ({ ...set, sums: sumsOf(set) }));
  return isSuppressed.map((each, cell) => {
    if (!each) return null;
    if (isFixed[cell]) return 'FIXED';
    const isSensitive = sums.some((set) => isSensitiveCount(set.sums[cell] ?? 0, set));
    return isSensitive ? 'SENSITIVE' : 'COMPLEMENTARY';
  });
}

function sumOf(rows: readonly (readonly number[])[], cell: number): number {
  return rows.reduce((sum, counts) => sum + (counts[cell] ?? 0), 0);
}
