import { breakdownKey } from '../../../indicator/index.ts';
import { decideCrossings, keptCrossings, suppressCrossings } from '../crossing/decide-crossings.ts';
import { decideCells, decided, hidesDenominator, kept, suppressAll, withDenominator } from '../decided-cells.ts';
import { newRow } from '../linked/linked-release.ts';
import type { DecisionWithTotals } from '../linked/set-decision.ts';
import { type AggregateOutcome, included, includedRows, stageAfter, waiting } from '../outcome.ts';
import { currentCells } from '../previous-release.ts';
import { keptRow, type ReleaseContext, releaseRows, type Stage } from '../release-context.ts';
import type { DecidedCell, ReleasedRow, ReportedRow } from '../rows.ts';
import { type IsTotalSuppressed, suppressedTotals, totalRowStatus } from '../totals/total-row-status.ts';
import { minimumCohort, organizationCount } from './decide-late-reports.ts';

/**
 * Decides organizations and their totals. The first release decides all reports. Later releases decide new and
 * corrected reports as a separate set, whose totals are the growth of the published totals. These reports wait until
 * enough organizations report, because differencing the totals would disclose a few reports. They do not wait if they
 * contain no small number.
 *
 * Voided reports never wait, nor do reports that are restored as they were released: everyone knows their published cells, and a
 * total of which they have a suppressed cell is suppressed from now on.
 */
export function decideTotals(rows: readonly ReportedRow[], stage: Stage): AggregateOutcome {
  const { input, linked, totals } = stage.context;
  const { previous } = input;
  const moved = movedRows(stage.context);
  const keepTotals = (): AggregateOutcome => ({
    ...waiting(rows),
    aggregate: [...keptAggregate(stage), ...keptCrossings(rows, stage)],
  });
  if (totals.hasClosedContributors(previous)) return keepTotals();
  const moveTotals = () => (moved.length === 0 ? keepTotals() : { ...waiting(rows), aggregate: movedAggregate(stage) });
  if (rows.length === 0) return moveTotals();
  const isTotalSuppressed = suppressedTotals(previous, [...rows, ...moved]);
  const decision = linked.decide({
    rows,
    hasTotalRow: true,
    totalRowStatus: (columns) => totalRowStatus(columns, isTotalSuppressed),
  });
  if (!decision) return previous === null ? suppressEverything(rows, stage) : moveTotals();
  const isCohort = previous === null || decision.isPlain || organizationCount(rows) >= minimumCohort;
  if (!decision.totals || !isCohort) return moveTotals();
  const outcome = included(decision);
  const decidedStage = stageAfter(stage, outcome);
  const aggregate = decideAggregate(
    { ...decision, totals: decision.totals },
    { stage: decidedStage, isTotalSuppressed },
  );
  return { ...outcome, aggregate: [...aggregate, ...decideCrossings(decision, decidedStage)] };
}

/** The rows that are omitted from the totals, or are part of them again, without a new figure. */
function movedRows({ removedRows, returnedRows, totals }: ReleaseContext): ReleasedRow[] {
  return [
    ...removedRows.filter(({ summed }) => summed),
    ...returnedRows.filter((row) => totals.includes(keptRow(row))),
  ];
}

/** The totals of the kept rows, without new or corrected reports. */
function movedAggregate(stage: Stage): DecidedCell[] {
  const { input, linked } = stage.context;
  const decision = linked.publishAll([]);
  const isTotalSuppressed = suppressedTotals(input.previous, movedRows(stage.context));
  return [...decideAggregate(decision, { stage, isTotalSuppressed }), ...decideCrossings(decision, stage)];
}

function decideAggregate(
  { columns, totals: suppressionByCell, showsDenominators }: DecisionWithTotals,
  { stage, isTotalSuppressed }: { stage: Stage; isTotalSuppressed: IsTotalSuppressed },
): DecidedCell[] {
  const { input, linked, totals } = stage.context;
  const { measures } = linked;
  const rows = releaseRows(stage);
  const unknown = totals.unknownTotals(rows);
  const released = new Map(
    currentCells(input.previous?.aggregate ?? []).map((cell) => [breakdownKey(cell.categories), cell]),
  );
  // Otherwise the growth of the total would disclose a denominator of the current release, or those of voided reports.
  const hasMoved = movedRows(stage.context).length > 0;
  const hasKnownDenominator = (key: string) => {
    const cell = released.get(key);
    return input.previous === null || (!hasMoved && cell !== undefined && !hidesDenominator(cell));
  };
  // The bounds of a sum are decided by its parts: see `withKnownBounds`.
  const decision = { suppressionByCell, columns, measures, showsDenominators, reasonOfBounds: () => null };
  return decideCells(totals.aggregate(rows), decision).map((cell) => {
    const key = breakdownKey(cell.categories);
    const mayBePublished = !isTotalSuppressed(cell) && !unknown.has(key);
    const total = decided(cell, cell.suppressed || mayBePublished ? cell.reason : 'FIXED');
    return showsDenominators && !unknown.has(key) && hasKnownDenominator(key) ? withDenominator(total) : total;
  });
}

/** Suppresses all numbers of people in a first release that cannot be protected. Its reports are still listed. */
function suppressEverything(rows: readonly ReportedRow[], stage: Stage): AggregateOutcome {
  const { input, linked, totals } = stage.context;
  const reason = 'LAST_RESORT';
  const outcome = includedRows(rows.map((row) => newRow(row, linked.suppress(row, reason))));
  const decidedStage = stageAfter(stage, outcome);
  const aggregate = suppressAll(totals.aggregate(releaseRows(decidedStage)), {
    measures: linked.measures,
    hideZeros: input.hideZeros,
    reason,
  });
  return { ...outcome, aggregate: [...aggregate, ...suppressCrossings(decidedStage)] };
}

/**
 * The published totals, if no report is added to them. They are suppressed if an organization that contributed to them
 * is closed now, because subtracting the other organizations would disclose it.
 */
function keptAggregate(stage: Stage): DecidedCell[] {
  const { input, totals } = stage.context;
  const { previous } = input;
  if (previous === null || previous.aggregate.length === 0) {
    return totals.aggregate(releaseRows(stage)).map((cell) => decided(cell, null));
  }
  const isClosed = totals.hasClosedContributors(previous);
  return currentCells(previous.aggregate).map((cell) => (isClosed ? decided(cell, 'FIXED') : kept(cell)));
}
