import { countingRules } from './counting-rules.ts';
import { isDeclared, withoutCrossedCells } from './crossed-cells.ts';
import { isOfPeople, kept } from './decided-cells.ts';
import { LinkedRelease } from './linked/linked-release.ts';
import type { PreviousRelease } from './previous-release.ts';
import type { ReleaseInput } from './release-input.ts';
import { RowHistory } from './row-history.ts';
import { type DecidedRow, isOwn, type ReportedRow, rowKey } from './rows.ts';
import { ReleaseTotals } from './totals/release-totals.ts';

/** Context that every stage of a release decision reads. */
export interface ReleaseContext {
  input: ReleaseInput;
  history: RowHistory;
  linked: LinkedRelease;
  totals: ReleaseTotals;
  /** The reports with their cells of several dimensions, by `rowKey`. */
  crossedReports: ReadonlyMap<string, ReportedRow>;
  /** The cells of the declared crossings in the current release. */
  crossedCells: PreviousRelease['aggregate'];
  /** Whether any figure of the reports or the current release contains a number of people. */
  isOfPeople: boolean;
}

/** A stage of a release decision: the context, and the rows that earlier stages decided. */
export interface Stage {
  context: ReleaseContext;
  decidedRows: readonly DecidedRow[];
}

export function releaseContext(given: ReleaseInput): ReleaseContext {
  const isAboutPeople = isOfPeople(given);
  const input = isAboutPeople ? withoutCrossedCells(given) : given;
  const history = new RowHistory(input.previous?.rows ?? []);
  return {
    input,
    history,
    linked: new LinkedRelease(countingRules(input, input.reported), {
      statusOf: (row) => history.statusOf(row),
      placesOf: placesOf(input),
      hasHiddenDenominators: (row) => history.hasHiddenDenominators(row),
      mayShowDenominators: mayShowDenominators(input),
    }),
    totals: new ReleaseTotals(input, history),
    crossedReports: new Map(given.reported.map((row) => [rowKey(row), row])),
    crossedCells: (given.previous?.aggregate ?? []).filter((cell) => isDeclared(cell, given)),
    isOfPeople: isAboutPeople,
  };
}

/** The places of a reporter within its report of all places: as reported, or as released if that report waits. */
function placesOf({ reported, previous }: ReleaseInput) {
  const rows = [...(previous?.rows ?? []), ...reported].filter(({ place }) => place !== null);
  const latest = [...new Map(rows.map((row) => [rowKey(row), row])).values()];
  const byReporter = Map.groupBy(latest, ({ organizationId }) => organizationId);
  return ({ organizationId, place }: ReportedRow) => (place === null ? (byReporter.get(organizationId) ?? []) : []);
}

/**
 * Denominators can be shown of ratios of people who are counted once, beside figures of the ecosystem itself only in sets
 * with totals. Otherwise the figures of organizations and of the ecosystem bound each other by inequalities.
 */
function mayShowDenominators({ version, reported, previous }: ReleaseInput) {
  const isOfPeople = version.kind === 'RATIO' && version.countingUnit === 'PEOPLE';
  const hasOwn = [...reported, ...(previous?.rows ?? [])].some(isOwn);
  return ({ hasTotalRow }: { hasTotalRow: boolean }) => isOfPeople && (hasTotalRow || !hasOwn);
}

/** The rows of the current release that no stage has decided again. They are kept. */
export function keptRows({ context, decidedRows }: Stage): DecidedRow[] {
  const decidedKeys = new Set(decidedRows.map(rowKey));
  return (context.input.previous?.rows ?? [])
    .filter((row) => !decidedKeys.has(rowKey(row)))
    .map(({ organizationId, place, summed, cells }) => {
      return { organizationId, place, origin: 'KEPT', summed, cells: cells.map(kept) };
    });
}

/** All rows of the new release so far: kept rows, then decided ones. */
export function releaseRows(stage: Stage): DecidedRow[] {
  return [...keptRows(stage), ...stage.decidedRows];
}
