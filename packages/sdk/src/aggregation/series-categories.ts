import type { CategoryReference, Crosswalk, IndicatorKind, IndicatorVersionStatus } from '../indicator/index.ts';
import { breakdownKey, type DimensionRules, indicatorKinds, indicatorVersionStatuses } from '../indicator/index.ts';
import { earlierCategoriesOf, laterCategoryOf } from '../indicator/internal.ts';
import { fields, list, nullable, number, oneOf, optional, text } from '../shared/input.ts';

/** The categories of a version, and their crosswalks from earlier versions. */
export interface CategorizedVersion {
  number: number;
  status: IndicatorVersionStatus;
  kind: IndicatorKind;
  dimensions: readonly (Pick<DimensionRules, 'code'> & { categories: readonly { code: string }[] })[];
  crosswalks: readonly LeadingCrosswalk[];
}

/** A crosswalk from an earlier version, by number. `mappings` is null if the caller cannot see it. */
export type LeadingCrosswalk = Pick<Crosswalk, 'dimension' | 'earlierDimension'> & {
  from: number;
  mappings: Crosswalk['mappings'] | null;
};

/** Checks a {@link CategorizedVersion}. */
export const categorizedVersion = fields<CategorizedVersion>({
  number,
  status: oneOf(indicatorVersionStatuses),
  kind: oneOf(indicatorKinds),
  dimensions: list(
    fields<CategorizedVersion['dimensions'][number]>({
      code: text,
      categories: list(fields<{ code: string }>({ code: text })),
    }),
  ),
  crosswalks: list(
    fields<LeadingCrosswalk>({
      dimension: text,
      earlierDimension: optional(text),
      from: number,
      mappings: nullable(list(fields<Crosswalk['mappings'][number]>({ earlier: text, category: text }))),
    }),
  ),
});

/** The figures of another version that continue in a combination of categories. */
export interface TakenUp {
  /** Dimensions of the other version by which the figures are disaggregated. */
  dimensions: readonly string[];
  /** Combinations of categories of the figures: one, or several that are added up. None if the series breaks. */
  combinations: readonly (readonly CategoryReference[])[];
  /** Why the series breaks, or what to add up. */
  note: string | null;
}

/** The categories of one version that correspond to a category. */
interface Step {
  dimension: string;
  categories: readonly string[];
  isClosed: boolean;
}

/**
 * Finds the categories of another version that correspond to those of one version, by crosswalks. Without a crosswalk, a category
 * corresponds to the category with the same code, in the dimension with the same code.
 *
 * @example
 * const version = (number, dimensions, crosswalks = []) => ({ number, status: 'ADOPTED', kind: 'COUNT', dimensions, crosswalks });
 * const codes = (...all) => all.map((code) => ({ code }));
 * const mappings = [{ earlier: '5', category: '5-6' }, { earlier: '6', category: '5-6' }];
 * const categories = new SeriesCategories([
 *   version(1, [{ code: 'years', categories: codes('5', '6') }]),
 *   version(2, [{ code: 'age', categories: codes('5-6') }], [{ from: 1, dimension: 'age', earlierDimension: 'years', mappings }]),
 * ]);
 * categories.takenUp([{ dimension: 'age', category: '5-6' }], { of: 2, from: 1 }).note;
 * // 'The category combines "5" and "6" of "years" in version 1. Compare it with their sum.'
 */
export class SeriesCategories {
  readonly #versions: readonly CategorizedVersion[];
  readonly #found = new Map<string, TakenUp | null>();

  constructor(versions: Iterable<CategorizedVersion>) {
    this.#versions = [...versions].sort((a, b) => a.number - b.number);
  }

  /**
   * The figures of version `from` that continue in a combination of categories of version `of`. Either version can be the later
   * one. Null if version `from` has no corresponding dimensions.
   */
  takenUp(categories: readonly CategoryReference[], ends: { of: number; from: number }): TakenUp | null {
    const key = `${ends.of} ${ends.from} ${breakdownKey(categories)}`;
    const known = this.#found.get(key);
    if (known !== undefined) return known;
    const found = ends.of > ends.from ? this.#earlier(categories, ends) : this.#later(categories, ends);
    this.#found.set(key, found);
    return found;
  }

  /**
   * Why a combination of categories of the later version is not the combination with the same codes in the earlier one, as a
   * sentence. Null if it is.
   */
  changeOf(
    categories: readonly CategoryReference[],
    { earlier, later }: { earlier: number; later: number },
  ): string | null {
    const taken = this.takenUp(categories, { of: later, from: earlier });
    if (!taken) return `No category of version ${earlier} corresponds to ${namesOf(categories)} of version ${later}.`;
    if (taken.note !== null) return taken.note;
    const [combination = []] = taken.combinations;
    if (breakdownKey(combination) === breakdownKey(categories)) return null;
    return `The category ${namesOf(categories)} of version ${later} corresponds to ${namesOf(combination)} of version ${earlier}.`;
  }

