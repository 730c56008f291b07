import type { CategoryReference } from '../../indicator/index.ts';
import { wholeOfCategories } from './roll-up-categories.ts';
import type { ClosedReporters, RollUpContext, RollUpVersion } from './roll-up-context.ts';
import { lacks } from './roll-up-interval.ts';
import { emptyPartial } from './roll-up-partial.ts';
import type { Dated } from './roll-up-periods.ts';
import { type FinerPart, wholesOfReporters } from './roll-up-reporters.ts';
import { type RollUpPart, type Standing, type StandingOptions, standingOf } from './roll-up-standing.ts';

/** The parts of one version in one period of one ecosystem. */
export interface SliceParts {
  parts: RollUpPart[];
  finer: FinerPart[];
}

/** What stands of one version in one period of one ecosystem. */
export interface Slice extends Dated {
  version: RollUpVersion;
  standing: Standing;
  expected: { expected: number; absent: number } | null;
  versionId: string;
  ecosystemId: string;
  categories: readonly CategoryReference[];
  /** How many organizations have something in the period, and nothing that is brought together. */
  lacking: number;
  /** How many of those that are missing are so since they are closed: when it was released, or to whoever asks. */
  closed: { before: number; since: number; lacking: number };
  /** Which organizations do not state what is brought together: it follows from their categories. */
  addedUp: string[];
  /** Whether that is so of all of them. */
  isOfCategories: boolean;
}

interface SliceOptions {
  context: RollUpContext;
  categories: readonly CategoryReference[];
}

/** Sorts parts by ecosystem, and within it by version and period, and says what stands of each. */
export function slicesOf(
  group: SliceParts & Pick<SliceOptions, 'categories'>,
  context: RollUpContext,
): Map<string, Slice[]> {
  const bySlice = new Map<string, SliceParts>();
  const at = ({ versionId, ecosystemId, period }: RollUpPart): SliceParts => {
    const key = `${ecosystemId} ${versionId} ${period}`;
    const found = bySlice.get(key) ?? { parts: [], finer: [] };
    bySlice.set(key, found);
    return found;
  };
  for (const part of group.parts) at(part).parts.push(part);
  for (const finer of group.finer) at(finer.part).finer.push(finer);
  const found: Found[] = [];
  for (const each of bySlice.values()) {
    const any = each.parts[0] ?? each.finer[0]?.part;
    const slice = any && sliceOf(any, { ...each, context, categories: group.categories });
    if (slice) found.push({ ecosystemId: any.ecosystemId, slice });
  }
  const slices = Map.groupBy(found.sort(inOrder), ({ ecosystemId }) => ecosystemId);
  return new Map([...slices].map(([ecosystemId, those]) => [ecosystemId, those.map(({ slice }) => slice)]));
}

type Found = { ecosystemId: string; slice: Slice };

/** One order, whichever came first, so that also what is said comes out the same. */
function inOrder(a: Found, b: Found): number {
  const keys = [a, b].map(({ ecosystemId, slice }) => `${ecosystemId} ${slice.start} ${slice.end}`) as [string, string];
  return keys[0] < keys[1] ? -1 : keys[0] > keys[1] ? 1 : a.slice.number - b.slice.number;
}

/** Undefined where there are only categories that make no whole. */
function sliceOf(any: RollUpPart, slice: SliceParts & SliceOptions): Slice | undefined {
  const { parts, finer, context, categories } = slice;
  const { versionId, ecosystemId, period, periodStart: start, periodEnd: end, place } = any;
  const version = context.version(versionId);
  const expected = context.expected({ versionId, ecosystemId, period });
  const isOverOrganizations = context.isOver('ORGANIZATIONS');
  const lackingOf = (of: readonly CategoryReference[]) =>
    context.lacking({ versionId, ecosystemId, period, place, categories: of });
  const options = (lacking: number): StandingOptions => ({
    rules: version,
    isOverOrganizations,
    isComplete: (expected?.absent ?? 0) === 0 && lacking === 0,
  });
  const added = isOverOrganizations ? wholesOfReporters({ parts, finer, categories }, { rules: version }) : [];
  const closed = context.closed({ versionId, ecosystemId, period, place, categories });
  const told = toldOf(any, { parts, categories, closed });
  const all = [...parts, ...added, ...told];
  const toldOnly = told.reduce((sum, { inSum }) => sum + (inSum?.figures ?? 0), 0);
  const lacking = Math.max(0, lackingOf(categories) - added.length - toldOnly);
  const split = splitOf(finer, { isOverOrganizations });
  const stated: Stood = { standing: standingOf(all, { ...options(lacking), split }), lacking, isOfCategories: false };
  const stands = parts.some(hasFigure) ? stated : undefined;
  const ofFiner = (those: readonly FinerPart[]) => ofCategories(those, { options, lackingOf });
  const found =
    stands ??
    ofFiner(finer.filter(({ part }) => part.source === 'ECOSYSTEM')) ??
    (hasFigure(stated.standing) ? stated : undefined) ??
    ofFiner(isOverOrganizations ? finer.filter(({ part }) => part.organizationId === null) : finer) ??
    (parts.length > 0 ? stated : undefined);
  if (!found) return undefined;
  const { standing } = found;
  return {
    period,
    start,
    end,
    number: version.number,
    hasFigure: hasFigure(standing),
    version,
    standing,
    expected,
    versionId,
    ecosystemId,
    categories,
    lacking: standing.ofOrganizations ? found.lacking : 0,
    closed: closedOf(closed, {
      categories,
      standing,
      isTold: (found.isOfCategories ? finerParts(finer) : parts).some(isTogether),
    }),
    addedUp: added.flatMap(({ organizationId }) => organizationId ?? []).sort(),
    isOfCategories: found.isOfCategories,
  };
}

