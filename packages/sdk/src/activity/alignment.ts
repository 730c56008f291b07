import { judgeInput } from '../shared/input.ts';
import { accepted, type Outcome, refused } from '../shared/outcome.ts';
import { type AlignmentEntry, alignmentEntries, takingPart } from './alignment-entry.ts';
import { type AlignedActivity, type AlignmentSource, alignmentSource } from './alignment-source.ts';
import { byId, compare } from './by-id.ts';
import { activityCounts, type Counting, commitmentCounts, countingOptions } from './counting.ts';
import { goalsServed } from './goals-served.ts';
import { type ActivityOverlap, activityOverlaps } from './overlap.ts';

/** How activities serve the goals of an agenda. All lists contain ids: goals in the order of the agenda, other records by id. */
export interface Alignment {
  /** The included activities. */
  activityIds: string[];
  /** Who serves which goal: by goal, then by organization. */
  entries: AlignmentEntry[];
  /** Goals that no activity serves. */
  goalsWithoutActivity: string[];
  /** Goals that no indicator measures. */
  goalsWithoutIndicator: string[];
  overlaps: ActivityOverlap[];
  /** Activities that serve no goal. */
  activitiesWithoutGoal: string[];
  /** Included activities that no reinforcement links to another included activity. */
  unlinkedActivities: string[];
  /** Organizations of the ecosystem that neither lead nor participate in an included activity. */
  organizationsWithoutActivity: string[];
}

/**
 * Computes how activities and commitments serve the goals of an agenda, and what is missing.
 *
 * {@link activityCounts} and {@link commitmentCounts} define the included records, {@link goalsServed} the goals that they
 * serve. Organizations that left are included with the activities that they lead. If `organizations` is set, other
 * organizations are excluded. An indicator measures the goals that it names. Returns issues on malformed input.
 *
 * @see Kania & Kramer 2011, mutually reinforcing activities
 * @see STEM Learning Ecosystems, Strategy One: define what each stakeholder will do to achieve those goals
 * @example
 * const source = {
 *   goals: [{ id: 'G1' }, { id: 'G2' }],
 *   activities: [{ id: 'club', status: 'ACTIVE', leadId: 'library' }],
 *   goalContributions: [{ id: 'c', activityId: 'club', goalId: 'G1' }],
 * };
 * const { entries, goalsWithoutActivity } = unwrap(alignment(source));
 * entries.map(({ goalId, organizationId, leadIds }) => [goalId, organizationId, leadIds]); // [['G1', 'library', ['club']]]
 * goalsWithoutActivity; // ['G2']
 */
export function alignment(source: AlignmentSource, counting: Counting = {}): Outcome<Alignment> {
  const malformed = judgeInput({ source, counting }, { source: alignmentSource, counting: countingOptions });
  if (malformed.length > 0) return refused(...malformed);
  const served = goalsServed(source);
  const activities = [...source.activities].filter((activity) => activityCounts(activity, counting)).sort(byId);
  const commitments = [...(source.commitments ?? [])].filter((one) => commitmentCounts(one, counting)).sort(byId);
  const goals = [...source.goals].sort((one, other) => (one.order ?? 0) - (other.order ?? 0) || byId(one, other));
  const goalIds = goals.map(({ id }) => id);
  const reached = new Set(activities.flatMap((activity) => [...served.byActivity(activity)]));
  const measured = new Set((source.indicators ?? []).flatMap((one) => one.goalIds.flatMap(served.of)));
  const place = new Map(goalIds.map((id, at) => [id, at]));
  const ofGoal = (one: { goalId: string }, other: { goalId: string }) =>
    (place.get(one.goalId) ?? 0) - (place.get(other.goalId) ?? 0);
  return accepted({
    activityIds: activities.map(({ id }) => id),
    entries: alignmentEntries({ activities, commitments, served, source }).sort(
      (one, other) => ofGoal(one, other) || compare(one.organizationId, other.organizationId),
    ),
    goalsWithoutActivity: goalIds.filter((id) => !reached.has(id)),
    goalsWithoutIndicator: goalIds.filter((id) => !measured.has(id)),
    overlaps: activityOverlaps(activities, served).sort(ofGoal),
    activitiesWithoutGoal: activities.filter((one) => served.byActivity(one).size === 0).map(({ id }) => id),
    unlinkedActivities: unlinked(activities, source.reinforcements ?? []),
    organizationsWithoutActivity: idle(source, { activities, on: counting.on }),
  });
}

function unlinked(
  activities: readonly AlignedActivity[],
  reinforcements: readonly { activityId: string; reinforcedId: string }[],
): string[] {
  const counted = new Set(activities.map(({ id }) => id));
  const linked = new Set(
    reinforcements
      .filter(({ activityId, reinforcedId }) => counted.has(activityId) && counted.has(reinforcedId))
      .flatMap(({ activityId, reinforcedId }) => [activityId, reinforcedId]),
  );
  return activities.filter(({ id }) => !linked.has(id)).map(({ id }) => id);
}

function idle(
  { organizations = [] }: AlignmentSource,
  { activities, on }: { activities: readonly AlignedActivity[]; on: string | null | undefined },
): string[] {
  const busy = new Set(activities.flatMap((activity) => [...takingPart(activity)]));
  return organizations
    .filter((one) => isPartner(one, on) && !busy.has(one.id))
    .map(({ id }) => id)
    .sort(compare);
}

/** Whether an organization takes part in the ecosystem, as sector coverage has it. */
function isPartner(
  { joinedOn, leftOn }: { joinedOn?: string | null; leftOn?: string | null },
  on: string | null | undefined,
): boolean {
  if (on == null) return !leftOn;
  return (!joinedOn || joinedOn <= on) && (!leftOn || leftOn > on);
}
