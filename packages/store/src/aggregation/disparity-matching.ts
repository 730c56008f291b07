import { type DisparityReference, disparityReferenceRules } from '@collective-impact/sdk/indicator';
import type { RollUpFigureRow } from './roll-up/figure-rows.ts';
import type { Matchable, Matching } from './roll-up/matched/matching.ts';

/** A disparity and that of the previous period, as far as their reporters are compared. */
export interface DisparityMatching {
  reference: DisparityReference;
  /** The figures of the category in both periods. */
  category: Matching;
  /** The figures of the reference in both periods. Null if it has none in one of them. */
  referenceOf: { from: Matchable; to: Matchable; previous: Matching['previous'] | null } | null;
  /** States that another category is the best one. Empty if the reference is the same. */
  caveats: string[];
}

/** The reference figures of two periods. Null if there is none. */
export interface ComparedReferences {
  reference: DisparityReference;
  from: RollUpFigureRow | null;
  to: RollUpFigureRow | null;
}

/** What a disparity is compared with: that of the previous period of its category. Null without one. */
export function disparityMatching(
  { matching }: RollUpFigureRow,
  { reference, from, to }: ComparedReferences,
): DisparityMatching | null {
  if (!matching) return null;
  const hasBoth = from?.matchable && to?.matchable;
  const ends = hasBoth ? { from: from.matchable, to: to.matchable } : null;
  const referenceOf =
    ends?.from && ends.to ? { from: ends.from, to: ends.to, previous: to?.matching?.previous ?? null } : null;
  const [before, after] = [from, to].map((figure) => figure?.categories[0]?.code);
  const { isChosenByValue } = disparityReferenceRules[reference];
  const isOther = isChosenByValue && before !== undefined && after !== undefined && before !== after;
  const caveats = isOther
    ? [`The best category is "${before}" for ${from?.period} and "${after}" for ${to?.period}.`]
    : [];
  return { reference, category: matching, referenceOf, caveats };
}
