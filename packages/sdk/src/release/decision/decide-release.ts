import { accepted, type Outcome, refused } from '../../shared/outcome.ts';
import { ownReportsWithBounds, withAssumedFigures, withKnownBounds, withoutAssumedFigures } from './bounded-cells.ts';
import { classifyReports } from './classify-reports.ts';
import { withCrossedCells } from './crossed-cells.ts';
import { decided } from './decided-cells.ts';
import { asReported, withExactNumerators } from './exact-numerators.ts';
import { reportsBesideReleased } from './late-places.ts';
import {
  type AggregateOutcome,
  type Outcome as GroupOutcome,
  included,
  mergeOutcomes,
  stageAfter,
  waiting,
} from './outcome.ts';
import { isDisclosedByOmission } from './own-figure-check.ts';
import { isRemoved } from './previous-release.ts';
import { keptRows, type ReleaseContext, releaseContext, releaseRows, type Stage } from './release-context.ts';
import { judgeReleaseInput, type ReleaseInput } from './release-input.ts';
import { withReturnedRows } from './returned-rows.ts';
import { type DecidedCell, type DecidedRow, type ReportedRow, type Reporting, rowKey } from './rows.ts';
import { decideOwnFigures } from './strategies/decide-own-figures.ts';
import { decideSeparately } from './strategies/decide-separately.ts';
import { decideStatedTotal } from './strategies/decide-stated-total.ts';
import { decideTotals } from './strategies/decide-totals.ts';
import { suppressPlaces } from './strategies/suppress-places.ts';
import { withRestatedTotals } from './totals/restated-totals.ts';

/** What a release publishes and suppresses. */
export interface ReleaseDecision {
  rows: DecidedRow[];
  /**
   * The aggregate of the organizations. Empty if their figures do not add up, or if the ecosystem states their total.
   */
  aggregate: DecidedCell[];
  /** Reports that wait for a later release, because too few of them are new to be published safely. */
  waiting: Reporting[];
  /** The rows of the current release that this one omits, because their reports were voided. */
  removed: Reporting[];
  /** Those of the waiting reports that no later release can include. See `reportsBesideReleased`, `ownReportsWithBounds`. */
  excluded: Reporting[];
  /** The rows that the totals do not include, because not everyone who sees the release sees their organizations. */
  outsideTotals: Reporting[];
  /** Number of totals that one contributor can narrow by subtracting its own figures, whatever is suppressed. */
  unprotectedTotals: number;
  /** Whether any figure of the release contains a number of people. */
  isOfPeople: boolean;
}

/**
 * Decides what a release publishes. Rows that have not changed since the current release keep their decision. The
 * others are classified, and each group is decided by its strategy.
 *
 * Rows whose totals are published are protected as one linked set (see `protect` in `@collective-impact/disclosure`):
 * in the first release all rows, in a later release the new and corrected reports. The totals of a later set are the
 * growth of the published totals. New and corrected reports wait until at least {@link minimumCohort} organizations
 * report, unless they contain no small number. Suppressed cells stay suppressed.
 *
 * Figures without numbers of people are published. Parent categories and places beside a figure for all places are not
 * part of a linked set. They are suppressed unless published cells determine them. If any figure is about people,
 * the only cells of several dimensions are those of the declared crossings: published or suppressed in the aggregate
 * (see `decideCrossings`), always suppressed in the rows of organizations.
 * Organizations that readers of the release cannot see are excluded from its totals.
 *
 * Cells that state bounds instead of a figure enter the linked set with these bounds, which everyone knows. They are shown if the
 * set stays safe and the bounds are not those of a small group. A total that includes one has bounds too, shown only if all of its
 * parts are.
 *
 * A release omits the rows of voided reports at once, unless figures of the ecosystem itself would then disclose others. The figures
 * that earlier releases published of them are still considered known: see `removed` of their cells. A restored report that has not
 * changed since its release is published as before.
 *
 * Totals that are suppressed because an organization was hidden are published again once it is visible, if everyone can compute them
 * from published figures: see `withRestatedTotals`.
 *
 * Malformed input is rejected as issues, and so are dimensions with a repeated code or an unknown parent.
 *
 * Not considered: other versions and indicators about the same people, and places that contain each other.
 */
export function decideRelease(input: ReleaseInput): Outcome<ReleaseDecision> {
  const malformed = judgeReleaseInput(input);
  return malformed.length > 0 ? refused(...malformed) : accepted(decisionOf(input));
}

