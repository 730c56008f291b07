import { type RatedPair, strengthOf } from './rated-pair.ts';

/** The degrees of an organization. */
export interface NetworkDegrees {
  organizationId: string;
  /** Number of ties of the organization. */
  degree: number;
  /** Sum of the strengths of its ties. The strength is the mean of the two levels, or the level of the side that rated. */
  weightedDegree: number;
  /** Number of organizations that rated it at `minimumLevel` or higher. */
  inDegree: number;
  /** Number of organizations that it rated at `minimumLevel` or higher. */
  outDegree: number;
}

/** The degrees of each organization, in the order of the ids. */
export function degreesOf(
  organizationIds: readonly string[],
  { ties, minimumLevel }: { ties: readonly RatedPair[]; minimumLevel: number },
): NetworkDegrees[] {
  const degrees = new Map(
    organizationIds.map((organizationId): [string, NetworkDegrees] => [
      organizationId,
      { organizationId, degree: 0, weightedDegree: 0, inDegree: 0, outDegree: 0 },
    ]),
  );
  const add = (id: string, tie: { strength: number; given: boolean; received: boolean }) => {
    const of = degrees.get(id);
    if (!of) return;
    of.degree += 1;
    of.weightedDegree += tie.strength;
    of.outDegree += Number(tie.given);
    of.inDegree += Number(tie.received);
  };
  for (const pair of ties) {
    const strength = strengthOf(pair);
    const [byFirst = false, bySecond = false] = [pair.firstLevel, pair.secondLevel].map(
      (level) => (level ?? 0) >= minimumLevel,
    );
    add(pair.firstOrganizationId, { strength, given: byFirst, received: bySecond });
    add(pair.secondOrganizationId, { strength, given: bySecond, received: byFirst });
  }
  return [...degrees.values()];
}
