import type { RollUpOver } from '@collective-impact/sdk/aggregation';
import { type SummedVersion, selectsQuotients } from '../../release/index.ts';

/** What decides how the figures of a release are read. */
export interface ReleaseContents {
  id: string;
  indicatorVersionId: string;
  /** Whether the release stores the sums of its cells. */
  hasSums: boolean;
  /** Whether some of its stored sums are sums of one place. */
  hasSumsByPlace: boolean;
  /** Whether it has organizations that were not visible at release time: its totals exclude them. */
  hasExcludedReporters: boolean;
  /** Whether it has organizations that the viewer cannot see. */
  hasHiddenReporters: boolean;
  /** Whether reporters of it also report by a newer version for the same days, so that their figures are left out. */
  hasReplacedReporters?: boolean;
  /**
   * Number of organizations in the release by the key of their place; the empty text for no place. Null if the roll-up does
   * not aggregate organizations.
   */
  reporters: Readonly<Record<string, number>> | null;
}

/** The releases that each statement of a roll-up reads, by UUID. */
export interface RollUpPlan {
  /** Releases whose stored sums are what the viewer may see. */
  bySums: readonly string[];
  /** Releases whose cells are summed for this viewer. */
  byCells: readonly string[];
  /** Releases in which organizations that are excluded or that the viewer cannot see are counted. */
  closedReporters: readonly string[];
  /** Releases in which organizations without a figure are counted place by place, because places are aggregated. */
  withoutFigureByPlace: ReadonlySet<string>;
}

/**
 * Decides which releases a roll-up reads by their stored sums and which cell by cell. Stored sums are sums over organizations
 * of each place, as they were visible at release time. So they are read only if organizations are aggregated, the viewer sees
 * every organization of the release, and no aggregation over places is needed. They are sums of stated values, so that
 * figures of which one is selected are read by their quotients; see {@link selectsQuotients}.
 */
export function planRollUp(
  releases: readonly ReleaseContents[],
  { over, versions }: { over: readonly RollUpOver[]; versions: readonly (SummedVersion & { id: string })[] },
): RollUpPlan {
  const idsOf = (those: readonly ReleaseContents[]) => those.map(({ id }) => id);
  if (!over.includes('ORGANIZATIONS')) {
    return { bySums: [], byCells: idsOf(releases), closedReporters: [], withoutFigureByPlace: new Set() };
  }
  const isOverPlaces = over.includes('PLACES');
  const byQuotient = new Set(versions.filter(selectsQuotients).map(({ id }) => id));
  const areSumsVisible = ({ hasSums, hasSumsByPlace, hasHiddenReporters, hasReplacedReporters }: ReleaseContents) =>
    hasSums && !hasHiddenReporters && !hasReplacedReporters && !(isOverPlaces && hasSumsByPlace);
  const answersBySums = (release: ReleaseContents) =>
    areSumsVisible(release) && !byQuotient.has(release.indicatorVersionId);
  return {
    bySums: idsOf(releases.filter(answersBySums)),
    byCells: idsOf(releases.filter((release) => !answersBySums(release))),
    closedReporters: idsOf(releases.filter((release) => release.hasExcludedReporters || !areSumsVisible(release))),
    withoutFigureByPlace: new Set(isOverPlaces ? idsOf(releases.filter(hasReportersByPlace)) : []),
  };
}

/** The part of a plan that reads these releases. */
export function planFor(
  ids: ReadonlySet<string>,
  { bySums, byCells }: RollUpPlan,
): Pick<RollUpPlan, 'bySums' | 'byCells'> {
  return { bySums: bySums.filter((id) => ids.has(id)), byCells: byCells.filter((id) => ids.has(id)) };
}

/** Whether organizations have figures of single places in a release. */
export function hasReportersByPlace({ reporters }: Pick<ReleaseContents, 'reporters'>): boolean {
  return Object.keys(reporters ?? {}).some((place) => place !== '');
}