function isTogether({ source }: RollUpPart): boolean {
  return source === 'AGGREGATE';
}

function finerParts(finer: readonly FinerPart[]): RollUpPart[] {
  return finer.map(({ part }) => part);
}

/**
 * The total that a release shows has everyone in it who has figures in its sums, also those who leave their total to be added
 * up: of those that are closed to whoever asks, this is all that is known.
 */
function toldOf(
  any: RollUpPart,
  of: { parts: readonly RollUpPart[]; categories: readonly CategoryReference[]; closed: ClosedReporters },
): RollUpPart[] {
  const { all, saying } = of.closed.since;
  if (of.categories.length > 0 || all === saying || !of.parts.some(isTogether)) return [];
  const inSum = { ...emptyPartial, figures: all - saying };
  return [{ ...any, source: 'ORGANIZATION', organizationId: null, categories: [], partial: emptyPartial, inSum }];
}

/** Everyone has a total, stated or to be added up; of categories, who says nothing of them is not missing for being closed. */
function closedOf(
  { before, since }: ClosedReporters,
  of: { categories: readonly CategoryReference[]; standing: Standing; isTold: boolean },
): Slice['closed'] {
  if (!of.standing.ofOrganizations) return { before: 0, since: 0, lacking: 0 };
  const hidden = of.isTold ? { all: 0, saying: 0 } : since;
  if (of.categories.length > 0) return { before: before.saying, since: hidden.saying, lacking: 0 };
  return { before: before.all, since: hidden.all, lacking: before.all - before.saying + hidden.all - hidden.saying };
}

/** What stands, and how many organizations lack in it. */
interface Stood {
  standing: Standing;
  lacking: number;
  /** Whether it was added up from categories of which nobody states the whole. */
  isOfCategories: boolean;
}

/**
 * The whole of the first dimension that makes one, of figures of which nobody knows whose they are. It makes none where one
 * organization may have figures of some of the categories, and another of others: together they would be nobody's.
 */
function ofCategories(
  finer: readonly FinerPart[],
  by: { options: (lacking: number) => StandingOptions; lackingOf: (of: readonly CategoryReference[]) => number },
): Stood | undefined {
  const byDimension = [...Map.groupBy(finer, ({ dimension }) => dimension.code)];
  for (const [, those] of byDimension.sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [any] = those;
    const byCategory = Map.groupBy(those, ({ category }) => category);
    const found = [...byCategory].map(([category, each]) => {
      const parts = each.map(({ part }) => part);
      const lacking = by.lackingOf(parts[0]?.categories ?? []);
      return { category, lacking, standing: standingOf(parts, by.options(lacking)) };
    });
    if (found.some(isUneven)) continue;
    const standings = new Map(found.map(({ category, standing }) => [category, standing]));
    const standing = any && wholeOfCategories(any.dimension, { standings, rules: by.options(0).rules });
    if (standing) return { standing, lacking: 0, isOfCategories: true };
  }
  return undefined;
}

function isUneven({ standing, lacking }: { standing: Standing; lacking: number }): boolean {
  const { ofOrganizations, partial } = standing;
  const without = lacks(partial);
  return ofOrganizations && (lacking > 0 || (without > 0 && partial.figures + partial.withheld + without > 1));
}

/** What organizations say of categories: the ecosystem's own figures tell nothing of theirs. */
function splitOf(finer: readonly FinerPart[], { isOverOrganizations }: { isOverOrganizations: boolean }) {
  const those = isOverOrganizations ? finer.filter(({ part }) => part.source === 'ORGANIZATION') : finer;
  return [...Map.groupBy(those, ({ dimension }) => dimension.code).values()].flatMap((each) => {
    const [any] = each;
    const byCategory = Map.groupBy(each, ({ category }) => category);
    const parts = new Map([...byCategory].map(([code, of]) => [code, of.map(({ part }) => part)]));
    return any ? [{ dimension: any.dimension, parts }] : [];
  });
}

function hasFigure({ partial }: Pick<Standing, 'partial'>): boolean {
  return partial.figures > 0 || partial.withheld > 0;
}
