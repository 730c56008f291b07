import type { DimensionRules } from '../../../indicator/index.ts';
import { addExact, compareExact, subtractExact } from '../../../shared/numbers/exact.ts';
import { type Aggregate, hasFigure } from '../aggregate/aggregate.ts';
import { collapsed, figureOf, type RollUpRules } from '../aggregate/combine-figures.ts';
import { checkAgainstInterval } from '../aggregate/contradiction.ts';
import { combinePartials } from '../aggregate/partial-figure.ts';
import { countsPeopleOnce, peopleOnce } from '../aggregate/people-interval.ts';
import { noData, unavailable } from '../figure-result.ts';
import { isPublishedTotal, type RollUpPart, type RollUpSource } from '../roll-up-part.ts';

/** Rules by which the parts of a release are combined over organizations and places. */
export interface CombineOptions {
  rules: RollUpRules;
  isOverOrganizations: boolean;
  /** Why figures of the places of these parts are not added up, as a sentence. Null if they can be. If omitted, they can be. */
  overlapOfPlaces?: (parts: readonly RollUpPart[]) => string | null;
  /** False if an expected reporter is missing. */
  isComplete: boolean;
  /** Exclusive dimensions whose categories raise the lower end of a number of people, with the parts of each category. */
  breakdowns?: readonly { dimension: DimensionRules; parts: ReadonlyMap<string, readonly RollUpPart[]> }[];
}

/**
 * Combines the parts of one release. The figure of the ecosystem itself replaces those of its organizations. Without one,
 * the total that the release published is used if the rule is additive; otherwise the figures of organizations are combined.
 */
export function combineReporters(parts: readonly RollUpPart[], options: CombineOptions): Aggregate {
  const { rules, isOverOrganizations } = options;
  const rule = rules.aggregationAcrossOrganizations;
  if (!isOverOrganizations) return combineParts(parts, options);
  const withSource = (source: RollUpSource) => parts.filter((part) => part.source === source);
  const ecosystem = withSource('ECOSYSTEM');
  const organizations = withSource('ORGANIZATION');
  const published = parts.filter(isPublishedTotal);
  const has = (some: readonly RollUpPart[]) => some.some(({ partial }) => hasFigure(partial));
  // Over places, figures that the ecosystem reported of some places are not the figure of its organizations in all places.
  const whole = ecosystem.filter(({ placeScheme }) => placeScheme === null);
  if (has(whole)) return ecosystemFigure(whole, { organizations, options });
  if (has(ecosystem) && !has(organizations) && !has(published))
    return ecosystemFigure(ecosystem, { organizations, options });
  const isAdditive = rule === 'SUM' || rule === 'RATIO' || rule === 'WEIGHTED_MEAN';
  const isOverlapping = (options.overlapOfPlaces?.(organizations) ?? null) !== null;
  if (published.length > 0 && isAdditive && !isOverlapping && !countsPeopleOnce(rules, rule))
    return publishedTotal(published, { organizations, options });
  const combined = combineParts(organizations.length > 0 ? organizations : ecosystem, options);
  return { ...combined, isOfOrganizations: true };
}

/** The figure of the ecosystem itself. A number of people counted once must lie within the interval of the organizations. */
function ecosystemFigure(
  ecosystem: readonly RollUpPart[],
  { organizations, options }: { organizations: readonly RollUpPart[]; options: CombineOptions },
): Aggregate {
  const aggregate = combineParts(ecosystem, { ...options, breakdowns: [], isComplete: true });
  const { result } = aggregate;
  const isOnce = countsPeopleOnce(options.rules, options.rules.aggregationAcrossOrganizations);
  if (!isOnce || !('figure' in result)) return aggregate;
  const { interval } = combineParts(organizations, options).result;
  const checked = checkAgainstInterval(result.figure, { interval, whole: 'ecosystem', parts: 'organizations' });
  return { ...aggregate, result: checked };
}

/**
 * The total that the release computed: one figure of all organizations, including those that the caller cannot see or whose
 * figures are suppressed. This is so whether the total itself is shown or suppressed.
 */
function publishedTotal(
  published: readonly RollUpPart[],
  { organizations, options }: { organizations: readonly RollUpPart[]; options: CombineOptions },
): Aggregate {
  const totals = published.map((total) => boundedByOrganizations(total, organizations));
  const aggregate = combineParts(totals, { ...options, breakdowns: [] });
  const { counted } = aggregate;
  const ofOrganizations = combinePartials(
    organizations.map(({ publishedCounts, partial }) => publishedCounts ?? partial),
  );
  const { figures, suppressed, estimated, provisional, missing, notApplicable, suppressedAtSource } = ofOrganizations;
  // The total can have bounds only because a figure in it has.
  const bounded = counted.bounded === undefined ? {} : { bounded: ofOrganizations.bounded ?? counted.bounded };
  const known = Math.max(figures + suppressed, counted.figures);
  const counts = { estimated, provisional, missing, notApplicable, suppressedAtSource, figures: known, ...bounded };
  return { ...aggregate, counted: { ...counted, ...counts }, isOfOrganizations: true };
}

/**
 * A suppressed ratio that shows its denominator, bounded by the figures that its organizations show. All others together have a
 * numerator between 0 and their denominator. Figures of places can be excluded from a published total.
 */
function boundedByOrganizations(total: RollUpPart, organizations: readonly RollUpPart[]): RollUpPart {
  const { partial } = total;
  const withoutPlace = organizations.filter(({ place, placeScheme }) => place === null && placeScheme === null);
  const shown = combinePartials(withoutPlace.map((part) => part.partial));
  const others = subtractExact(partial.denominator, shown.denominator);
  if (partial.suppressedDenominators === 0 || compareExact(others, '0') < 0) return total;
  const { numerator } = shown;
  return { ...total, partial: { ...partial, numerator, numeratorSpan: addExact(shown.numeratorSpan, others) } };
}

function combineParts(parts: readonly RollUpPart[], options: CombineOptions): Aggregate {
  const { rules, breakdowns = [], isComplete } = options;
  const way = rules.aggregationAcrossOrganizations;
  const counted = combinePartials(parts.map(({ partial }) => partial));
  const aggregate = {
    counted,
    carried: collapsed(counted, { way, next: rules.aggregationOverTime, version: rules }),
    isOfOrganizations: false,
  };
  const overlap = options.overlapOfPlaces?.(parts) ?? null;
  if (overlap !== null) return { ...aggregate, result: { ...unavailable('NOT_ADDITIVE', overlap), interval: null } };
  if (parts.length === 0) return { ...aggregate, result: { ...noData(), interval: null } };
  if (!countsPeopleOnce(rules, way)) return { ...aggregate, result: figureOf(counted, { way, version: rules }) };
  const dimensions = breakdowns.map(({ dimension, parts: byCategory }) => ({
    categories: dimension.categories,
    partials: new Map(
      [...byCategory].map(([code, ofCategory]) => [code, combinePartials(ofCategory.map(({ partial }) => partial))]),
    ),
  }));
  return { ...aggregate, result: peopleOnce(counted, { dimensions, isComplete }) };
}
