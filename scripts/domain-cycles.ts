/** A source file and the files that it imports, as paths from the root of the project. */
export type Source = { source: string; imports: string[] };

const inPackage = /^packages\/([^/]+)\/src\/(?:([^/]+)\/)?/;
const forTests = /[.](test|fixture)[.]ts$/;
const notDomains = new Set(['shared', 'generated', 'migrations', 'testing']);

/** The node of the graph that a file belongs to: its domain, or the file itself if it belongs to none (shared code, lists). */
function nodeOf(path: string): string {
  const [, name, folder] = inPackage.exec(path) ?? [];
  return name === undefined || folder === undefined || notDomains.has(folder) ? path : `${name}/${folder}`;
}

/** The imports between domains and files without a domain. Tests are excluded: they may import any domain. */
function importGraph(sources: Source[]): Map<string, Set<string>> {
  const graph = new Map<string, Set<string>>();
  for (const { source, imports } of sources) {
    if (!inPackage.test(source) || forTests.test(source)) continue;
    const node = nodeOf(source);
    const targets = graph.get(node) ?? new Set();
    graph.set(node, targets);
    for (const path of imports) if (nodeOf(path) !== node) targets.add(nodeOf(path));
  }
  return graph;
}

/** The shortest path from a node back to itself, including both ends. Undefined if there is none. */
function shortestCycle(graph: Map<string, Set<string>>, start: string): string[] | undefined {
  const cameFrom = new Map<string, string>();
  const waiting = [start];
  for (let node = waiting.shift(); node !== undefined; node = waiting.shift()) {
    for (const next of graph.get(node) ?? []) {
      if (next === start) {
        const path = [node, start];
        for (let at = cameFrom.get(node); at !== undefined; at = cameFrom.get(at)) path.unshift(at);
        return path;
      }
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, node);
      waiting.push(next);
    }
  }
  return undefined;
}

/**
 * The import cycles between domains: for each domain that imports itself through others, the shortest cycle. Each cycle is
 * returned once, starting at the domain that sorts first.
 */
export function domainCycles(sources: Source[]): string[][] {
  const graph = importGraph(sources);
  const seen = new Set<string>();
  return [...graph.keys()]
    .filter((node) => !node.endsWith('.ts'))
    .sort()
    .flatMap((domain) => {
      const cycle = shortestCycle(graph, domain);
      const members = [...new Set(cycle)].sort().join(' ');
      if (cycle === undefined || seen.has(members)) return [];
      seen.add(members);
      return [cycle];
    });
}
