import { hasBounds } from './cells-of-figure.ts';
import type { SeenCell } from './gateway-reader.ts';
import { figureKey, type Scenario } from './scenario/gateway-scenario.ts';

/** The key of a cell in a scenario. */
export function keyOf({ categories }: SeenCell): string {
  return categories.map(({ dimension, code }) => figureKey(dimension.code, code)).join('+');
}

/** The numbers of people in a published cell. */
export function peopleIn(
  { value, numerator, denominator, base }: SeenCell,
  { kind }: Pick<Scenario, 'kind'>,
): number[] {
  const [some, all] = [Number(numerator), Number(denominator)];
  switch (kind) {
    case 'COUNT':
      return [Number(value)];
    case 'ASKED':
      return [Number(value), Number(base)];
    case 'RATIO':
    case 'SHARED':
      return [some, all - some];
    case 'SHARE': {
      const counted = Math.round((Number(value) * Number(base)) / 100);
      return [counted, Number(base) - counted];
    }
    case 'BINARY': {
      const counted = Math.round(Number(value) * Number(base));
      return [counted, Number(base) - counted];
    }
    case 'PERCENT':
      throw new Error('A percentage has no number of people.');
    case 'RATED':
      return [all, some];
    case 'MEAN':
      return [all];
    case 'WEIGHTED':
    case 'AMOUNT':
      return [Number(base)];
  }
}

/**
 * Whether the public can conclude that a zero would be published. Subcategories, overlapping categories and figures of two
 * dimensions can be suppressed as a group, including zeros. If one zero of the group is published, the group is not suppressed.
 */
export function showsZeroOf(
  key: string,
  { cells, scenario }: { cells: readonly SeenCell[]; scenario: Scenario },
): boolean {
  if (key.includes('+')) return false;
  const [code, category] = key.split('/');
  const dimension = scenario.dimensions.find((each) => each.code === code);
  const isInner = dimension?.categories.find((each) => each.code === category)?.parent != null;
  if (!dimension || !(isInner || (!dimension.exclusive && dimension.exhaustive))) return true;
  const codes = dimension.categories.filter(({ parent }) => !isInner || parent !== null).map((each) => each.code);
  return cells.some((cell) => {
    const [of, ...more] = cell.categories;
    const isOfThese = of?.dimension.code === code && codes.includes(of?.code ?? '') && more.length === 0;
    const isShown = isOfThese && !cell.suppressed && cell.status === 'OBSERVED' && !hasBounds(cell);
    return isShown && scenario.kind !== 'PERCENT' && peopleIn(cell, scenario).every((number) => number === 0);
  });
}
