import { type MeasureChange, measureChange } from './measure-change.ts';
import { degreesOf, type NetworkDegrees } from './network-degrees.ts';
import type { PartnershipNetwork } from './partnership-network.ts';
import { isTie } from './rated-pair.ts';

/** The centrality of an organization before and after. */
export interface CentralityChange {
  organizationId: string;
  degree: MeasureChange;
  weightedDegree: MeasureChange;
  inDegree: MeasureChange;
  outDegree: MeasureChange;
  betweenness: MeasureChange;
}

/**
 * The change in the centrality of each organization, highest current betweenness first. `before` and `after` are the networks of the pairs
 * rated in both waves, `earlier` and `later` those of the ratings given in both.
 */
export function centralityChanges(
  networks: Record<'before' | 'after' | 'earlier' | 'later', PartnershipNetwork>,
): CentralityChange[] {
  const before = new Map(networks.before.centralities.map((each) => [each.organizationId, each]));
  const [earlier, later] = [directedDegrees(networks.earlier), directedDegrees(networks.later)];
  return networks.after.centralities.map((after) => {
    const { organizationId } = after;
    const was = before.get(organizationId);
    const directed = (name: 'inDegree' | 'outDegree') =>
      measureChange(textOf(earlier.get(organizationId)?.[name]), textOf(later.get(organizationId)?.[name]));
    return {
      organizationId,
      degree: measureChange(textOf(was?.degree), textOf(after.degree)),
      weightedDegree: measureChange(was?.weightedDegree ?? null, after.weightedDegree),
      inDegree: directed('inDegree'),
      outDegree: directed('outDegree'),
      betweenness: measureChange(was?.betweenness ?? null, after.betweenness),
    };
  });
}

function directedDegrees({ organizationIds, pairs, minimumLevel }: PartnershipNetwork): Map<string, NetworkDegrees> {
  const ties = pairs.filter((pair) => isTie(pair, minimumLevel));
  return new Map(degreesOf(organizationIds, { ties, minimumLevel }).map((each) => [each.organizationId, each]));
}

function textOf(number: number | undefined): string | null {
  return number === undefined ? null : String(number);
}
