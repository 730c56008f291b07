import type { CategoryReference } from '../../indicator/index.ts';
import { breakdownKey } from '../../indicator/index.ts';
import { figuresOfGroup, type RollUpGroup } from './roll-up-answer.ts';
import { RollUpContext, type RollUpRequest, type RollUpVersion } from './roll-up-context.ts';
import type { RollUpFigure, RollUpOver } from './roll-up-figure.ts';
import type { RollUpPart } from './roll-up-standing.ts';

/**
 * Adds released figures up under the rules of their definitions, and says where they do not add up, and why: never a wrong
 * number. Within each ecosystem over organizations and places, then over time, then over ecosystems; so what an ecosystem
 * answers for itself is what goes into a network's figure. A figure that stands for others (the ecosystem's own for its
 * organizations', a coarser period's for the finer in it, one of no place for those of places) is taken instead of them.
 * Nothing that is missing is filled in: `coverage` says what a figure rests on. The order of `parts` does not matter.
 *
 * @see https://sdmx.org/sdmx-standards/ for the statuses of an observation
 * @example
 * const version = { id: 'v', number: 1, kind: 'COUNT', countingUnit: 'EVENTS', multiplier: '1', aggregationAcrossOrganizations: 'SUM', aggregationOverTime: 'SUM', dimensions: [] };
 * const part = (period, value) => ({
 *   versionId: 'v', ecosystemId: 'e', period, ...periodRange(parsePeriod(period)), categories: [], source: 'ORGANIZATION',
 *   organizationId: null, place: null, placeScheme: null,
 *   partial: partialOf({ value, numerator: null, denominator: null, base: null, status: 'OBSERVED' }),
 * });
 * const parts = [part('2025-H1', '12'), part('2025-H1', '8'), part('2025-H2', '5')].map(({ start, end, ...rest }) => ({
 *   ...rest, periodStart: start, periodEnd: end,
 * }));
 * const [year] = rollUp({
 *   parts, versions: [version], over: ['ORGANIZATIONS'], periods: ['2025'], by: [],
 *   compares: () => ({ comparability: 'YES', notes: [] }),
 * });
 * year.value; // '25'
 * year.coverage.periods; // ['2025-H1', '2025-H2']
 */
export function rollUp(request: RollUpRequest): RollUpFigure[] {
  const context = new RollUpContext(request);
  const isOver = (over: RollUpOver) => request.over.includes(over);
  const keyOf = (part: RollUpPart, categories: readonly CategoryReference[]) =>
    JSON.stringify([
      isOver('ECOSYSTEMS') ? null : part.ecosystemId,
      isOver('ORGANIZATIONS') ? null : part.organizationId,
      isOver('PLACES') || !part.place ? null : [part.place.scheme, part.place.code],
      breakdownKey(categories),
    ]);
  const groups = new Map<string, RollUpGroup>();
  const groupOf = (part: RollUpPart, categories: readonly CategoryReference[]): RollUpGroup => {
    const key = keyOf(part, categories);
    const group = groups.get(key) ?? { categories: categories.toSorted(byDimension), parts: [], finer: [] };
    groups.set(key, group);
    return group;
  };
  const byPlace = new Set(request.parts.filter(isOfOrganizationsPlace).map(releaseOf));
  for (const part of request.parts) {
    // A sum over organizations is nobody's figure among theirs, and of no place where theirs are.
    const isOfNobody = !isOver('ORGANIZATIONS') || (!isOver('PLACES') && byPlace.has(releaseOf(part)));
    if (part.source === 'AGGREGATE' && isOfNobody) continue;
    if (context.isKept(part.categories)) groupOf(part, part.categories).parts.push(part);
    for (const { rest, ...finer } of context.wholesOf(part)) groupOf(part, rest).finer.push({ part, ...finer });
  }
  for (const { part, of } of request.finer ?? []) {
    const key = breakdownKey(of);
    for (const { rest, ...finer } of context.wholesOf(part))
      if (breakdownKey(rest) === key) groupOf(part, rest).finer.push({ part, ...finer });
  }
  const figures = [...groups.values()].flatMap((group) => figuresOfGroup(group, context));
  const ranks = ranksOf(request.versions);
  return [...figures, ...context.nothingFor(figures)]
    .map((figure) => ({ figure, keys: keysOf(figure, ranks) }))
    .sort((a, b) => inOrder(a.keys, b.keys))
    .map(({ figure }) => figure);
}

function isOfOrganizationsPlace({ source, place }: RollUpPart): boolean {
  return source === 'ORGANIZATION' && place !== null;
}

function releaseOf({ versionId, period }: RollUpPart): string {
  return `${versionId} ${period}`;
}

function byDimension(a: CategoryReference, b: CategoryReference): number {
  return a.dimension < b.dimension ? -1 : 1;
}

/** Where a category stands in its dimension, by the newest version that has it. */
function ranksOf(versions: readonly RollUpVersion[]): ReadonlyMap<string, string> {
  const inOrder = versions.toSorted((a, b) => a.number - b.number);
  return new Map(
    inOrder.flatMap(({ dimensions }) =>
      dimensions.flatMap(({ code, categories }) =>
        categories.map((category, at): [string, string] => [`${code} ${category.code}`, String(at).padStart(4, '0')]),
      ),
    ),
  );
}

/** What figures are ordered by: time, ecosystem, reporter, place, and the total before what it is broken down by. */
function keysOf(figure: RollUpFigure, ranks: ReadonlyMap<string, string>): string[] {
  const { categories } = figure;
  return [
    figure.periodStart,
    figure.period,
    figure.ecosystemId ?? '',
    figure.organizationId ?? '',
    figure.place?.code ?? '',
    String(categories.length),
    ...categories.map(({ dimension }) => dimension),
    ...categories.map(({ dimension, category }) => `${ranks.get(`${dimension} ${category}`) ?? ''} ${category}`),
  ];
}

function inOrder(first: readonly string[], second: readonly string[]): number {
  for (const [at, text] of first.entries()) {
    const other = second[at] ?? '';
    if (text !== other) return text < other ? -1 : 1;
  }
  return 0;
}
