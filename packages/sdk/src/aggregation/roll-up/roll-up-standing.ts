import type { CategoryReference, DimensionRules } from '../../indicator/index.ts';
import type { Code } from '../../shared/code.ts';
import { type Bounded, countsPeopleOnce, ownAmong, peopleOnce } from './roll-up-interval.ts';
import { combinePartials, type PartialFigure } from './roll-up-partial.ts';
import { collapsed, figureOf, noData, type RollUpRules, unavailable } from './roll-up-pool.ts';

/**
 * Source of the figures of a part: organizations, the ecosystem itself, or the total over organizations that a release
 * published.
 */
export const rollUpSources = ['ORGANIZATION', 'ECOSYSTEM', 'AGGREGATE'] as const;

/** One of {@link rollUpSources}. */
export type RollUpSource = (typeof rollUpSources)[number];

/**
 * Released figures of one version, period and combination of categories, brought together as far as a database does it:
 * over organizations and places where those are rolled over, else each by itself.
 */
export interface RollUpPart {
  versionId: string;
  ecosystemId: string;
  period: string;
  periodStart: string;
  periodEnd: string;
  categories: readonly CategoryReference[];
  source: RollUpSource;
  organizationId: string | null;
  place: Code | null;
  /** The scheme of the places that are rolled over; null for figures of no place. */
  placeScheme: string | null;
  partial: PartialFigure;
  /**
   * What organizations that are closed to whoever asks are counted as in the sum that their release has decided on, without
   * any number; where left out, they are counted there as everywhere else.
   */
  inSum?: PartialFigure;
}

/** What stands for an ecosystem (or a reporter, a place) in one period. */
export interface Standing {
  /** What is known of the figures, for the coverage. */
  partial: PartialFigure;
  /** What goes on into the next step. */
  carried: PartialFigure;
  outcome: Bounded;
  /** Whether it comes from organizations' figures, of which others may be expected. */
  ofOrganizations: boolean;
}

/** What decides which of the parts of a period stand. */
export interface StandingOptions {
  rules: RollUpRules;
  isOverOrganizations: boolean;
  /** False where an expected reporter is missing. */
  isComplete: boolean;
  /** Dimensions whose categories make the least number of people greater, with the parts of each of their categories. */
  split?: readonly { dimension: DimensionRules; parts: ReadonlyMap<string, RollUpPart[]> }[];
}

/**
 * Of the parts of one period, those that stand. The ecosystem's own figure stands for those of its organizations, as the
 * coarser does for the finer; then the sum that the release itself decided on; else they are brought together here.
 */
export function standingOf(parts: readonly RollUpPart[], options: StandingOptions): Standing {
  const { rules, isOverOrganizations } = options;
  const way = rules.aggregationAcrossOrganizations;
  const of = (source: RollUpSource) => parts.filter((part) => part.source === source);
  if (!isOverOrganizations) return broughtTogether(parts, options);
  const [own, together, organizations] = [of('ECOSYSTEM'), of('AGGREGATE'), of('ORGANIZATION')];
  const isAdded = way === 'SUM' || way === 'RATIO' || way === 'WEIGHTED_MEAN';
  if (hasFigure(own)) return ownStanding(own, { organizations, options });
  if (together.length > 0 && isAdded && !countsPeopleOnce(rules, way))
    return sumOfRelease(together, { organizations, options });
  return { ...broughtTogether(organizations.length > 0 ? organizations : own, options), ofOrganizations: true };
}

function ownStanding(
  own: readonly RollUpPart[],
  { organizations, options }: { organizations: readonly RollUpPart[]; options: StandingOptions },
): Standing {
  const standing = broughtTogether(own, { ...options, split: [], isComplete: true });
  const { outcome } = standing;
  const isOnce = countsPeopleOnce(options.rules, options.rules.aggregationAcrossOrganizations);
  if (!isOnce || !('figure' in outcome)) return standing;
  const { interval } = broughtTogether(organizations, options).outcome;
  return { ...standing, outcome: ownAmong(outcome.figure, { interval, whole: 'ecosystem', parts: 'organizations' }) };
}

/** One figure of all organizations, also of those that are closed to whoever asks. */
function sumOfRelease(
  together: readonly RollUpPart[],
  { organizations, options }: { organizations: readonly RollUpPart[]; options: StandingOptions },
): Standing {
  const standing = broughtTogether(together, { ...options, split: [] });
  const { figures, withheld, ...each } = combinePartials(organizations.map((part) => part.inSum ?? part.partial));
  const { estimated, provisional, missing, notApplicable, suppressedAtSource } = each;
  const known = standing.partial.withheld > 0 ? 0 : Math.max(figures + withheld, standing.partial.figures);
  const counts = { estimated, provisional, missing, notApplicable, suppressedAtSource };
  return { ...standing, partial: { ...standing.partial, ...counts, figures: known }, ofOrganizations: true };
}

function broughtTogether(parts: readonly RollUpPart[], options: StandingOptions): Standing {
  const { rules, split = [], isComplete } = options;
  const way = rules.aggregationAcrossOrganizations;
  const partial = combinePartials(parts.map((part) => part.partial));
  const standing = {
    partial,
    carried: collapsed(partial, { way, next: rules.aggregationOverTime, version: rules }),
    ofOrganizations: false,
  };
  const schemes = new Set(parts.flatMap(({ placeScheme }) => placeScheme ?? []));
  if (schemes.size > 1) {
    const explanation = `places of different kinds can lie in each other: ${[...schemes].sort().join(', ')}`;
    return { ...standing, outcome: { ...unavailable('NOT_ADDITIVE', explanation), interval: null } };
  }
  if (parts.length === 0) return { ...standing, outcome: { ...noData(), interval: null } };
  if (!countsPeopleOnce(rules, way))
    return { ...standing, outcome: { ...figureOf(partial, { way, version: rules }), interval: null } };
  const dimensions = split.map(({ dimension, parts: byCategory }) => ({
    categories: dimension.categories,
    partials: new Map(
      [...byCategory].map(([code, those]) => [code, combinePartials(those.map((each) => each.partial))]),
    ),
  }));
  return { ...standing, outcome: peopleOnce(partial, { dimensions, isComplete }) };
}

function hasFigure(parts: readonly RollUpPart[]): boolean {
  return parts.some(({ partial }) => partial.figures > 0 || partial.withheld > 0);
}
