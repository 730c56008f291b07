/**
 * The numbers of people of a figure. A count has one number, or two if the number of people asked is reported too. A ratio has
 * the people who are counted and those who are not. A mean of scores has the number of people and the sum of their scores.
 */
export type People = readonly number[];

/** The status of a reported cell. `UNSAID`: the report has no such cell. */
export type EntryStatus = 'OBSERVED' | 'MISSING' | 'NOT_APPLICABLE' | 'SUPPRESSED_AT_SOURCE' | 'UNSAID';

/** The true numbers of people of a figure, and the status with which they are reported. */
export interface Entry {
  people: People;
  status: EntryStatus;
  /** Bounds that are reported instead of the figure: of a count, or of a percentage. */
  bounds?: EntryBounds;
}

/** Bounds as a source publishes them. Null where there is none. */
export interface EntryBounds {
  lowest: number | null;
  highest: number | null;
}

/**
 * The true figures of a reporter by key: `''` for the total, `dimension/category`, `dimension/category/` for the people of a
 * category who are in none of its subcategories, `dimension/` for the people in no category, and
 * `one/category+other/category` for two dimensions.
 */
export type Figures = ReadonlyMap<string, Entry>;

export interface ScenarioCategory {
  code: string;
  parent: string | null;
}

export interface ScenarioDimension {
  code: string;
  exclusive: boolean;
  exhaustive: boolean;
  categories: ScenarioCategory[];
}

/**
 * The kind of the figures:
 *
 * - `COUNT`: a count of people. `ASKED`: a count with the number of people asked as its base.
 * - `RATIO`: numerator and denominator, which categories split. `SHARED`: categories share the denominator.
 * - `SHARE`: an exact percentage with a base. `PERCENT`: a percentage rounded to an integer, with a base.
 * - `BINARY`: a mean of scores of 0 and 1, with a base. `MEAN`: numerator and denominator. `RATED`: the same on a scale.
 * - `WEIGHTED`: a mean with a base. `AMOUNT`: an amount with a base.
 */
export type ScenarioKind =
  | 'COUNT'
  | 'ASKED'
  | 'RATIO'
  | 'SHARED'
  | 'SHARE'
  | 'PERCENT'
  | 'BINARY'
  | 'MEAN'
  | 'RATED'
  | 'WEIGHTED'
  | 'AMOUNT';

/** Kinds whose cells have two numbers that add up to a denominator. */
export const ratios: readonly ScenarioKind[] = ['RATIO', 'SHARED', 'SHARE', 'PERCENT', 'BINARY'];

/** The scores that one person can have in a mean of the kind `RATED`. */
export const scores = { lowest: 1, highest: 5 } as const;

/** Kinds that are undefined for 0 people. */
export const quotients: readonly ScenarioKind[] = [...ratios, 'MEAN', 'RATED', 'WEIGHTED'];

/**
 * The new and corrected reports before a release, the reports that are voided or restored, and the organizations that are closed to
 * the public or opened to it.
 */
export interface Round {
  reports: ReadonlyMap<string, Figures>;
  /** Names of reporters whose reports are voided. None if it is omitted. */
  voids?: readonly string[];
  /** Names of reporters whose voided reports are restored, before they are corrected. None if it is omitted. */
  restores?: readonly string[];
  closes: readonly string[];
  opens: readonly string[];
}

/** Random organizations, their reports of one indicator, and the changes from release to release. */
export interface Scenario {
  seed: number;
  kind: ScenarioKind;
  countingUnit: 'PEOPLE' | 'PEOPLE_UNDUPLICATED';
  threshold: number;
  hidesZeros: boolean;
  dimensions: ScenarioDimension[];
  /** Names of the organizations. The public never sees those that are closed from the start. */
  organizations: string[];
  closed: ReadonlySet<string>;
  /** Reports of the previous period by reporter. They are released before the first round. */
  earlier: ReadonlyMap<string, Figures>;
  rounds: Round[];
}

/** The period whose releases are attacked. */
export const period = '2024';

/** The period before, whose reports are released first. */
export const previousPeriod = '2023';

/** The reporter that is the ecosystem itself. */
export const own = 'own';

/** The key of a category's figure. */
export function figureKey(dimension: string, category: string): string {
  return `${dimension}/${category}`;
}

/** The reporter and place of a row name. `place` is null for all places. */
export function reporterOf(name: string): { who: string; place: string | null } {
  const [who = '', place = null] = name.split('|');
  return { who, place };
}

/** Whether a report has a figure, and not only the reason why there is none. */
export function says(figures: Figures, key: string): boolean {
  return figures.get(key)?.status === 'OBSERVED';
}
