import type { SeenDisparities } from './gateway-disparities.ts';
import type { SeenCell } from './gateway-reader.ts';
import { aggregateOf, figuresByOrganization, rounding } from './matched-change-leaks.ts';
import type { ScenarioKind } from './scenario/gateway-scenario.ts';
import { hasNumber, type SeenChange } from './seen-change.ts';

interface Published {
  cells: readonly SeenCell[];
  earlier: readonly SeenCell[];
  /** All disparities of the round. */
  disparities: readonly SeenDisparities[];
  kind: ScenarioKind;
}

/**
 * The matched changes of disparities are differences between aggregates of published cells of the organizations with figures of
 * the category and of the reference in both periods. If one such cell is suppressed, or of an organization that the public cannot
 * see, there is no change.
 */
export function leaksOfMatchedDisparities(seen: SeenDisparities, of: Published): string[] {
  return seen.categories.flatMap(({ category, matchedChange: change }) =>
    change && hasNumber(change) ? leaksOfChange(change, { seen, category: category.code, of }) : [],
  );
}

function leaksOfChange(
  change: SeenChange,
  { seen, category, of }: { seen: SeenDisparities; category: string; of: Published },
): string[] {
  const name = `the matched change ${JSON.stringify(change)} of "${category}" to ${seen.kind} over ${seen.over.join(' and ')}`;
  const before = of.disparities.find((each) => each.period === change.previousPeriod && isSameRequest(each, seen));
  const references = [before, seen].map((each) => each?.reference);
  if (references.some((reference) => reference == null)) return [`${name} has no reference in one period`];
  const [referenceBefore, referenceNow] = references.map((reference) => reference?.categories[0]?.code ?? null);
  const figures = (code: string | null | undefined, cells: readonly SeenCell[]) =>
    figuresByOrganization(unitOf(seen, code ?? null), cells);
  const ends = [
    [figures(category, of.earlier), figures(referenceBefore, of.earlier)],
    [figures(category, of.cells), figures(referenceNow, of.cells)],
  ];
  const [first, ...others] = ends.flat();
  const matched = [...(first?.keys() ?? [])].filter((id) => others.every((each) => each.has(id)));
  if (matched.length !== change.reporters) return [`${name} has another number of reporters than ${matched.length}`];
  const needed = ends.map((end) => end.map((each) => matched.flatMap((id) => each.get(id) ?? [])));
  if (needed.flat(2).some(({ suppressed }) => suppressed)) return [`${name} needs a suppressed cell`];
  const [from, to] = needed.map(([cells = [], reference = []]) => {
    const [least, most] = aggregateOf(cells, of.kind);
    const [leastOfReference, mostOfReference] = aggregateOf(reference, of.kind);
    return [least - mostOfReference, most - leastOfReference] as const;
  });
  const difference = Number(change.value) - Number(change.previousValue);
  const isOther = [
    { shown: change.previousValue, possible: from },
    { shown: change.value, possible: to },
    { shown: change.change, possible: [difference, difference] as const },
  ].some(({ shown, possible: [least, most] = [Number.NaN, Number.NaN] }) => {
    return !(Number(shown) >= least - 3 * rounding && Number(shown) <= most + 3 * rounding);
  });
  return isOther || change.reason !== null ? [`${name} is not computed from published cells: ${from}, ${to}`] : [];
}

function isSameRequest(one: SeenDisparities, other: SeenDisparities): boolean {
  const keyOf = ({ over, dimension, kind, referenceCategory, organization, place }: SeenDisparities) =>
    JSON.stringify([over, dimension, kind, referenceCategory, organization?.id, place?.code]);
  return keyOf(one) === keyOf(other);
}

/** The units of a category of the dimension; of the total for null. */
function unitOf({ over, place, dimension }: SeenDisparities, code: string | null) {
  return { over, place, categories: code === null ? [] : [{ dimension: { code: dimension }, code }] };
}
