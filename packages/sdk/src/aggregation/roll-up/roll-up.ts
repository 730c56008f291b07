import type { Rounding } from '../../shared/numbers/decimal.ts';
import { accepted, type Outcome, refused } from '../../shared/outcome.ts';
import { aggregateCategories } from './aggregate/aggregate-categories.ts';
import { aggregateEcosystems, type NetworkAggregate } from './aggregate/aggregate-ecosystems.ts';
import { aggregateOrganizations } from './aggregate/aggregate-organizations.ts';
import { aggregateTime } from './aggregate/aggregate-time.ts';
import { betweenEnds, type FigureAtEnd } from './aggregate/figure-ends.ts';
import { denominatorCaveats } from './aggregate/ratio-over-time.ts';
import { coverageOf } from './coverage/figure-coverage.ts';
import { missingCaveats } from './coverage/missing-caveats.ts';
import { otherPeriodsCaveats, otherPeriodsOnly } from './coverage/other-periods.ts';
import { unreportedCaveats, unreportedPeriods } from './coverage/unreported-periods.ts';
import { comparabilityOfFigure, peopleCaveats, requireComparable } from './figure-comparability.ts';
import { type BoundedResult, noNumbers } from './figure-result.ts';
import { groupParts } from './group-parts.ts';
import { orderFigures } from './order-figures.ts';
import { periodsWithoutData } from './periods-without-data.ts';
import { newestOf } from './pool-versions.ts';
import { linkFigures } from './previous-figure.ts';
import { partsByRelease, type RollUpGroup } from './release-parts.ts';
import { RollUpContext } from './roll-up-context.ts';
import { type RollUpFigure, statusOf, type UnlinkedFigure } from './roll-up-figure.ts';
import { judgeRequest } from './roll-up-input.ts';
import type { RollUpPart } from './roll-up-part.ts';
import { atPlaceLevel } from './roll-up-places.ts';
import type { RollUpRequest, RollUpVersion } from './roll-up-request.ts';
import { rounded } from './rounded-figure.ts';

/**
 * Aggregates released figures by the rules of their definitions, in four steps: categories, organizations (with places), time
 * and ecosystems. A figure that the rules do not add up is null, with the reason. A figure of a whole replaces its parts: the
 * ecosystem's own figure replaces those of its organizations, a longer period replaces the shorter periods in it, and a figure
 * without a place replaces those of places. Figures of one reporter for places that contain one another are not added up. Missing
 * figures are never estimated: `coverage` describes what a figure includes. Figures that are stated as bounds give an interval.
 * `caveats` states a change of versions since the previous period that limits the comparison. The order of `parts` does not matter. A malformed request is rejected as issues; a part of a version that is not in
 * `versions` is `NOT_FOUND`.
 *
 * @see https://sdmx.org/sdmx-standards/ for the statuses of an observation
 * @example
 * const version = { id: 'v', number: 1, kind: 'COUNT', countingUnit: 'EVENTS', multiplier: '1', aggregationAcrossOrganizations: 'SUM', aggregationOverTime: 'SUM', dimensions: [] };
 * const part = (period, value) => ({
 *   versionId: 'v', ecosystemId: 'e', period, ...periodRange(parsePeriod(period)), categories: [], source: 'ORGANIZATION',
 *   organizationId: null, place: null, placeScheme: null,
 *   partial: partialOf({ value, numerator: null, denominator: null, base: null, status: 'OBSERVED' }),
 * });
 * const parts = [part('2025-H1', '12'), part('2025-H1', '8'), part('2025-H2', '5')].map(({ start, end, ...rest }) => ({
 *   ...rest, periodStart: start, periodEnd: end,
 * }));
 * const request = {
 *   parts, versions: [version], over: ['ORGANIZATIONS'], periods: ['2025'], by: [],
 *   compares: () => ({ comparability: 'YES', notes: [] }),
 * };
 * const [year] = unwrap(rollUp(request));
 * year.value; // '25'
 * year.coverage.periods; // ['2025-H1', '2025-H2']
 */
export function rollUp(request: RollUpRequest): Outcome<RollUpFigure[]> {
  const issues = judgeRequest(request);
  return issues.length > 0 ? refused(...issues) : accepted(linkFigures(figuresOf(atPlaceLevel(request)), request));
}

/** With figures that are stated as bounds, the roll-up of the lowest figures that these allow, and that of the highest ones. */
function figuresOf(request: RollUpRequest): UnlinkedFigure[] {
  const hasBounds = ({ highest }: RollUpPart) => highest !== undefined;
  const { parts, disaggregated = [] } = request;
  const lowest = figuresAtOneEnd(request, 'DOWN');
  if (!parts.some(hasBounds) && !disaggregated.some(({ part }) => hasBounds(part)))
    return lowest.map(({ isOpen: _isOpen, contradiction: _contradiction, ...figure }) => rounded(figure));
  const atHighest = (part: RollUpPart): RollUpPart => ({ ...part, partial: part.highest ?? part.partial });
  const ofHighest = {
    ...request,
    parts: parts.map(atHighest),
    disaggregated: disaggregated.map((each) => ({ ...each, part: atHighest(each.part) })),
  };
  const highest = figuresAtOneEnd(ofHighest, 'UP');
  return betweenEnds(lowest, highest).map(rounded);
}

