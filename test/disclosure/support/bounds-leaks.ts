import { hasBounds, hasCategories, isFigure } from './cells-of-figure.ts';
import type { SeenCell, SeenFigure } from './gateway-reader.ts';
import type { Scenario, ScenarioKind } from './scenario/gateway-scenario.ts';

/** Kinds whose bounds are numbers that add up. See `leaksOfRatio` for bounds of percentages. */
const kinds: readonly ScenarioKind[] = ['COUNT'];

/** The cells that a figure aggregates, and all published cells. */
interface PublishedFor {
  needed: readonly SeenCell[];
  cells: readonly SeenCell[];
  scenario: Pick<Scenario, 'kind' | 'countingUnit' | 'dimensions'>;
}

/**
 * An interval of a roll-up over published bounds that these do not imply: narrower than the sum of the lowest and of the highest
 * numbers, or than the largest of the lowest numbers if people are counted once. `needed` are the cells that the figure aggregates,
 * except for those of organizations that were not visible at release time: the roll-up can be of some of them. `cells` are all that
 * are published: of people counted once, those of exclusive categories raise the lower end.
 */
export function leaksOfBounds(figure: SeenFigure, { needed, cells: published, scenario }: PublishedFor): string[] {
  const { kind } = scenario;
  const cells = needed.filter(isFigure);
  const isOfBounds = kinds.includes(kind) && cells.some(hasBounds) && cells.every(({ suppressed }) => !suppressed);
  if (!isOfBounds) return [];
  const name = `the roll-up over ${figure.over.join(' and ')} of ${JSON.stringify(figure.categories)}`;
  if (figure.value !== null) {
    // The exact cells among them can be all that the roll-up includes, because bounds of a hidden organization are missing.
    const exact = sums(cells.filter((cell) => !hasBounds(cell))).map(([low]) => low);
    const isExact = exact.includes(Number(figure.value));
    return isExact ? [] : [`${name} has the value ${figure.value} although it is of bounds`];
  }
  if (figure.interval === null) return [];
  const { low, high } = figure.interval;
  const [least, most] = [Number(low), high === null ? Number.POSITIVE_INFINITY : Number(high)];
  const byCategories = lowestByCategories(figure, { needed: cells, cells: published, scenario });
  const isImplied = sums(cells).some(([from, to]) => least <= Math.max(from, byCategories) && most >= to);
  return isImplied ? [] : [`${name} is from ${low} to ${high}, narrower than its cells`];
}

/** The sum of the lowest and of the highest numbers of each selection of cells, without the empty one. */
function sums(cells: readonly SeenCell[]): [least: number, most: number][] {
  return Array.from({ length: 2 ** cells.length - 1 }, (_, mask) => {
    const selected = cells.filter((_, at) => ((mask + 1) >> at) % 2 === 1);
    return selected.reduce<[number, number]>(
      ([least, most], { value, lowerBound, upperBound }) => [
        least + Number(value ?? lowerBound ?? 0),
        most + Number(value ?? upperBound ?? Number.POSITIVE_INFINITY),
      ],
      [0, 0],
    );
  });
}

/**
 * How many people the published categories of the same reporters prove: nobody is in two categories of an exclusive dimension, so that
 * the largest number of each adds up. "At least 21" people in all, of whom 22 are in one category, are at least 22.
 */
function lowestByCategories({ over, categories }: SeenFigure, { needed, cells, scenario }: PublishedFor): number {
  if (scenario.countingUnit !== 'PEOPLE_UNDUPLICATED' || categories.length > 0) return 0;
  const isOfReporter = (cell: SeenCell) =>
    needed.some(
      ({ organization, place }) =>
        organization?.id === cell.organization?.id && (over.includes('PLACES') || place?.code === cell.place?.code),
    );
  const shown = cells.filter((cell) => cell.scope === 'ORGANIZATION' && !cell.suppressed && isOfReporter(cell));
  const most = (dimension: string, code: string) => {
    const same = shown.filter((cell) => hasCategories(cell, [{ dimension: { code: dimension }, code }]));
    return Math.max(0, ...same.map(({ value, lowerBound }) => Number(value ?? lowerBound ?? 0)));
  };
  const exclusive = scenario.dimensions.filter((dimension) => dimension.exclusive);
  const proven = exclusive.map(({ code: dimension, categories: all }) =>
    all.filter(({ parent }) => parent === null).reduce((sum, { code }) => sum + most(dimension, code), 0),
  );
  return Math.max(0, ...proven);
}
