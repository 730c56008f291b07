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
  // A reporter without a figure for all places is represented by its places.
  const organizations = rows.organizations.filter((row) => !totals.isBesideAllPlaces(row)).map(withReport);
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
