import type {
  Aggregation,
  CountingUnit,
  Crossing,
  DenominatorOverCategories,
  Direction,
  IndicatorKind,
  IndicatorLevel,
  ObservationStatus,
} from '../indicator/index.ts';
import type { Frequency } from '../period/index.ts';
import type { Code } from '../shared/code.ts';
import type { Identifier } from '../shared/identifier.ts';
import type { SourceLocation } from '../shared/source-location.ts';

/** An organization in a source. */
export interface ImportedOrganization {
  name: string;
  legalName?: string;
  identifiers?: Identifier[];
  place?: Code;
  url?: string;
  sourceUri?: string;
}

/** A goal in a source. */
export interface ImportedGoal {
  code: string;
  title: string;
  outcomeStatement?: string;
  sourceUri?: string;
}

/** A dimension of an imported indicator. Its categories come from the observations. */
export interface ImportedDimension {
  key: string;
  code: string;
  label: string;
  exclusive: boolean;
  exhaustive: boolean;
}

/** An indicator with the version whose figures are in a source. */
export interface ImportedIndicator {
  code: string;
  name: string;
  level: IndicatorLevel;
  identifiers: { scheme: string; code: string }[];
  /** Keys of goal items. */
  goals: string[];
  /** Key of the item of the organization that defined it; null if unknown. */
  definedBy: string | null;
  sourceUri?: string;
  version: {
    definition: string;
    kind: IndicatorKind;
    countingUnit: CountingUnit;
    unit: Code;
    multiplier: string;
    direction: Direction;
    /** Accepted deviation from the value to maintain. Required if the direction is `MAINTAIN`. */
    tolerance?: string | null;
    aggregationAcrossOrganizations: Aggregation;
    aggregationOverTime: Aggregation;
    frequency: Frequency;
    /** Whether the categories of a ratio split the denominator or share it. Not stated if it is omitted. */
    denominatorOverCategories?: DenominatorOverCategories;
    /** Pairs of dimensions whose crossing is published, by their codes. None if it is omitted. */
    crossings?: Crossing[];
  };
  dimensions: ImportedDimension[];
}

/** One figure of an indicator, for one reporter, period and combination of categories. */
export interface ImportedObservation {
  /** Key of the indicator item. */
  indicator: string;
  /** Key of the item of the organization that reports; null for the ecosystem itself. */
  organization: string | null;
  /** A canonical period code. */
  period: string;
  /** Categories of the figure. Empty for the total. */
  categories: { dimension: string; category: string; label: string }[];
  value: string | null;
  numerator?: string | null;
  denominator?: string | null;
  base?: string | null;
  status: ObservationStatus;
  narrative?: string;
  sourceUri?: string;
}

/**
 * An item of an import source. The order is free, except that an indicator and an organization come before their observations.
 * An organization can appear again with more values: its last item counts.
 */
export type ImportItem =
  | { kind: 'organization'; key: string; place: SourceLocation; value: ImportedOrganization }
  | { kind: 'goal'; key: string; place: SourceLocation; value: ImportedGoal }
  | { kind: 'indicator'; key: string; place: SourceLocation; value: ImportedIndicator }
  | ({ kind: 'observation'; place: SourceLocation } & ImportedObservation);

/** A finding about a source that its owner should know. */
export interface ImportNote {
  /** A short name by which notes are counted. */
  kind: string;
  place: SourceLocation;
  detail: string;
}

/**
 * What an import accepted although it may be wrong (`doubtful`), corrected (`repaired`), omitted (`dropped`), or omitted
 * because it was ambiguous (`setAside`). Nothing is omitted without a note.
 */
export interface ImportNotes {
  doubtful: ImportNote[];
  repaired: ImportNote[];
  dropped: ImportNote[];
  setAside: ImportNote[];
}

/** The source from which a loader reads its items. */
export interface ImportSource {
  items: AsyncIterable<ImportItem>;
  /** The notes of the source. They are complete after the last of the `items` is read. */
  notes: ImportNotes;
  /** How to treat several observations of the same cell: stop the import, or omit them all with a note for each. */
  repeated: 'refuse' | 'set-aside';
}
