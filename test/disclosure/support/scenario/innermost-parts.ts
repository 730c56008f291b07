import { figureKey, type People, type ScenarioDimension } from './gateway-scenario.ts';

/** The keys of the innermost parts of a dimension, which are exclusive and exhaustive. */
export function partsOf({ code, categories }: ScenarioDimension): string[] {
  const isParent = (category: string) => categories.some(({ parent }) => parent === category);
  return [
    ...categories.map((category) => `${figureKey(code, category.code)}${isParent(category.code) ? '/' : ''}`),
    `${code}/`,
  ];
}

/** The number of people in all tables of a figure. */
export function sumOf(people: People | undefined): number {
  return (people ?? []).reduce((left, right) => left + right, 0);
}

/** Whether a figure is about nobody. */
export function isNobody(people: People | undefined): boolean {
  return sumOf(people) === 0;
}
