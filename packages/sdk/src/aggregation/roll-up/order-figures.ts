import type { UnroundedFigure } from './roll-up-figure.ts';
import type { RollUpVersion } from './roll-up-request.ts';

/** Orders figures by time, ecosystem, organization and place, and a total before its categories. */
export function orderFigures<T extends UnroundedFigure>(
  figures: readonly T[],
  versions: readonly RollUpVersion[],
): T[] {
  const positions = positionsOf(versions);
  return figures
    .map((figure) => ({ figure, keys: keysOf(figure, positions) }))
    .sort((a, b) => compareKeys(a.keys, b.keys))
    .map(({ figure }) => figure);
}

/** The position of each category in its dimension, in the newest version with that category. */
function positionsOf(versions: readonly RollUpVersion[]): ReadonlyMap<string, string> {
  const oldestFirst = versions.toSorted((a, b) => a.number - b.number);
  return new Map(
    oldestFirst.flatMap(({ dimensions }) =>
      dimensions.flatMap(({ code, categories }) =>
        categories.map((category, at): [string, string] => [`${code} ${category.code}`, String(at).padStart(4, '0')]),
      ),
    ),
  );
}

function keysOf(figure: UnroundedFigure, positions: ReadonlyMap<string, string>): string[] {
  const { categories } = figure;
  return [
    figure.periodStart,
    figure.period,
    figure.ecosystemId ?? '',
    figure.organizationId ?? '',
    figure.place?.code ?? '',
    String(categories.length),
    ...categories.map(({ dimension }) => dimension),
    ...categories.map(({ dimension, category }) => `${positions.get(`${dimension} ${category}`) ?? ''} ${category}`),
  ];
}

function compareKeys(first: readonly string[], second: readonly string[]): number {
  for (const [at, text] of first.entries()) {
    const other = second[at] ?? '';
    if (text !== other) return text < other ? -1 : 1;
  }
  return 0;
}