/** First prepares the reports, then decides those that changed, last states the result as figures that were reported. */
function decisionOf(given: ReleaseInput): ReleaseDecision {
  const prepared = prepareReports(given);
  const { context, heldRows } = contextWithOmissions(prepared.input, prepared.returned);
  const { history, totals, isOfPeople } = context;
  const changed = context.input.reported.filter((row) => !history.isUnchanged(row) || totals.isNewToTotals(row));
  const outcome = isOfPeople ? decideByGroup(changed, context) : publishEverything(changed, context);
  return statedDecision(outcome, { prepared, context, heldRows });
}

/** The reports that a release decides. */
interface PreparedReports {
  /** With figures that are assumed for the decision, and exact numerators for crossings. */
  input: ReleaseInput;
  /** The same without exact numerators. */
  asGiven: ReleaseInput;
  /** The reports that wait, because no later release can include them either. */
  excluded: readonly ReportedRow[];
  /** The restored reports whose rows are published as an earlier release did. */
  returned: readonly ReportedRow[];
  /** The reports whose rows are part of totals again, because hidden organizations became visible. */
  restated: readonly ReportedRow[];
}

function prepareReports(given: ReleaseInput): PreparedReports {
  const { input: withTotals, restated } = withRestatedTotals(given);
  const { input: withReturned, returned } = withReturnedRows(withAssumedFigures(withTotals));
  const excluded = new Set([...reportsBesideReleased(withReturned), ...ownReportsWithBounds(withReturned)]);
  const asGiven = { ...withReturned, reported: withReturned.reported.filter((row) => !excluded.has(row)) };
  return { input: withExactNumerators(asGiven), asGiven, excluded: [...excluded], returned, restated };
}

/** The outcome as a decision, without the figures that were assumed for it. */
function statedDecision(
  outcome: AggregateOutcome,
  { prepared, context, heldRows }: { prepared: PreparedReports; context: ReleaseContext; heldRows: Reporting[] },
): ReleaseDecision {
  const { input, asGiven, returned, restated } = prepared;
  const { totals, isOfPeople } = context;
  const rows = releaseRows({ context, decidedRows: outcome.rows });
  const decidedRows = asReported(rows, asGiven).map((row) => ({
    ...row,
    summed: totals.includes(row),
    cells: row.cells.map(withoutAssumedFigures),
  }));
  const summedRows = decidedRows.filter(({ summed }) => summed);
  const aggregate = withKnownBounds(outcome.aggregate, { rows: summedRows }).map(withoutAssumedFigures);
  const statedRows = isOfPeople ? withCrossedCells(decidedRows, { input, aggregate }) : decidedRows;
  const newAgain = new Set([...returned, ...restated].map(rowKey));
  const excluded = prepared.excluded.map(reportingOf);
  return {
    rows: statedRows.map((row) => (newAgain.has(rowKey(row)) ? { ...row, origin: 'NEW' } : row)),
    aggregate,
    removed: context.removedRows.map(reportingOf),
    waiting: [...outcome.waiting, ...excluded, ...heldRows],
    excluded,
    outsideTotals: rows.filter((row) => totals.excludes(row)).map(reportingOf),
    unprotectedTotals: outcome.unprotected,
    isOfPeople,
  };
}

/** The reporter and the place of a row. */
function reportingOf({ organizationId, place }: Reporting): Reporting {
  return { organizationId, place };
}

/**
 * The context in which the rows of voided reports are omitted as far as this is safe, and the rows that stay until it is. They are
 * judged row by row only if all together are not safe.
 */
function contextWithOmissions(input: ReleaseInput, returned: readonly ReportedRow[]) {
  const { voided = [] } = input;
  const contextOf = (omitted: readonly Reporting[]) => releaseContext({ ...input, voided: omitted }, returned);
  const context = contextOf(voided);
  if (!context.isOfPeople || !isDisclosedByOmission(context)) return { context, heldRows: [] };
  const omitted: Reporting[] = [];
  for (const row of voided) if (!isDisclosedByOmission(contextOf([...omitted, row]))) omitted.push(row);
  const heldRows = voided.filter((row) => !omitted.includes(row));
  return {
    context: contextOf(omitted),
    heldRows: heldRows.map(reportingOf),
  };
}

