import type { Source } from './domain-cycles.ts';

/** The domains of measurement. Each may import the domains before it, and none of those after it. */
export const domainOrder: readonly string[] = ['indicator', 'reporting', 'release', 'aggregation'];

const inDomain = new RegExp(`^(packages/[^/]+/src)/(${domainOrder.join('|')})/`);
const forTests = /[.](test|fixture)[.]ts$/;

/**
 * The imports of a domain of measurement that lead to a later one, as pairs of paths. Tests are excluded: they may import any
 * domain. A way through other domains is found as a cycle, because the later domains import the earlier ones.
 */
export function importsOutOfOrder(sources: Source[]): [from: string, to: string][] {
  return sources
    .filter(({ source }) => !forTests.test(source))
    .flatMap(({ source, imports }) =>
      imports.filter((path) => isLater(source, path)).map((path): [string, string] => [source, path]),
    );
}

/** Whether both files are in domains of measurement of one package, the second file in a later domain. */
function isLater(from: string, to: string): boolean {
  const [, packageOfFrom, earlier] = inDomain.exec(from) ?? [];
  const [, packageOfTo, later] = inDomain.exec(to) ?? [];
  if (earlier === undefined || later === undefined || packageOfFrom !== packageOfTo) return false;
  return domainOrder.indexOf(later) > domainOrder.indexOf(earlier);
}
