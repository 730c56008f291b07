import type { CategoryReference } from '../../../indicator/index.ts';
import type { Code } from '../../../shared/code.ts';
import { combineReporters } from '../coverage/combine-reporters.ts';
import { combineOptionsOf, type ReleaseParts, reportersWithoutFigure } from '../release-parts.ts';
import type { RollUpContext } from '../roll-up-context.ts';
import { isPublishedTotal, type RollUpPart } from '../roll-up-part.ts';
import type { ClosedReporters, RollUpVersion } from '../roll-up-request.ts';
import type { Dated } from '../select-periods.ts';
import { type Aggregate, hasFigure, isNotApplicable } from './aggregate.ts';
import { byCategory, byDimension, type CategoryTotals } from './aggregate-categories.ts';
import { resultOfCheck } from './contradiction.ts';
import { emptyPartial, type PartialFigure } from './partial-figure.ts';
import { countsPeopleOnce } from './people-interval.ts';

/** The aggregate of one release: one version and one period of one ecosystem. */
export interface ReleaseAggregate extends Aggregate, Dated {
  versionId: string;
  ecosystemId: string;
  version: RollUpVersion;
  /** Number of the version. */
  number: number;
  categories: readonly CategoryReference[];
  /** Place of the figures, if places are not aggregated. */
  place: Code | null;
  expected: ReleaseParts['expected'];
  /** Number of organizations that report other figures in the period and not this one. */
  withoutFigure: number;
  /** The missing organizations that were excluded from the release or are hidden from the caller. */
  closed: ClosedCount;
  /** Identified organizations whose figure is the sum of their categories. */
  addedUp: string[];
  /** Identified organizations whose total needs a suppressed category. */
  suppressedTotals: string[];
  /** Identified organizations whose categories are all `NOT_APPLICABLE`. */
  notApplicableTotals: string[];
  /** Whether the figure is the sum of categories for every organization. */
  isOfCategories: boolean;
  /** Whether every organization reported `NOT_APPLICABLE`, so that nothing is missing. */
  isNotApplicable: boolean;
}

/** Numbers of missing organizations that were excluded from a release or are hidden from the caller. */
export interface ClosedCount {
  excluded: number;
  hidden: number;
  /** Number of these that have a figure, which counts as missing, and of these that report no total. */
  withFigure: number;
  withoutTotal: number;
}

/** An aggregate that may represent a release. */
interface Candidate {
  aggregate: Aggregate;
  withoutFigure: number;
  isOfCategories: boolean;
}

/** What candidates are found from. */
interface CandidateSource {
  release: ReleaseParts;
  totals: CategoryTotals;
  /** The parts as reported, together with the totals that were added up per reporter. */
  stated: Candidate;
}

/** The aggregates that may represent a release. The first that exists is used. */
const candidates: readonly { name: string; find: (source: CandidateSource) => Candidate | undefined }[] = [
  {
    name: 'reported figures',
    find: ({ release, stated }) => (release.parts.some(({ partial }) => hasFigure(partial)) ? stated : undefined),
  },
  {
    name: 'sum of the categories that the ecosystem itself reports',
    find: ({ totals }) => sumOfCategories(totals.ofEcosystem()),
  },
  {
    name: 'totals added up per reporter',
    find: ({ stated }) => (hasFigure(stated.aggregate.counted) ? stated : undefined),
  },
  {
    name: 'sum of the categories of organizations that are not identified',
    find: ({ totals }) => sumOfCategories(totals.ofUnidentified()),
  },
  {
    name: 'reports without a figure',
    find: ({ release, stated }) => (release.parts.length > 0 ? stated : undefined),
  },
];

function sumOfCategories(aggregate: Aggregate | undefined): Candidate | undefined {
  return aggregate && { aggregate, withoutFigure: 0, isOfCategories: true };
}

/**
 * Second step of a roll-up: combines the organizations and places of a release. Returns undefined if the release has only
 * categories that do not add up to a total.
 */
export function aggregateOrganizations(
  release: ReleaseParts,
  { totals, context }: { totals: CategoryTotals; context: RollUpContext },
): ReleaseAggregate | undefined {
  const { first, categories, parts, disaggregated, version, expected } = release;
  const { versionId, ecosystemId, period, periodStart: start, periodEnd: end, place } = first;
  const closed = context.closed({ versionId, ecosystemId, period, place, categories });
  const stated = combineStated(release, { totals, closed, context });
  const candidate = firstCandidate({ release, totals, stated });
  if (!candidate) return undefined;
  const { isOfCategories } = candidate;
  const aggregate = { ...candidate.aggregate, result: checkedResult(candidate, { release, totals, stated }) };
  const { isOfOrganizations } = aggregate;
  const used = isOfCategories ? disaggregated.map(({ part }) => part) : parts;
  const hasPublishedTotal = used.some(isPublishedTotal);
  const withoutFigure = isOfOrganizations ? candidate.withoutFigure : 0;
  return {
    ...aggregate,
    period,
    start,
    end,
    number: version.number,
    hasFigure: hasFigure(aggregate.counted),
    versionId,
    ecosystemId,
    version,
    categories,
    place,
    expected,
    withoutFigure,
    closed: countMissingClosed(closed, { categories, isOfOrganizations, hasPublishedTotal }),
    addedUp: organizationsWith(totals, ({ figures }) => figures > 0),
    suppressedTotals: organizationsWith(totals, ({ suppressed }) => suppressed > 0),
    notApplicableTotals: organizationsWith(totals, isNotApplicable),
    isOfCategories,
    isNotApplicable: isNotApplicable(aggregate.counted) && withoutFigure === 0 && (expected?.absent ?? 0) === 0,
  };
}

