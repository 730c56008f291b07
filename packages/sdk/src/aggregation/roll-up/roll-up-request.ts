import type { PlaceCode, PlaceInHierarchy } from '../../ecosystem/index.ts';
import type { CategoryReference, DimensionRules } from '../../indicator/index.ts';
import type { YearStarts } from '../../period/index.ts';
import type { Code } from '../../shared/code.ts';
import type { Comparability } from '../../shared/comparability.ts';
import type { CategorizedVersion } from '../series-categories.ts';
import type { RollUpRules } from './aggregate/combine-figures.ts';
import type { RollUpOver } from './roll-up-figure.ts';
import type { RollUpPart } from './roll-up-part.ts';

/** The fields of an indicator version that a roll-up uses. */
export type RollUpVersion = RollUpRules & { id: string; number: number; dimensions: readonly DimensionRules[] };

/** Returns whether figures of two versions, by number, are comparable, and every reason why they are not or only with a caveat. */
export type Compares = (ends: { from: number; to: number }) => {
  comparability: Comparability;
  notes: readonly string[];
};

/** Numbers of reporters that agreed to report a figure. */
export interface ExpectedCount {
  expected: number;
  /** Number of the expected reporters that did not report. */
  absent: number;
  /**
   * Number of reporters that are not expected, because it is not known whether they report for the place of the figure: they
   * report or serve only larger areas that contain it, or have no known place. None if it is omitted.
   */
  unassigned?: number;
}

/**
 * Returns how many reporters a version, period, ecosystem and place expect, and how many of these are absent. The place is null
 * for figures without a place, and if places are aggregated. Null if unknown.
 */
export type ExpectedReporters = (of: {
  versionId: string;
  ecosystemId: string;
  period: string;
  place: Code | null;
}) => ExpectedCount | null;

/** One combination of categories in one released period. The place counts only if places are not aggregated. */
export interface RollUpKey {
  versionId: string;
  ecosystemId: string;
  period: string;
  place: Code | null;
  categories: readonly CategoryReference[];
}

/** Returns how many organizations report in a released period without a figure of these categories. */
export type ReportersWithoutFigure = (key: RollUpKey) => number;

/** A reporter and its places. The reporter is null for the ecosystem itself. */
export interface PlacesOfReporter {
  organizationId: string | null;
  places: readonly PlaceCode[];
}

/** Returns the reporters of a released period that report several places. */
export type PlacesOfReporters = (of: {
  versionId: string;
  ecosystemId: string;
  period: string;
}) => readonly PlacesOfReporter[];

/** A released period for which an organization agreed to report and did not. */
export interface UnreportedPeriod {
  organizationId: string;
  versionId: string;
  ecosystemId: string;
  /** Canonical code of the period, and its first and last day (`YYYY-MM-DD`). */
  period: string;
  periodStart: string;
  periodEnd: string;
}

/** A number of organizations of a released period, and how many of these have a figure of the categories. */
export interface ReporterCount {
  organizations: number;
  withFigure: number;
}

/** Organizations of a released period that are excluded from it or hidden from the caller. */
export interface ClosedReporters {
  /** Not visible at release time: excluded from the totals of the release, even if they are visible now. */
  excluded: ReporterCount;
  /** Included in the totals of the release, and not visible to the caller. */
  hidden: ReporterCount;
}

/** An ecosystem that agreed to contribute figures to a network. */
export interface RollUpMember {
  ecosystemId: string;
  /** First and last day (`YYYY-MM-DD`) of each agreement. The last is null if it has no end. */
  spans: readonly { from: string; until: string | null }[];
  /** Whether the caller cannot see it or its agreement: then it is counted and not named. */
  isClosed?: boolean;
}

/** The expected members without a release. Members whose organizations all reported `NOT_APPLICABLE` are not expected. */
export interface AbsentMembers {
  count: number;
  /** Number of expected members, with and without a release. */
  expected: number;
  /** Number of expected members whose figures are included. */
  included: number;
  /** Ids of those that the caller can see, in order. Includes those that are absent for a part of the period. */
  open: string[];
  /** Numbers of expected members with a release that have none for a part of the period that another ecosystem covers. */
  ofParts: readonly AbsentForPart[];
}

/** Expected members without a release for a part of a requested period. */
export interface AbsentForPart {
  /** Code of the part. */
  period: string;
  ecosystems: number;
}

/** A figure of an organization that reports a category of a total, and not the total. */
export interface DisaggregatedFigure {
  part: RollUpPart;
  /** The combination of categories that it is added up to. */
  total: readonly CategoryReference[];
}

/** A place of an ecosystem. Roll-ups to a level do not use it if the caller cannot see it. */
export interface RollUpPlace extends PlaceInHierarchy {
  ecosystemId: string;
  isClosed?: boolean;
}

/** Figures to aggregate, and how. */
export interface RollUpRequest {
  /** Released figures, each of one version, period and combination of categories. */
  parts: readonly RollUpPart[];
  /** Figures of single organizations that are added up to one total and are in no other figure. */
  disaggregated?: readonly DisaggregatedFigure[];
  /** The versions of all parts. */
  versions: readonly RollUpVersion[];
  over: readonly RollUpOver[];
  /** Codes of the requested periods. Null for every period with figures. */
  periods: readonly string[] | null;
  /** Codes of the dimensions to keep. Null for every combination of categories. */
  by: readonly string[] | null;
  compares: Compares;
  /** When the caller's school and fiscal years begin. Used for requested periods without figures. */
  years?: YearStarts;
  /** When the school and fiscal years of an ecosystem begin. */
  yearsOf?: (ecosystemId: string) => YearStarts;
  expected?: ExpectedReporters;
  /**
   * Released periods for which organizations agreed to report and did not. They count as missing in the figure of one organization if it
   * has no figure for these days of a requested period. Used if organizations are not aggregated.
   */
  unreported?: readonly UnreportedPeriod[];
  /** Counts reporters without a figure. If omitted, the organizations that `parts` name by `organizationId` are counted. */
  withoutFigure?: ReportersWithoutFigure;
  /** Counts organizations that are excluded or hidden. If omitted, there are none. */
  closed?: (key: RollUpKey) => ClosedReporters;
  /** The ecosystems that are expected to contribute if ecosystems are aggregated. */
  members?: readonly RollUpMember[];
  /**
   * Places of the ecosystems. Figures of places that contain one another are not added up if one reporter reports both. Members
   * are expected in figures of their own places.
   */
  places?: readonly RollUpPlace[];
  /**
   * If omitted, the places of each organization that `parts` name by `organizationId` are used, and the other places are treated
   * as places of one reporter.
   */
  placesOfReporters?: PlacesOfReporters;
  /**
   * The code of a level of places. Places are then aggregated to the places of this level, and not over these. A place that is
   * within none of them keeps its own figures.
   */
  placeLevel?: string | null;
  /**
   * The versions with their categories and crosswalks: figures of two periods are then compared only if crosswalks map the
   * categories of one to the same codes of the other, and no others. If omitted, a category is the same in every version.
   */
  categorized?: readonly CategorizedVersion[];
}
