import type {
  Aggregation,
  CountingUnit,
  Direction,
  IndicatorKind,
  IndicatorLevel,
  ObservationStatus,
} from '../indicator/index.ts';
import type { Frequency } from '../period/index.ts';
import type { Code } from '../shared/code.ts';
import type { Identifier } from '../shared/identifier.ts';
import type { SourceLocation } from '../shared/source-location.ts';

/** An organization as a source describes it. */
export interface ImportedOrganization {
  name: string;
  legalName?: string;
  identifiers?: Identifier[];
  place?: Code;
  url?: string;
  sourceUri?: string;
}

/** A goal as a source describes it. */
export interface ImportedGoal {
  code: string;
  title: string;
  outcomeStatement?: string;
  sourceUri?: string;
}

/** How the figures of an imported indicator are split; categories are discovered from the observations. */
export interface ImportedDimension {
  key: string;
  code: string;
  label: string;
  exclusive: boolean;
  exhaustive: boolean;
}

/** An indicator with the one version whose figures a source holds. */
export interface ImportedIndicator {
  code: string;
  name: string;
  level: IndicatorLevel;
  identifiers: { scheme: string; code: string }[];
  /** Keys of goal items. */
  goals: string[];
  /** Key of the organization item that defined it. */
  definedBy: string | null;
  sourceUri?: string;
  version: {
    definition: string;
    kind: IndicatorKind;
    countingUnit: CountingUnit;
    unit: Code;
    multiplier: string;
    direction: Direction;
    /** Needed where the direction is `MAINTAIN`. */
    tolerance?: string | null;
    aggregationAcrossOrganizations: Aggregation;
    aggregationOverTime: Aggregation;
    frequency: Frequency;
  };
  dimensions: ImportedDimension[];
}

/** One figure of an indicator, for one reporter, period and combination of categories. */
export interface ImportedObservation {
  /** Key of the indicator item. */
  indicator: string;
  /** Key of the organization item that reports; null is the ecosystem itself. */
  organization: string | null;
  /** A canonical period code. */
  period: string;
  /** None is the total. */
  categories: { dimension: string; category: string; label: string }[];
  value: string | null;
  numerator?: string | null;
  denominator?: string | null;
  base?: string | null;
  status: ObservationStatus;
  narrative?: string;
  sourceUri?: string;
}

/** What an import source yields, in any order but that an indicator comes before its observations. */
export type ImportItem =
  | { kind: 'organization'; key: string; place: SourceLocation; value: ImportedOrganization }
  | { kind: 'goal'; key: string; place: SourceLocation; value: ImportedGoal }
  | { kind: 'indicator'; key: string; place: SourceLocation; value: ImportedIndicator }
  | ({ kind: 'observation'; place: SourceLocation } & ImportedObservation);

/** Something about a source that its owner should know. */
export interface ImportNote {
  /** A short name that notes are counted by. */
  kind: string;
  place: SourceLocation;
  detail: string;
}

/**
 * What an import took although it may not be right, mended, left out, or set aside because it could not be told apart.
 * Nothing is dropped without a note.
 */
export interface ImportNotes {
  doubtful: ImportNote[];
  repaired: ImportNote[];
  dropped: ImportNote[];
  setAside: ImportNote[];
}

/** Where a loader takes its items from. */
export interface ImportSource {
  items: AsyncIterable<ImportItem>;
  /** Complete once `items` is exhausted. */
  notes: ImportNotes;
  /** What to do with several observations of the same cell: stop, or leave them all out with a note each. */
  repeated: 'refuse' | 'set-aside';
}
