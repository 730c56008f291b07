import { UndirectedGraph } from 'graphology';
import { connectedComponents } from 'graphology-components';
import betweennessModule from 'graphology-metrics/centrality/betweenness.js';
import { compareTexts, type RatedPair } from './rated-pair.ts';

// The module is the function; its types describe it as one with a default export.
const betweennessCentrality = betweennessModule as unknown as typeof betweennessModule.default;

/** The undirected, unweighted graph of organizations and ties. */
export interface NetworkGraph {
  organizationIds: readonly string[];
  /** Nodes are named by the positions of the ids, because an id can also be the name of a property of all objects. */
  graph: UndirectedGraph;
}

/** Builds the graph of organizations and ties. */
export function networkGraph(
  organizationIds: readonly string[],
  ties: readonly Pick<RatedPair, 'firstOrganizationId' | 'secondOrganizationId'>[],
): NetworkGraph {
  const positions = new Map(organizationIds.map((id, at) => [id, String(at)]));
  const graph = new UndirectedGraph();
  for (const position of positions.values()) graph.addNode(position);
  for (const { firstOrganizationId, secondOrganizationId } of ties)
    graph.addEdge(positions.get(firstOrganizationId), positions.get(secondOrganizationId));
  return { organizationIds, graph };
}

/**
 * The betweenness of each organization, in the order of the ids: the share of shortest paths between other organizations that pass
 * through it, 0 to 1. The time grows with organizations × ties.
 *
 * @see https://graphology.github.io for the algorithm
 * @see Freeman 1977, A set of measures of centrality based on betweenness, Sociometry 40, 35–41
 * @see Brandes 2001, A faster algorithm for betweenness centrality, Journal of Mathematical Sociology 25, 163–177
 */
export function betweennessOf({ organizationIds, graph }: NetworkGraph): number[] {
  // The library has no betweenness for a graph without nodes.
  if (organizationIds.length === 0) return [];
  const betweenness = betweennessCentrality(graph, { getEdgeWeight: null });
  return organizationIds.map((_, at) => betweenness[at] ?? 0);
}

/** The ids of the organizations of each component, largest component first. */
export function componentsOf({ organizationIds, graph }: NetworkGraph): string[][] {
  const components = connectedComponents(graph).map((members) =>
    members.map((position) => organizationIds[Number(position)] ?? '').sort(compareTexts),
  );
  return components.sort(largestFirst);
}

function largestFirst(a: string[], b: string[]): number {
  return b.length - a.length || compareTexts(a[0] ?? '', b[0] ?? '');
}
