import { hasBounds, isFigure } from './cells-of-figure.ts';
import type { SeenCell, SeenFigure } from './gateway-reader.ts';
import type { ScenarioKind } from './gateway-scenario.ts';

/** Kinds whose bounds are numbers that add up. See `leaksOfRatio` for bounds of percentages. */
const kinds: readonly ScenarioKind[] = ['COUNT'];

/**
 * An interval of a roll-up over published bounds that these do not imply: narrower than the sum of the lowest and of the highest
 * numbers, or than the largest of the lowest numbers if people are counted once. `needed` are the cells that the figure aggregates,
 * except for those of organizations that were not visible at release time: the roll-up can be of some of them.
 */
export function leaksOfBounds(
  figure: SeenFigure,
  { needed, kind }: { needed: readonly SeenCell[]; kind: ScenarioKind },
): string[] {
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
  const isImplied = sums(cells).some(([from, to]) => least <= from && most >= to);
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