/** The figures with each figure that is stated as bounds at one end of these. */
function figuresAtOneEnd(given: RollUpRequest, rounding: Rounding): FigureAtEnd[] {
  const request = { ...given, versions: given.versions.map((version) => ({ ...version, rounding })) };
  const context = new RollUpContext(request);
  const figures = groupParts(request, context).flatMap((group) => figuresOfGroup(group, context));
  const without = periodsWithoutData(figures, { context, by: request.by }).map((figure) => ({
    ...figure,
    isOpen: false,
  }));
  return orderFigures([...figures, ...without], request.versions);
}

/** The figures of a group, one for each period. */
function figuresOfGroup(group: RollUpGroup, context: RollUpContext): FigureAtEnd[] {
  const releases = partsByRelease(group, context).flatMap((release) => {
    const totals = aggregateCategories(release, context);
    return aggregateOrganizations(release, { totals, context }) ?? [];
  });
  const byEcosystem = [...Map.groupBy(releases, ({ ecosystemId }) => ecosystemId)];
  const codes = new Set(context.periods ?? releases.map(({ period }) => period));
  return [...codes].map((code) => {
    const ecosystems = byEcosystem.flatMap(([ecosystemId, ofEcosystem]) => {
      const candidates = context.periods ? ofEcosystem : ofEcosystem.filter(({ period }) => period === code);
      return candidates.length === 0 ? [] : [aggregateTime(code, { ecosystemId, releases: candidates, context })];
    });
    const { organizationId, place } = keptKeys(group, context);
    const isOfOneOrganization = organizationId !== null;
    const network = aggregateEcosystems(code, { ecosystems, isOfOneOrganization, place, context });
    return toFigure(code, { network, group, context });
  });
}

/** The figure of an aggregate, as it is returned. */
function toFigure(
  code: string,
  { network, group, context }: { network: NetworkAggregate; group: RollUpGroup; context: RollUpContext },
): FigureAtEnd {
  const { counted, carried, ecosystems } = network;
  const kept = keptKeys(group, context);
  const newest = newestOf(ecosystems.flatMap(({ releases }) => releases));
  const compared = comparabilityOfFigure(code, { ecosystems, context });
  const result = withoutTrivialBounds(requireComparable(network.result, compared), newest?.version);
  const { start, end } = ecosystems[0]?.range ?? context.rangeOf(code, kept.ecosystemId);
  const { figure, reason, explanation } =
    'figure' in result ? { ...result, reason: null, explanation: null } : { ...result, figure: noNumbers };
  const withoutPeriod = ecosystems.flatMap((ecosystem) => otherPeriodsOnly(ecosystem, context));
  const unreported = unreportedPeriods(kept.organizationId, { ecosystems, context });
  const coverage = coverageOf(code, { network, withoutPeriod, unreported });
  const caveats = [
    ...compared.notes,
    ...missingCaveats(code, network),
    ...otherPeriodsCaveats(withoutPeriod),
    ...unreportedCaveats(unreported),
    ...(reason === null
      ? [...peopleCaveats(newest?.version, counted.figures), ...denominatorCaveats(newest?.version, coverage.periods)]
      : []),
  ];
  return {
    period: code,
    periodStart: start,
    periodEnd: end,
    versionId: newest?.version.id ?? null,
    comparability: compared.comparability,
    caveats,
    ...kept,
    categories: group.categories,
    ...figure,
    interval: result.interval,
    status: statusOf(counted),
    reason,
    explanation,
    coverage,
    isOpen: (carried.open ?? 0) > 0,
    ...(result.contradiction && { contradiction: result.contradiction }),
  };
}

/** A ratio whose bounds are those of every ratio has none: nothing is known about its numerator. */
function withoutTrivialBounds(result: BoundedResult, version: RollUpVersion | undefined): BoundedResult {
  const { interval } = result;
  const isTrivial = version?.kind === 'RATIO' && interval?.low === '0' && interval.high === version.multiplier;
  return isTrivial ? { ...result, interval: null } : result;
}

/** The ecosystem, organization and place of a group, null if they are aggregated. */
function keptKeys({ parts, disaggregated }: RollUpGroup, context: RollUpContext) {
  const first = parts[0] ?? disaggregated[0]?.part;
  return {
    ecosystemId: context.isOver('ECOSYSTEMS') ? null : (first?.ecosystemId ?? null),
    organizationId: context.isOver('ORGANIZATIONS') ? null : (first?.organizationId ?? null),
    place: context.isOver('PLACES') ? null : (first?.place ?? null),
  };
}
