/** Centrality of an organization. */
export interface NetworkCentrality {
  organizationId: string;
  /** Number of ties of the organization. */
  degree: number;
  /** Sum of the strengths of its ties. The strength is the mean of the two levels, or the level of the side that rated. */
  weightedDegree: string;
  /** Number of organizations that rated it at `minimumLevel` or higher. */
  inDegree: number;
  /** Number of organizations that it rated at `minimumLevel` or higher. */
  outDegree: number;
  /**
   * Normalized betweenness: the share of shortest paths between other organizations that pass through this one, 0 to 1.
   */
  betweenness: string;
}
