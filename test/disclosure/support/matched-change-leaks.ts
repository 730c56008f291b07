import { cellsByOrganization, hasCategories, isFigure } from './cells-of-figure.ts';
import type { SeenCell, SeenFigure } from './gateway-reader.ts';
import { type CountedPeople, peopleOf } from './ratio-leaks.ts';
import type { ScenarioKind } from './scenario/gateway-scenario.ts';
import { hasNumber } from './seen-change.ts';

/** Largest difference between a quotient that is rounded to 6 decimal places and the unrounded one. */
export const rounding = 1e-6;

/**
 * The matched change of a figure is the aggregate of published cells of the organizations with a figure in both periods. If one
 * such cell is suppressed, or of an organization that the public cannot see, there is no change.
 */
export function leaksOfMatchedChange(
  figure: SeenFigure,
  of: { cells: readonly SeenCell[]; earlier: readonly SeenCell[]; kind: ScenarioKind },
): string[] {
  const { matchedChange: change } = figure;
  if (change === null || !hasNumber(change)) return [];
  const name = `the matched change ${JSON.stringify(change)} over ${figure.over.join(' and ')}`;
  const ends = [of.earlier, of.cells].map((cells) => figuresByOrganization(figure, cells));
  const [before = new Map<string, SeenCell[]>(), after = new Map<string, SeenCell[]>()] = ends;
  const matched = [...after.keys()].filter((id) => before.has(id));
  if (matched.length !== change.reporters) return [`${name} has another number of reporters than ${matched.length}`];
  const [from, to] = [before, after].map((cells) => matched.flatMap((id) => cells.get(id) ?? []));
  if ([...(from ?? []), ...(to ?? [])].some(({ suppressed }) => suppressed)) return [`${name} needs a suppressed cell`];
  const [first, last] = [from, to].map((cells) => aggregateOf(cells ?? [], of.kind));
  const difference = Number(change.value) - Number(change.previousValue);
  const isOther = [
    { shown: change.previousValue, possible: first },
    { shown: change.value, possible: last },
    // The change is computed from values before they are rounded.
    { shown: change.change, possible: [difference - rounding, difference + rounding] },
  ].some(({ shown, possible: [least = 0, most = 0] = [] }) => {
    return !(Number(shown) >= least - rounding && Number(shown) <= most + rounding);
  });
  return isOther || change.reason !== null ? [`${name} is not computed from published cells: ${first}, ${last}`] : [];
}

/** The units and the categories of figures whose reporters are matched. */
export type MatchedUnit = Pick<SeenFigure, 'over' | 'place' | 'categories'>;

/** The cells of organizations that have a figure of the same categories and place. */
export function figuresByOrganization({ over, place, categories }: MatchedUnit, cells: readonly SeenCell[]) {
  const isOverPlaces = over.includes('PLACES');
  const same = cells.filter(
    (cell) => hasCategories(cell, categories) && (isOverPlaces || cell.place?.code === place?.code),
  );
  const byOrganization = cellsByOrganization(same, { isOverPlaces });
  const figures = [...byOrganization].map(([id, each]) => [id, each.filter(isFigure)] as const);
  return new Map(figures.filter(([, each]) => each.length > 0));
}

/** From the least to the most that the aggregate of published cells can be. Only rounded percentages leave several numerators. */
export function aggregateOf(cells: readonly SeenCell[], kind: ScenarioKind): [least: number, most: number] {
  const people = kind === 'PERCENT' && cells.length > 1 ? cells.map(peopleOf) : [];
  const sum = (number: (each: CountedPeople) => number) =>
    people.reduce((all, each) => all + (each ? number(each) : Number.NaN), 0);
  if (people.length > 0) {
    const all = sum((each) => each.all);
    return [(100 * sum(({ least }) => least)) / all, (100 * sum(({ most }) => most)) / all];
  }
  const aggregate = exactAggregateOf(cells, kind);
  return [aggregate, aggregate];
}

/** The aggregate of published cells: a sum, a quotient of sums, or a mean weighted by the bases. */
function exactAggregateOf(cells: readonly SeenCell[], kind: ScenarioKind): number {
  const sum = (number: (cell: SeenCell) => number) => cells.reduce((all, cell) => all + number(cell), 0);
  if (cells.length === 1 && cells[0]?.value != null) return Number(cells[0].value);
  switch (kind) {
    case 'COUNT':
    case 'ASKED':
    case 'AMOUNT':
      return sum(({ value }) => Number(value));
    case 'RATIO':
    case 'SHARED':
      return (100 * sum(({ numerator }) => Number(numerator))) / sum(({ denominator }) => Number(denominator));
    case 'MEAN':
    case 'RATED':
      return sum(({ numerator }) => Number(numerator)) / sum(({ denominator }) => Number(denominator));
    case 'SHARE':
    case 'PERCENT':
    case 'BINARY':
    case 'WEIGHTED':
      return sum(({ value, base }) => Number(value) * Number(base)) / sum(({ base }) => Number(base));
  }
}