/**
 * The result of a candidate. If the ecosystem itself reports categories that add up to a number of people counted once, and no total,
 * their sum must lie within the interval of the organizations.
 */
function checkedResult(
  { aggregate }: Candidate,
  { release, totals, stated }: CandidateSource,
): ReleaseAggregate['result'] {
  const { version, parts, disaggregated, isOverOrganizations } = release;
  const isOnce = countsPeopleOnce(version, version.aggregationAcrossOrganizations);
  const ofEcosystem = disaggregated.filter(({ part }) => part.source === 'ECOSYSTEM');
  // Categories in some places are not those of the organizations in all places.
  const isWhole = ofEcosystem.every(({ part }) => part.placeScheme === null);
  const hasTotal = parts.some(({ source, partial }) => source === 'ECOSYSTEM' && hasFigure(partial));
  if (!isOnce || !isOverOrganizations || !isWhole || hasTotal || ofEcosystem.length === 0) return aggregate.result;
  const sum = totals.ofEcosystem()?.result;
  const value = sum && 'figure' in sum ? sum.figure.value : null;
  const { interval } = stated.aggregate.result;
  const against = { interval, whole: 'ecosystem', parts: 'organizations', isSum: true } as const;
  return resultOfCheck(aggregate.result, { stated: value, against });
}

/** The ids of organizations whose totals that follow from categories meet a condition, in order. */
function organizationsWith({ ofReporters }: CategoryTotals, meets: (partial: PartialFigure) => boolean): string[] {
  return ofReporters
    .filter(({ partial }) => meets(partial))
    .flatMap(({ organizationId }) => organizationId ?? [])
    .sort();
}

function firstCandidate(source: CandidateSource): Candidate | undefined {
  for (const { find } of candidates) {
    const candidate = find(source);
    if (candidate) return candidate;
  }
  return undefined;
}

function combineStated(
  release: ReleaseParts,
  { totals, closed, context }: { totals: CategoryTotals; closed: ClosedReporters; context: RollUpContext },
): Candidate {
  const { parts, categories } = release;
  const { ofReporters } = totals;
  const hidden = hiddenReportersOfTotal(release, closed);
  const withHiddenTotal = hidden.reduce((sum, { publishedCounts }) => sum + (publishedCounts?.figures ?? 0), 0);
  const without = reportersWithoutFigure(release, { categories, context });
  const withoutFigure = Math.max(0, without - ofReporters.length - withHiddenTotal);
  const options = combineOptionsOf(release, { withoutFigure });
  const aggregate = combineReporters([...parts, ...ofReporters, ...hidden], {
    ...options,
    breakdowns: breakdownsOf(release),
  });
  return { aggregate, withoutFigure, isOfCategories: false };
}

/**
 * A part that counts the hidden organizations that report categories and no total. A published total includes them, and
 * nothing else is known of them.
 */
function hiddenReportersOfTotal({ first, parts, categories }: ReleaseParts, { hidden }: ClosedReporters): RollUpPart[] {
  const { organizations, withFigure } = hidden;
  if (categories.length > 0 || organizations === withFigure || !parts.some(isPublishedTotal)) return [];
  const publishedCounts = { ...emptyPartial, figures: organizations - withFigure };
  return [
    { ...first, source: 'ORGANIZATION', organizationId: null, categories: [], partial: emptyPartial, publishedCounts },
  ];
}

/**
 * Counts the closed organizations that are missing. Every organization has a total, reported or added up. An organization
 * without a figure of some categories is not missing in these because it is closed.
 */
function countMissingClosed(
  closed: ClosedReporters,
  of: { categories: readonly CategoryReference[]; isOfOrganizations: boolean; hasPublishedTotal: boolean },
): ClosedCount {
  const { excluded } = closed;
  if (!of.isOfOrganizations) return { excluded: 0, hidden: 0, withFigure: 0, withoutTotal: 0 };
  const hidden = of.hasPublishedTotal ? { organizations: 0, withFigure: 0 } : closed.hidden;
  const withFigure = excluded.withFigure + hidden.withFigure;
  if (of.categories.length > 0)
    return { excluded: excluded.withFigure, hidden: hidden.withFigure, withFigure, withoutTotal: 0 };
  return {
    excluded: excluded.organizations,
    hidden: hidden.organizations,
    withFigure,
    withoutTotal: excluded.organizations - excluded.withFigure + hidden.organizations - hidden.withFigure,
  };
}

/** The categories of organizations. Categories of the ecosystem itself do not bound the numbers of its organizations. */
function breakdownsOf({ disaggregated, isOverOrganizations }: ReleaseParts) {
  const used = disaggregated.filter(({ part }) => !isOverOrganizations || part.source === 'ORGANIZATION');
  return byDimension(used).map(({ dimension, ofDimension }) => ({
    dimension,
    parts: new Map(byCategory(ofDimension).map(({ category, ofCategory }) => [category, ofCategory])),
  }));
}
