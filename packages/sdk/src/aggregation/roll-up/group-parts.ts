import { breakdownKey, type CategoryReference } from '../../indicator/index.ts';
import type { RollUpGroup } from './release-parts.ts';
import type { RollUpContext } from './roll-up-context.ts';
import { isPublishedTotal, type RollUpPart, tableOf, tablesByPlace } from './roll-up-part.ts';
import type { RollUpRequest } from './roll-up-request.ts';

/** Returns the parts of each figure: of the same categories, and of one ecosystem, organization and place if those are kept. */
export function groupParts({ parts, disaggregated = [] }: RollUpRequest, context: RollUpContext): RollUpGroup[] {
  const groups = new Map<string, RollUpGroup>();
  const groupOf = (part: RollUpPart, categories: readonly CategoryReference[]): RollUpGroup => {
    const key = keyOf(part, { categories, context });
    const group = groups.get(key) ?? { categories: categories.toSorted(byDimension), parts: [], disaggregated: [] };
    groups.set(key, group);
    return group;
  };
  const byPlace = tablesByPlace(parts);
  for (const part of parts) {
    // A published total belongs to no single organization, and to no place if organizations report its table by place.
    const isOfKeptKey = !context.isOver('ORGANIZATIONS') || (!context.isOver('PLACES') && byPlace.has(tableOf(part)));
    if (isPublishedTotal(part) && isOfKeptKey) continue;
    if (context.isKept(part.categories)) groupOf(part, part.categories).parts.push(part);
    for (const { total, ...rest } of context.totalsOf(part)) groupOf(part, total).disaggregated.push({ part, ...rest });
  }
  for (const { part, total: requested } of disaggregated) {
    const key = breakdownKey(requested);
    for (const { total, ...rest } of context.totalsOf(part))
      if (breakdownKey(total) === key) groupOf(part, total).disaggregated.push({ part, ...rest });
  }
  return [...groups.values()];
}

function keyOf(part: RollUpPart, of: { categories: readonly CategoryReference[]; context: RollUpContext }): string {
  const { categories, context } = of;
  const { ecosystemId, organizationId, place } = part;
  return JSON.stringify([
    context.isOver('ECOSYSTEMS') ? null : ecosystemId,
    context.isOver('ORGANIZATIONS') ? null : organizationId,
    context.isOver('PLACES') || !place ? null : [place.scheme, place.code],
    breakdownKey(categories),
  ]);
}

function byDimension(a: CategoryReference, b: CategoryReference): number {
  return a.dimension < b.dimension ? -1 : 1;
}