  #earlier(categories: readonly CategoryReference[], { of, from }: { of: number; from: number }): TakenUp | null {
    const steps: Step[] = [];
    for (const { dimension, category } of categories) {
      const step = this.#back({ dimension, categories: [category], isClosed: false }, { of, from });
      if (!step) return null;
      steps.push(step);
    }
    const dimensions = steps.map(({ dimension }) => dimension);
    const broken = steps.findIndex((step) => step.categories.length === 0);
    const combinations = broken < 0 ? productOf(steps) : [];
    return { dimensions, combinations, note: noteOf({ categories, steps, combinations, broken, from }) };
  }

  /** The categories of a later version that contain these categories, and no others. */
  #later(categories: readonly CategoryReference[], { of, from }: { of: number; from: number }): TakenUp | null {
    const became = this.#became(categories, { of, from });
    if (!became) return null;
    const dimensions = became.map(({ dimension }) => dimension);
    const whole = became.flatMap(({ dimension, category }) => (category === null ? [] : [{ dimension, category }]));
    const back = whole.length === categories.length ? this.#earlier(whole, { of: from, from: of }) : null;
    if (back?.combinations.length === 1) return { dimensions, combinations: [whole], note: null };
    const note = `No category of version ${from} corresponds only to ${namesOf(categories)}. The series breaks.`;
    return { dimensions, combinations: [], note };
  }

  #became(categories: readonly CategoryReference[], { of, from }: { of: number; from: number }) {
    const later = this.#versions.find(({ number }) => number === from);
    const found = categories.map(({ dimension, category }) => {
      const candidates = (later?.dimensions ?? []).flatMap((each) =>
        each.categories.map(({ code }) => ({ dimension: each.code, category: code })),
      );
      const leading = candidates.flatMap((each) => {
        const step = this.#back(
          { dimension: each.dimension, categories: [each.category], isClosed: false },
          { of: from, from: of },
        );
        return step?.dimension === dimension ? [{ ...each, from: step.categories }] : [];
      });
      const [any] = leading;
      const into = leading.find((each) => each.from.includes(category));
      return any && { dimension: any.dimension, category: into?.category ?? null };
    });
    return found.every((each) => each !== undefined) ? found : null;
  }

  /** Goes back to an earlier version: by a direct crosswalk if there is one, otherwise version by version. */
  #back(step: Step, { of, from }: { of: number; from: number }): Step | null {
    if (of === from) return step;
    const version = this.#versions.find(({ number }) => number === of);
    const walk = version?.crosswalks.find((each) => each.from === from && each.dimension === step.dimension);
    if (walk) return crossedBack(step, walk);
    const before = this.#versions.findLast((each) => each.number < of && each.number >= from && hasFigures(each, from));
    if (!before) return null;
    const next = version?.crosswalks.find((each) => each.from === before.number && each.dimension === step.dimension);
    const back = next ? crossedBack(step, next) : sameIn(before, step);
    return back && this.#back(back, { of: before.number, from });
  }
}

function crossedBack(step: Step, { earlierDimension, mappings }: LeadingCrosswalk): Step {
  if (mappings === null) return { dimension: earlierDimension, categories: [], isClosed: true };
  const categories = step.categories.flatMap((category) => earlierCategoriesOf(category, { mappings }));
  return { dimension: earlierDimension, categories, isClosed: step.isClosed };
}

/** Without a crosswalk, dimensions and categories correspond by code. */
function sameIn({ dimensions }: CategorizedVersion, step: Step): Step | null {
  const dimension = dimensions.find(({ code }) => code === step.dimension);
  if (!dimension) return null;
  const known = step.categories.filter((category) => dimension.categories.some(({ code }) => code === category));
  return { ...step, categories: known.flatMap((category) => laterCategoryOf(category, null) ?? []) };
}

/** A version that was never adopted has no figures, and is skipped. */
function hasFigures({ number, status }: CategorizedVersion, from: number): boolean {
  return number === from || status === 'ADOPTED' || status === 'RETIRED';
}

function productOf(steps: readonly Step[]): CategoryReference[][] {
  return steps.reduce<CategoryReference[][]>(
    (all, { dimension, categories }) =>
      all.flatMap((before) => categories.map((category) => [...before, { dimension, category }])),
    [[]],
  );
}

function noteOf(found: {
  categories: readonly CategoryReference[];
  steps: readonly Step[];
  combinations: readonly unknown[];
  broken: number;
  from: number;
}): string | null {
  const { categories, steps, combinations, broken, from } = found;
  const step = steps[broken];
  const category = categories[broken];
  if (step && category) {
    return step.isClosed
      ? `The crosswalk of ${namesOf([category])} to version ${from} is not visible to you. The series breaks.`
      : `No category of version ${from} corresponds to ${namesOf([category])}. The series breaks.`;
  }
  if (combinations.length === 1) return null;
  const several = steps.filter((each) => each.categories.length > 1);
  const named = several.map((each) => `${listed(each.categories)} of "${each.dimension}"`);
  return `The category combines ${named.join(', and ')} in version ${from}. Compare it with their sum.`;
}

function namesOf(categories: readonly CategoryReference[]): string {
  return categories.map(({ dimension, category }) => `"${category}" of "${dimension}"`).join(' and ');
}

function listed(codes: readonly string[]): string {
  const quoted = codes.map((code) => `"${code}"`);
  return [...quoted.slice(0, -2), quoted.slice(-2).join(' and ')].join(', ');
}