/** Publishes figures without numbers of people, and their aggregate. */
function publishEverything(changed: readonly ReportedRow[], context: ReleaseContext): AggregateOutcome {
  const { linked, totals } = context;
  const outcome = included(linked.publishAll(changed));
  if (!totals.isAdditive || totals.isStated) return { ...outcome, aggregate: [] };
  const rows = releaseRows({ context, decidedRows: outcome.rows });
  return { ...outcome, aggregate: totals.aggregate(rows).map((cell) => decided(cell, null)) };
}

/**
 * Whether the release has totals of these reports. Percentages with a base have none, so that organizations need not be
 * protected together.
 */
function hasTotals(summed: readonly ReportedRow[], stage: Stage): boolean {
  const { totals, input, linked } = stage.context;
  if (!totals.isAdditive) return false;
  const rows = [...keptRows(stage), ...linked.publishAll(summed).rows];
  return (input.previous?.aggregate.length ?? 0) > 0 || totals.aggregate(rows).length > 0 || summed.length === 0;
}

/**
 * Decides each group by its strategy, and merges the outcomes.
 *
 * | group | strategy | tests |
 * | --- | --- | --- |
 * | `places` | `suppressPlaces` | `decide-release.test.ts` |
 * | `besideOwnPlaces` | none: the reports wait | — |
 * | `separate` | `decideSeparately` | `own-figures.test.ts` (unduplicated figures), `disclosure-risks.test.ts` |
 * | `summed`, if figures do not add up | `decideSeparately` | `own-figures.test.ts` (unduplicated figures) |
 * | `summed`, if they add up | `decideTotals` | `decide-release.test.ts`, `later-release.test.ts` |
 * | `summed` and `own`, if the ecosystem states the total | `decideStatedTotal`, later releases `decideLateReports` | `own-figures.test.ts`, `later-release.test.ts` |
 * | `own` | `decideOwnFigures` | `own-figures.test.ts` |
 */
function decideByGroup(changed: readonly ReportedRow[], context: ReleaseContext): AggregateOutcome {
  const { isAdditive, isStated } = context.totals;
  const { places, besideOwnPlaces, separate, summed, own } = classifyReports(changed, context);
  const first = mergeOutcomes(suppressPlaces(places, context), waiting(besideOwnPlaces));
  const start: Stage = { context, decidedRows: first.rows };
  const separateOutcome = decideSeparately(separate, start);
  const afterSeparate = stageAfter(start, separateOutcome);
  if (isAdditive && isStated) {
    const statedOutcome = decideStatedTotal({ summed, own }, afterSeparate);
    const outcome = mergeOutcomes(first, separateOutcome, statedOutcome);
    return { ...withoutLonePlaces(outcome, context), aggregate: [] };
  }
  const summedOutcome = hasTotals(summed, afterSeparate)
    ? decideTotals(summed, afterSeparate)
    : { ...decideSeparately(summed, afterSeparate), aggregate: [] };
  const ownOutcome = decideOwnFigures(own, stageAfter(afterSeparate, summedOutcome));
  const outcome = mergeOutcomes(first, separateOutcome, summedOutcome, ownOutcome);
  return { ...withoutLonePlaces(outcome, context), aggregate: summedOutcome.aggregate };
}

/**
 * Lets new places wait whose report of all places waits, so that a release contains both or neither. If a correction of the
 * report of all places waits, it is unknown which bounds its earlier version states of the suppressed figures.
 */
function withoutLonePlaces(outcome: GroupOutcome, { input, history, linked }: ReleaseContext): GroupOutcome {
  const isOfAll = ({ place }: Reporting) => place === null;
  const reporters = (rows: readonly Reporting[]) => new Set(rows.filter(isOfAll).map((row) => row.organizationId));
  const reported = reporters(input.reported);
  const released = reporters([...(input.previous?.rows ?? []).filter((row) => !isRemoved(row)), ...outcome.rows]);
  const decidedAll = reporters(outcome.rows);
  const correctedBounds = reporters(
    input.reported.filter((row) => {
      const before = history.releasedRow(row);
      const hidesBounds = linked.measures.canStateBounds && before?.cells.some(({ suppressed }) => suppressed);
      return hidesBounds && !history.isUnchanged(row) && !decidedAll.has(row.organizationId);
    }),
  );
  const isLone = ({ place, organizationId }: DecidedRow) =>
    place !== null &&
    reported.has(organizationId) &&
    (!released.has(organizationId) || correctedBounds.has(organizationId));
  const lone = outcome.rows.filter(isLone);
  return mergeOutcomes({ ...outcome, rows: outcome.rows.filter((row) => !isLone(row)) }, waiting(lone));
}
