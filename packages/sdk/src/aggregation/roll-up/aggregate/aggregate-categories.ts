import { combineReporters } from '../coverage/combine-reporters.ts';
import { combineOptionsOf, type ReleaseParts, reportersWithoutFigure } from '../release-parts.ts';
import type { RollUpContext } from '../roll-up-context.ts';
import { statusOf } from '../roll-up-figure.ts';
import type { DisaggregatedPart, RollUpPart } from '../roll-up-part.ts';
import { placesOfParts } from '../roll-up-places.ts';
import { type Aggregate, isNotApplicable } from './aggregate.ts';
import { collapsed, type RollUpRules } from './combine-figures.ts';
import { boundsIn, combinePartials, emptyPartial, type PartialFigure, partialOf } from './partial-figure.ts';
import { countWithoutValue } from './people-interval.ts';
import { sumCategories } from './sum-categories.ts';

/** Totals of a release that are not reported, and follow from categories. */
export interface CategoryTotals {
  /** One part for each organization that reports all categories and no total. */
  ofReporters: readonly RollUpPart[];
  /** From the categories that the ecosystem itself reports. */
  ofEcosystem: () => Aggregate | undefined;
  /** From the categories of organizations that are not identified; from all, if organizations are not aggregated. */
  ofUnidentified: () => Aggregate | undefined;
}

/**
 * First step of a roll-up: adds up the categories of a release to totals that are not reported. The figures of one
 * organization are added up by themselves, so that a category of one is never combined with another category of the next.
 */
export function aggregateCategories(release: ReleaseParts, context: RollUpContext): CategoryTotals {
  const { disaggregated, isOverOrganizations } = release;
  const ofEcosystem = disaggregated.filter(({ part }) => part.source === 'ECOSYSTEM');
  const unidentified = disaggregated.filter(({ part }) => !isOverOrganizations || part.organizationId === null);
  return {
    ofReporters: isOverOrganizations ? totalsOfReporters(release) : [],
    ofEcosystem: () => totalOverReporters(ofEcosystem, { release, context }),
    ofUnidentified: () => totalOverReporters(unidentified, { release, context }),
  };
}

function totalsOfReporters({ parts, disaggregated, categories, version }: ReleaseParts): RollUpPart[] {
  const identified = disaggregated.filter(({ part }) => reporterOf(part) !== undefined);
  if (identified.length === 0) return [];
  const withTotal = new Set(parts.map(reporterOf));
  const byReporter = Map.groupBy(identified, ({ part }) => reporterOf(part));
  return [...byReporter].flatMap(([reporter, ofReporter]) => {
    const [first] = ofReporter;
    if (!first || withTotal.has(reporter)) return [];
    const partial = totalOfReporter(ofReporter, version);
    return partial ? [{ ...first.part, categories, partial }] : [];
  });
}

/** The organization and place of a part. Undefined if the part is not of one identified organization. */
function reporterOf(part: RollUpPart): string | undefined {
  const { source, organizationId } = part;
  if (source !== 'ORGANIZATION' || organizationId === null) return undefined;
  return JSON.stringify([organizationId, placesOfParts([part]).map(({ scheme, code }) => [scheme, code])]);
}

/**
 * Uses the first dimension that yields a figure. Without one, counts a total that is suppressed, or one whose categories are all
 * `NOT_APPLICABLE`. Undefined if there is none.
 */
function totalOfReporter(parts: readonly DisaggregatedPart[], rules: RollUpRules): PartialFigure | undefined {
  const totals = byDimension(parts).flatMap(({ dimension, ofDimension }) => {
    const aggregates = new Map(
      byCategory(ofDimension).map(({ category, ofCategory }) => [
        category,
        combineReporters(ofCategory, { rules, isOverOrganizations: true, isComplete: true }),
      ]),
    );
    const total = sumCategories(dimension, { aggregates, rules });
    return total ? [{ total, all: combinePartials(ofDimension.map(({ part }) => part.partial)) }] : [];
  });
  const shown = totals.find(({ total }) => 'figure' in total.result) ?? totals.find(isRounded);
  if (shown) return asOneFigure(shown, rules);
  const suppressed = totals.filter(({ total }) => total.counted.suppressed > 0);
  if (suppressed.length > 0)
    return asOneSuppressed(
      suppressed.map(({ total }) => total),
      rules,
    );
  return totals.some(({ total }) => isNotApplicable(total.counted)) ? { ...emptyPartial, notApplicable: 1 } : undefined;
}

