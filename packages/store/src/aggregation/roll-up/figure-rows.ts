import type { CoveredRelease, RollUpCoverage, RollUpFigure } from '@collective-impact/sdk/aggregation';
import type { BreakdownCategory } from '../../indicator/index.ts';
import { type FigureReports, reportsOf } from './figure-reports.ts';
import { keyOfRelease, type Matchable, type Matching, matchingsOf, type RollUpBasis } from './matched/matching.ts';
import { statedByReporters } from './reporters/included-reporter-reader.ts';
import { includedReporters } from './reporters/included-reporters.ts';
import type { MissingFrom } from './reporters/missing-reporter-reader.ts';
import { otherPeriodsOf } from './reporters/other-periods-of.ts';
import type { IncludedPlaces } from './reporters/place-coverage-reader.ts';
import type { ReportersWithoutFigure } from './reporters/reporters-without-figure.ts';
import { namedCategories } from './roll-up-definitions.ts';

/** Coverage of a figure, with where to look up the organizations that it includes and that are missing. */
export type RollUpCoverageRow = Omit<RollUpCoverage, 'releases' | 'earlierReleases' | 'unreported'> &
  MissingFrom &
  IncludedPlaces &
  FigureReports & {
    /** UUIDs of the releases that the figure includes. */
    releaseIds: readonly string[];
  };

/** An aggregated figure, with labels of its categories. */
export type RollUpFigureRow = Omit<RollUpFigure, 'categories' | 'coverage'> & {
  categories: BreakdownCategory[];
  coverage: RollUpCoverageRow;
  /** Whether the ecosystem of the indicator reported the figure itself. Otherwise it is an aggregate, or of one organization. */
  isOfEcosystem: boolean;
  /** Numbers of the versions that it combines, in order. */
  versionNumbers: number[];
  /** The figure of the previous period that it is compared with. Null if there is none. */
  matching: Matching | null;
  /** Its releases, whose reporters can be compared with those of other figures. Null if organizations are not aggregated. */
  matchable: Matchable | null;
};

/** The aggregated figures of a roll-up as rows, with where to look up their reporters. */
export function figureRows(
  figures: readonly RollUpFigure[],
  { basis, withoutFigure }: { basis: RollUpBasis; withoutFigure: ReportersWithoutFigure },
): RollUpFigureRow[] {
  const { versions, request } = basis;
  const releases = [...basis.releases.values()];
  const newestFirst = versions.toReversed();
  const isOverOrganizations = request.over.includes('ORGANIZATIONS');
  const isOverPlaces = request.over.includes('PLACES');
  const ofIndicator = new Set(versions.flatMap(({ id, spans }) => (spans === null ? [id] : [])));
  const matchings = matchingsOf(figures, basis);
  return figures.map((figure, at) => {
    const { releases: covered, earlierReleases: earlier, unreported, ...coverage } = figure.coverage;
    const ofOrganizations = isOverOrganizations ? covered.filter((each) => each.isOfOrganizations) : [];
    const whereIn = (some: typeof covered) => some.flatMap((each) => withoutFigure.missingIn(each, figure));
    const missingIn = whereIn(ofOrganizations);
    const within =
      figure.organizationId === null ? missingIn : whereIn([...covered, ...unreported.map(withoutReporter)]);
    return {
      ...figure,
      categories: namedCategories(figure.categories, newestFirst),
      coverage: {
        ...coverage,
        releaseIds: covered.flatMap((each) => basis.releases.get(keyOfRelease(each))?.id ?? []),
        missingIn,
        reportsIn: reportsOf(figure, { covered, basis }),
        asOf: request.asOf,
        aggregatedPlaces: isOverPlaces ? basis.places : null,
        otherPeriodsIn: isOverOrganizations
          ? otherPeriodsOf(figure, {
              included: missingIn,
              earlier: whereIn(earlier.filter((each) => each.isOfOrganizations)),
            })
          : [],
        ...includedReporters(figure, { within, versions, releases }),
      },
      isOfEcosystem:
        figure.organizationId === null &&
        covered.length > 0 &&
        covered.every(({ versionId, isOfOrganizations }) => !isOfOrganizations && ofIndicator.has(versionId)),
      versionNumbers: versions
        .filter(({ id }) => covered.some(({ versionId }) => versionId === id))
        .map(({ number }) => number),
      matchable: matchings[at]?.matchable ?? null,
      matching: matchings[at]?.matching ?? null,
    };
  });
}

/** A release without a report of the organization of a figure. */
function withoutReporter(release: RollUpCoverage['unreported'][number]): CoveredRelease {
  return { ...release, isOfOrganizations: true, ...statedByReporters };
}
