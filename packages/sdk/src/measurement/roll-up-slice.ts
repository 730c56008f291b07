import type { DimensionRules } from './breakdown.ts';
import { wholeOfCategories } from './roll-up-categories.ts';
import type { RollUpContext, RollUpVersion } from './roll-up-context.ts';
import type { Dated } from './roll-up-periods.ts';
import { type RollUpPart, type Standing, type StandingOptions, standingOf } from './roll-up-standing.ts';

/** A part that is broken down by one exclusive dimension more than what is answered. */
interface FinerPart {
  part: RollUpPart;
  dimension: DimensionRules;
  category: string;
}

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
}

/** Sorts parts by ecosystem, and within it by version and period, and says what stands of each. */
export function slicesOf(group: SliceParts, context: RollUpContext): Map<string, Slice[]> {
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
    const slice = any && sliceOf(any, { ...each, context });
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
function sliceOf(any: RollUpPart, slice: SliceParts & { context: RollUpContext }): Slice | undefined {
  const { parts, finer, context } = slice;
  const { versionId, ecosystemId, period, periodStart: start, periodEnd: end } = any;
  const version = context.version(versionId);
  const expected = context.expected({ versionId, ecosystemId, period });
  const isOverOrganizations = context.isOver('ORGANIZATIONS');
  const options: StandingOptions = {
    rules: version,
    isOverOrganizations,
    isComplete: (expected?.absent ?? 0) === 0,
    split: splitOf(finer, { isOverOrganizations }),
  };
  const whole = standingOf(parts, options);
  const standing = hasFigure(whole) ? whole : (ofCategories(finer, options) ?? (parts.length > 0 ? whole : null));
  if (!standing) return undefined;
  return { period, start, end, number: version.number, hasFigure: hasFigure(standing), version, standing, expected };
}

function ofCategories(finer: readonly FinerPart[], options: StandingOptions): Standing | null {
  const byDimension = [...Map.groupBy(finer, ({ dimension }) => dimension.code)];
  for (const [, those] of byDimension.sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [any] = those;
    const byCategory = Map.groupBy(those, ({ category }) => category);
    const standings = new Map(
      [...byCategory].map(([category, each]) => {
        const parts = each.map(({ part }) => part);
        return [category, standingOf(parts, { ...options, split: [] })];
      }),
    );
    const whole = any && wholeOfCategories(any.dimension, { standings, rules: options.rules });
    if (whole) return whole;
  }
  return null;
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

function hasFigure({ partial }: Standing): boolean {
  return partial.figures > 0 || partial.withheld > 0;
}
