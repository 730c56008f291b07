import type { CategoryReference, DimensionRules } from '../../indicator/index.ts';
import { wholeOfCategories } from './roll-up-categories.ts';
import { statusOf } from './roll-up-figure.ts';
import { combinePartials, emptyPartial, type PartialFigure, partialOf } from './roll-up-partial.ts';
import { collapsed, type RollUpRules } from './roll-up-pool.ts';
import { type RollUpPart, type Standing, standingOf } from './roll-up-standing.ts';

/** A part that is broken down by one exclusive dimension more than what is answered. */
export interface FinerPart {
  part: RollUpPart;
  dimension: DimensionRules;
  category: string;
}

/**
 * The parts of organizations that do not state a whole, but all categories of which it is made: each added up by itself, so
 * that what one says of a category is never taken together with what another says of the next. One of which a category
 * lacks makes no part. Only organizations that their parts name are looked at; `categories` are those of the whole.
 */
export function wholesOfReporters(
  said: { parts: readonly RollUpPart[]; finer: readonly FinerPart[]; categories: readonly CategoryReference[] },
  { rules }: { rules: RollUpRules },
): RollUpPart[] {
  const known = said.finer.filter(({ part }) => part.source === 'ORGANIZATION' && part.organizationId !== null);
  if (known.length === 0) return [];
  const stated = new Set(said.parts.flatMap(reporterOf));
  const byReporter = Map.groupBy(known, ({ part }) => reporterOf(part)[0]);
  return [...byReporter].flatMap(([reporter, finer]) => {
    const [any] = finer;
    if (reporter === undefined || !any || stated.has(reporter)) return [];
    const partial = wholeOf(finer, rules);
    return partial ? [{ ...any.part, categories: said.categories, partial }] : [];
  });
}

/** Which organization a part is of, and of which place; of nobody where it is not known. */
function reporterOf({ source, organizationId, place }: RollUpPart): string[] {
  if (source !== 'ORGANIZATION' || organizationId === null) return [];
  return [JSON.stringify([organizationId, place && [place.scheme, place.code]])];
}

/** By the first dimension that makes a figure; else that one is withheld; undefined where none makes a whole. */
function wholeOf(finer: readonly FinerPart[], rules: RollUpRules): PartialFigure | undefined {
  const byDimension = [...Map.groupBy(finer, ({ dimension }) => dimension.code)].sort(([a], [b]) => (a < b ? -1 : 1));
  const wholes = byDimension.flatMap(([, those]) => {
    const byCategory = Map.groupBy(those, ({ category }) => category);
    const standings = new Map(
      [...byCategory].map(([category, each]) => {
        const parts = each.map(({ part }) => part);
        return [category, standingOf(parts, { rules, isOverOrganizations: true, isComplete: true })];
      }),
    );
    const whole = those[0] && wholeOfCategories(those[0].dimension, { standings, rules });
    return whole ? [{ whole, all: combinePartials(those.map(({ part }) => part.partial)) }] : [];
  });
  const shown = wholes.find(({ whole }) => 'figure' in whole.outcome);
  if (shown) return oneFigure(shown, rules);
  return wholes.some(({ whole }) => whole.partial.withheld > 0) ? { ...emptyPartial, withheld: 1 } : undefined;
}

/** A whole as one figure among others. */
function oneFigure({ whole, all }: { whole: Standing; all: PartialFigure }, rules: RollUpRules): PartialFigure {
  const { outcome, carried } = whole;
  if (rules.kind === 'RATIO' || !('figure' in outcome)) return carried;
  // What a mean is weighted by goes on with all its decimals.
  if (rules.kind === 'MEAN') return collapsed(carried, { way: 'WEIGHTED_MEAN', next: 'NONE', version: rules });
  return partialOf({ ...outcome.figure, status: statusOf(all) ?? 'OBSERVED' });
}
