import type { ReleaseContext } from './release-context.ts';
import { isOwn, type ReportedRow } from './rows.ts';

/**
 * The new and changed reports of a release, by the strategy that decides them. Each report is in one group, with one
 * exception: a place can be in both `places` and `besideOwnPlaces`. Its figures are then listed as suppressed, and it
 * waits to be published.
 */
export interface ReportGroups {
  /** Places beside a figure for all places by the same reporter. */
  places: ReportedRow[];
  /** Places with a published figure of the ecosystem itself. Differencing would disclose other reports. */
  besideOwnPlaces: ReportedRow[];
  /** Organizations whose figures contribute to no total. */
  separate: ReportedRow[];
  /** Organizations whose figures contribute to a total. */
  summed: ReportedRow[];
  /** Figures of the ecosystem itself. */
  own: ReportedRow[];
}

/** Assigns reports to groups, in their order. */
export function classifyReports(reports: readonly ReportedRow[], { totals, input }: ReleaseContext): ReportGroups {
  const ownPlaces = new Set((input.previous?.rows ?? []).filter(isOwn).flatMap(({ place }) => place ?? []));
  const isPlace = (row: ReportedRow) => totals.isBesideAllPlaces(row);
  const isBesideOwnPlace = (row: ReportedRow) => !isOwn(row) && row.place !== null && ownPlaces.has(row.place);
  const others = reports.filter((row) => !isPlace(row) && !isBesideOwnPlace(row));
  const organizations = others.filter((row) => !isOwn(row));
  return {
    places: reports.filter(isPlace),
    besideOwnPlaces: reports.filter(isBesideOwnPlace),
    separate: organizations.filter((row) => !totals.isLinked(row)),
    summed: organizations.filter((row) => totals.isLinked(row)),
    own: others.filter(isOwn),
  };
}
