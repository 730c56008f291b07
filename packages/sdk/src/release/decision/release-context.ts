import { countingRules } from './counting-rules.ts';
import { isDeclared, withoutCrossedCells } from './crossed-cells.ts';
import { isOfPeople, kept } from './decided-cells.ts';
import { LinkedRelease } from './linked/linked-release.ts';
import { currentCells, isRemoved, type PreviousRelease } from './previous-release.ts';
import type { ReleaseInput } from './release-input.ts';
import { RowHistory } from './row-history.ts';
import { type DecidedRow, isOwn, type ReleasedRow, type ReportedRow, rowKey } from './rows.ts';
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
  /** The rows of the current release whose reports were voided since. The new release omits them. */
  removedRows: readonly ReleasedRow[];
  /** The rows of earlier releases that the new release contains again, because their reports were restored. */
  returnedRows: readonly ReleasedRow[];
}

/** A stage of a release decision: the context, and the rows that earlier stages decided. */
export interface Stage {
  context: ReleaseContext;
  decidedRows: readonly DecidedRow[];
}

export function releaseContext(given: ReleaseInput, returned: readonly ReportedRow[]): ReleaseContext {
  const isAboutPeople = isOfPeople(given);
  const input = isAboutPeople ? withoutCrossedCells(given) : given;
  const returnedKeys = new Set(returned.map(rowKey));
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
    crossedCells: currentCells(given.previous?.aggregate ?? []).filter((cell) => isDeclared(cell, given)),
    isOfPeople: isAboutPeople,
    removedRows: (input.previous?.rows ?? []).filter((row) => isVoided(row, input) && !isRemoved(row)),
    returnedRows: (input.previous?.rows ?? []).filter((row) => returnedKeys.has(rowKey(row))),
  };
}

/**
 * The places of a reporter within its report of all places: as reported, or as released if that report waits. Places can
 * share people that are unduplicated.
 */
function placesOf(input: ReleaseInput) {
  const { reported, previous } = input;
  const released = (previous?.rows ?? []).filter((row) => !isRemoved(row) && !isVoided(row, input));
  const rows = [...released, ...reported].filter(({ place }) => place !== null);
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

function isVoided(row: ReleasedRow, { voided = [] }: ReleaseInput): boolean {
  return voided.length > 0 && voided.some((each) => rowKey(each) === rowKey(row));
}

/** The rows of the current release that no stage has decided again, and whose reports are not voided. They are kept. */
export function keptRows({ context, decidedRows }: Stage): DecidedRow[] {
  const omittedKeys = new Set([...decidedRows, ...context.removedRows].map(rowKey));
  return (context.input.previous?.rows ?? [])
    .filter((row) => !omittedKeys.has(rowKey(row)) && !isRemoved(row))
    .map(keptRow);
}

/** A row of the current release as the new one contains it. */
export function keptRow({ organizationId, place, summed, cells }: ReleasedRow): DecidedRow {
  return { organizationId, place, origin: 'KEPT', summed, cells: currentCells(cells).map(kept) };
}

/** The rows that only earlier releases contain, once this release omits those of voided reports. */
export function pastRows({ input, removedRows }: ReleaseContext): DecidedRow[] {
  const removed = (input.previous?.rows ?? []).filter(isRemoved);
  return [...removed, ...removedRows].map(({ organizationId, place, cells }) => {
    return { organizationId, place, origin: 'KEPT', summed: false, cells: cells.map(kept) };
  });
}

/** All rows of the new release so far: kept rows, then decided ones. */
export function releaseRows(stage: Stage): DecidedRow[] {
  return [...keptRows(stage), ...stage.decidedRows];
}
