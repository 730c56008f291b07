import { UndirectedGraph } from 'graphology';
import { connectedComponents } from 'graphology-components';
import betweennessModule from 'graphology-metrics/centrality/betweenness.js';
import { compareTexts, type RatedPair } from './rated-pair.ts';

// The module is the function; its types describe it as one with a default export.
const betweennessCentrality = betweennessModule as unknown as typeof betweennessModule.default;

/** How an organization stands in a network. */
interface NetworkPlace {
  organizationId: string;
  /** How many organizations it is tied to. */
  degree: number;
  /** The share of the shortest paths between two others that lead through it, from 0 to 1. */
  betweenness: number;
}

/** What follows from who is tied to whom. */
export interface NetworkShape {
  /** Each organization, in the order given. */
  places: NetworkPlace[];
  /** Sets of organizations that are tied directly or through others, the largest first. */
  components: string[][];
}

/**
 * The shape of the undirected graph of these organizations and ties; every tie counts alike.
 *
 * @see https://graphology.github.io for the algorithms
 * @see Freeman 1977, A set of measures of centrality based on betweenness, Sociometry 40, 35–41
 * @see Brandes 2001, A faster algorithm for betweenness centrality, Journal of Mathematical Sociology 25, 163–177
 */
export function networkShape(
  organizationIds: readonly string[],
  ties: readonly Pick<RatedPair, 'oneId' | 'otherId'>[],
): NetworkShape {
  // The library has no betweenness for a graph without nodes.
  if (organizationIds.length === 0) return { places: [], components: [] };
  // Nodes are named by their position: any text can be an id, also one that objects have as a property.
  const positions = new Map(organizationIds.map((id, at) => [id, String(at)]));
  const graph = new UndirectedGraph();
  for (const position of positions.values()) graph.addNode(position);
  for (const { oneId, otherId } of ties) graph.addEdge(positions.get(oneId), positions.get(otherId));
  const betweenness = betweennessCentrality(graph, { getEdgeWeight: null });
  const places = organizationIds.map((organizationId, at) => ({
    organizationId,
    degree: graph.degree(String(at)),
    betweenness: betweenness[at] ?? 0,
  }));
  const components = connectedComponents(graph).map((members) =>
    members.map((position) => organizationIds[Number(position)] ?? '').sort(compareTexts),
  );
  return { places, components: components.sort(largestFirst) };
}

function largestFirst(a: string[], b: string[]): number {
  return b.length - a.length || compareTexts(a[0] ?? '', b[0] ?? '');
}