function isRounded({ total: { result } }: { total: Aggregate }): boolean {
  return 'reason' in result && result.reason === 'ROUNDED';
}

/** Suppressed totals of several dimensions as one suppressed figure. A ratio has the bounds of a dimension that has any. */
function asOneSuppressed(totals: readonly Aggregate[], { kind }: RollUpRules): PartialFigure {
  const suppressed = { ...emptyPartial, suppressed: 1 };
  const bounded = kind === 'RATIO' ? totals.find(({ result }) => result.interval !== null) : undefined;
  if (!bounded) return suppressed;
  const { numerator, numeratorSpan, denominator } = bounded.carried;
  return { ...suppressed, suppressedDenominators: 1, numerator, numeratorSpan, denominator };
}

/** A total as one figure among others. */
function asOneFigure({ total, all }: { total: Aggregate; all: PartialFigure }, rules: RollUpRules): PartialFigure {
  const { result, carried } = total;
  if (rules.kind === 'RATIO' || !('figure' in result)) return carried;
  // The weights of a mean keep all their decimals.
  if (rules.kind === 'MEAN') return collapsed(carried, { way: 'WEIGHTED_MEAN', next: 'NONE', version: rules });
  const { bounded = 0, open = 0 } = all;
  const ofBounds = boundsIn({ bounded: Math.min(1, bounded), open: Math.min(1, open) });
  return { ...partialOf({ ...result.figure, status: statusOf(all) ?? 'OBSERVED' }), ...ofBounds };
}

/** Combines each category over its reporters, and adds up the first dimension that yields a total. */
function totalOverReporters(
  parts: readonly DisaggregatedPart[],
  { release, context }: { release: ReleaseParts; context: RollUpContext },
): Aggregate | undefined {
  for (const { dimension, ofDimension } of byDimension(parts)) {
    const categories = byCategory(ofDimension).map(({ category, ofCategory }) => {
      const withoutFigure = reportersWithoutFigure(release, {
        categories: ofCategory[0]?.categories ?? [],
        context,
      });
      const aggregate = combineReporters(ofCategory, combineOptionsOf(release, { withoutFigure }));
      return { category, withoutFigure, aggregate };
    });
    if (categories.some(hasUnevenReporters)) continue;
    const aggregates = new Map(categories.map(({ category, aggregate }) => [category, aggregate]));
    const total = sumCategories(dimension, { aggregates, rules: release.version });
    // Nobody reported a total: one that does not follow from the categories does not exist.
    if (total && !isNotAdditive(total)) return total;
  }
  return undefined;
}

function isNotAdditive({ result }: Aggregate): boolean {
  return 'reason' in result && result.reason === 'NOT_ADDITIVE' && result.interval === null;
}

/** Whether organizations may have figures of other categories only: the sum would then be the total of no group of them. */
function hasUnevenReporters({ aggregate, withoutFigure }: { aggregate: Aggregate; withoutFigure: number }): boolean {
  const { isOfOrganizations, counted } = aggregate;
  const withoutValue = countWithoutValue(counted);
  const isMixed = withoutValue > 0 && counted.figures + counted.suppressed + withoutValue > 1;
  return isOfOrganizations && (withoutFigure > 0 || isMixed);
}

/** The parts of each dimension, ordered by its code. */
export function byDimension(parts: readonly DisaggregatedPart[]) {
  const groups = [...Map.groupBy(parts, ({ dimension }) => dimension.code)];
  return groups
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, ofDimension]) => {
      const [first] = ofDimension;
      return first ? [{ dimension: first.dimension, ofDimension }] : [];
    });
}

/** The parts of each category of one dimension. */
export function byCategory(parts: readonly DisaggregatedPart[]): { category: string; ofCategory: RollUpPart[] }[] {
  return [...Map.groupBy(parts, ({ category }) => category)].map(([category, each]) => ({
    category,
    ofCategory: each.map(({ part }) => part),
  }));
}
