import { isDisclosedByOwnFigure } from './own-figure-bounds.ts';
import { keptRows, pastRows, type ReleaseContext, releaseRows, type Stage } from './release-context.ts';
import { type DecidedRow, isOwn, rowKey } from './rows.ts';

/** Whether own figures for all places disclose suppressed figures of organizations, or the reverse. */
export function isDisclosedBesideOwn(
  rows: { own: readonly DecidedRow[]; organizations: readonly DecidedRow[] },
  { input, linked, totals }: ReleaseContext,
): boolean {
  const withReport = (row: DecidedRow) => ({ cells: row.cells, reported: totals.reportOf(row)?.cells });
  const { columns, measures } = linked;
  const { threshold, hideZeros } = input;
  // A reporter without a figure for all places is represented by its places, also if its figure for all places was voided.
  const ofAllPlaces = new Set(
    rows.organizations.filter(({ place }) => place === null).map((row) => row.organizationId),
  );
  const isWithin = (row: DecidedRow) => row.place !== null && ofAllPlaces.has(row.organizationId);
  const organizations = rows.organizations.filter((row) => !isWithin(row)).map(withReport);
  return rows.own
    .filter(({ place }) => place === null)
    .some((own) =>
      isDisclosedByOwnFigure({ own: withReport(own), organizations }, { columns, measures, threshold, hideZeros }),
    );
}

/**
 * Whether rows of organizations to be added are disclosed by the ecosystem's figures of the current release, or
 * disclose them. Figures that only earlier releases contain count too, because their reports can be restored.
 */
export function isDisclosedByReleasedOwn(rows: readonly DecidedRow[], stage: Stage): boolean {
  const own = [...keptRows(stage), ...pastRows(stage.context)].filter(isOwn);
  const keys = new Set(rows.map(rowKey));
  const others = releaseRows(stage).filter((row) => !keys.has(rowKey(row)));
  const organizations = [...others, ...rows].filter((row) => !isOwn(row));
  return isDisclosedBesideOwn({ own, organizations }, stage.context);
}

/**
 * Whether the ecosystem's figures and the figures of the organizations that remain disclose each other once the rows of voided
 * reports are omitted. A reader can assume that the ecosystem counts the people of the remaining organizations only. A stated total is
 * part of the linked set, which omits rows without a new bound.
 */
export function isDisclosedByOmission(context: ReleaseContext): boolean {
  const { removedRows, totals } = context;
  if ((totals.isAdditive && totals.isStated) || removedRows.every(isOwn)) return false;
  const kept = keptRows({ context, decidedRows: [] });
  return isDisclosedBesideOwn({ own: kept.filter(isOwn), organizations: kept.filter((row) => !isOwn(row)) }, context);
}
