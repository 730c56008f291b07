import { UndirectedGraph } from 'graphology';
import { connectedComponents } from 'graphology-components';
import betweennessModule from 'graphology-metrics/centrality/betweenness.js';
import { compareTexts, type RatedPair } from './rated-pair.ts';

// The module is the function; its types describe it as one with a default export.
const betweennessCentrality = betweennessModule as unknown as typeof betweennessModule.default;

/** Centrality of an organization in a network. */
interface NetworkNode {
  organizationId: string;
  /** Number of ties of the organization. */
  degree: number;
  /** Share of shortest paths between other organizations that pass through this one, 0 to 1. */
  betweenness: number;
}

/** Centrality and components of a network. */
export interface NetworkShape {
  /** One node for each organization, in the order of the given ids. */
  nodes: NetworkNode[];
  /** Ids of the organizations of each component, largest component first. */
  components: string[][];
}

/**
 * Computes centrality and components of the undirected, unweighted graph of organizations and ties.
 *
 * @see https://graphology.github.io for the algorithms
 * @see Freeman 1977, A set of measures of centrality based on betweenness, Sociometry 40, 35–41
 * @see Brandes 2001, A faster algorithm for betweenness centrality, Journal of Mathematical Sociology 25, 163–177
 */
export function networkShape(
  organizationIds: readonly string[],
  ties: readonly Pick<RatedPair, 'firstOrganizationId' | 'secondOrganizationId'>[],
): NetworkShape {
  // The library has no betweenness for a graph without nodes.
  if (organizationIds.length === 0) return { nodes: [], components: [] };
  // Nodes are named by their position, because an id can also be the name of a property of all objects.
  const positions = new Map(organizationIds.map((id, at) => [id, String(at)]));
  const graph = new UndirectedGraph();
  for (const position of positions.values()) graph.addNode(position);
  for (const { firstOrganizationId, secondOrganizationId } of ties)
    graph.addEdge(positions.get(firstOrganizationId), positions.get(secondOrganizationId));
  const betweenness = betweennessCentrality(graph, { getEdgeWeight: null });
  const nodes = organizationIds.map((organizationId, at) => ({
    organizationId,
    degree: graph.degree(String(at)),
    betweenness: betweenness[at] ?? 0,
  }));
  const components = connectedComponents(graph).map((members) =>
    members.map((position) => organizationIds[Number(position)] ?? '').sort(compareTexts),
  );
  return { nodes, components: components.sort(largestFirst) };
}

function largestFirst(a: string[], b: string[]): number {
  return b.length - a.length || compareTexts(a[0] ?? '', b[0] ?? '');
}
