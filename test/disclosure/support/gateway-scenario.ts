/**
 * Numbers of people: how many; of a ratio, those who are counted and those who are not; of some counts, also who was asked. Of
 * a mean of scores on a scale, how many, and what their scores add up to.
 */
export type People = readonly number[];

/** What stands behind a number that a reporter has, or why it says none: `UNSAID` is no cell at all. */
export type EntryStatus = 'OBSERVED' | 'MISSING' | 'NOT_APPLICABLE' | 'SUPPRESSED_AT_SOURCE' | 'UNSAID';

/** A true number of people, and what the reporter says of it. */
export interface Entry {
  people: People;
  status: EntryStatus;
}

/**
 * What is true of a reporter: by `''` for the total, `dimension/category`, `dimension/category/` for those of a category
 * who are in none within it, `dimension/` for those in no category, and `one/category+other/category`.
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
 * What figures are: a count of people; one with how many were asked; a share with its two numbers, of categories that split
 * the second one or share it, as an exact value and a base, or as a whole percentage and a base; a mean of scores of 0 and 1,
 * as a value and a base; a mean with its two numbers, also of scores on a scale, or as a value and a base; an amount with how
 * many people it is of.
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

/** Kinds of which every cell says two numbers that make a whole. */
export const ratios: readonly ScenarioKind[] = ['RATIO', 'SHARED', 'SHARE', 'PERCENT', 'BINARY'];

/** The scores that one person can have in a mean of the kind `RATED`. */
export const scores = { lowest: 1, highest: 5 } as const;

/** Kinds of which no figure is of nobody: a quotient of nobody is refused. */
export const quotients: readonly ScenarioKind[] = [...ratios, 'MEAN', 'RATED', 'WEIGHTED'];

/** What reporters say for the first time or anew before a release is published, and whom the public no longer sees, or sees now. */
export interface Round {
  reports: ReadonlyMap<string, Figures>;
  closes: readonly string[];
  opens: readonly string[];
}

/** Made-up organizations, what they report of an indicator, and how that changes from release to release. */
export interface Scenario {
  seed: number;
  kind: ScenarioKind;
  countingUnit: 'PEOPLE' | 'PEOPLE_UNDUPLICATED';
  threshold: number;
  hidesZeros: boolean;
  dimensions: ScenarioDimension[];
  /** Names; of the closed ones the public sees nothing from the beginning. */
  organizations: string[];
  closed: ReadonlySet<string>;
  /** Reports of the previous period by reporter. They are released before the first round. */
  earlier: ReadonlyMap<string, Figures>;
  rounds: Round[];
}

/** The reporter that is the ecosystem itself. */
export const own = 'own';

/** The key of a category's figure. */
export function figureKey(dimension: string, category: string): string {
  return `${dimension}/${category}`;
}

/** The reporter that a name is of: who, and of which place. */
export function reporterOf(name: string): { who: string; place: string | null } {
  const [who = '', place = null] = name.split('|');
  return { who, place };
}

/** Whether a reporter says a number there, and not only why it has none. */
export function says(figures: Figures, key: string): boolean {
  return figures.get(key)?.status === 'OBSERVED';
}
