import { judgeInput } from '../shared/input.ts';
import { accepted, type Outcome, refused } from '../shared/outcome.ts';
import { type AlignmentEntry, alignmentEntries, organizationsOf } from './alignment-entry.ts';
import {
  type AlignmentOptions,
  alignmentOptions,
  isActivityIncluded,
  isCommitmentIncluded,
} from './alignment-options.ts';
import { type AlignedActivity, type AlignmentSource, alignmentSource } from './alignment-source.ts';
import { byId, compareIds } from './by-id.ts';
import { goalsServed } from './goals-served.ts';
import { type ActivityOverlap, activityOverlaps, placesOf } from './overlap.ts';
import { type ResultsChain, resultsChains } from './results-chain.ts';

/** How activities serve the goals of an agenda. All lists contain ids: goals in the order of the agenda, other records by id. */
export interface Alignment {
  /** The included activities. */
  activityIds: string[];
  /** How organizations serve goals, by goal, then by organization. */
  entries: AlignmentEntry[];
  /** Goals that no activity serves. */
  goalsWithoutActivity: string[];
  /** Goals that no indicator measures. */
  goalsWithoutIndicator: string[];
  /** The population-level indicators of the goals, with the indicators and activities that contribute to them. */
  resultsChains: ResultsChain[];
  /** Activities that serve the same goal for the same population in the same place, or in a place within it. */
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
 * {@link isActivityIncluded} and {@link isCommitmentIncluded} define the included records, {@link goalsServed} the goals that they
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
export function alignment(source: AlignmentSource, options: AlignmentOptions = {}): Outcome<Alignment> {
  const malformed = judgeInput({ source, options }, { source: alignmentSource, options: alignmentOptions });
  if (malformed.length > 0) return refused(...malformed);
  const places = placesOf(source);
  if (!places.ok) return places;
  const served = goalsServed(source);
  const activities = [...source.activities].filter((activity) => isActivityIncluded(activity, options)).sort(byId);
  const commitments = [...(source.commitments ?? [])]
    .filter((commitment) => isCommitmentIncluded(commitment, options))
    .sort(byId);
  const goals = [...source.goals].sort((one, other) => (one.order ?? 0) - (other.order ?? 0) || byId(one, other));
  const goalIds = goals.map(({ id }) => id);
  const servedIds = new Set(activities.flatMap((activity) => [...served.byActivity(activity)]));
  const measuredIds = new Set(
    (source.indicators ?? []).flatMap(({ goalIds: ids }) => ids.flatMap(served.goalsInLineage)),
  );
  const positions = new Map(goalIds.map((id, position) => [id, position]));
  const byGoal = (one: { goalId: string }, other: { goalId: string }) =>
    (positions.get(one.goalId) ?? 0) - (positions.get(other.goalId) ?? 0);
  return accepted({
    activityIds: activities.map(({ id }) => id),
    entries: alignmentEntries({ activities, commitments, served, source }).sort(
      (one, other) => byGoal(one, other) || compareIds(one.organizationId, other.organizationId),
    ),
    goalsWithoutActivity: goalIds.filter((id) => !servedIds.has(id)),
    goalsWithoutIndicator: goalIds.filter((id) => !measuredIds.has(id)),
    resultsChains: resultsChains(goalIds, { source, activities, goalsInLineage: served.goalsInLineage }),
    overlaps: activityOverlaps(activities, { served, places: places.value }).sort(byGoal),
    activitiesWithoutGoal: activities.filter((activity) => served.byActivity(activity).size === 0).map(({ id }) => id),
    unlinkedActivities: withoutReinforcement(activities, source.reinforcements ?? []),
    organizationsWithoutActivity: withoutActivity(source, { activities, on: options.on }),
  });
}

function withoutReinforcement(
  activities: readonly AlignedActivity[],
  reinforcements: readonly { activityId: string; reinforcedId: string }[],
): string[] {
  const includedIds = new Set(activities.map(({ id }) => id));
  const linkedIds = new Set(
    reinforcements
      .filter(({ activityId, reinforcedId }) => includedIds.has(activityId) && includedIds.has(reinforcedId))
      .flatMap(({ activityId, reinforcedId }) => [activityId, reinforcedId]),
  );
  return activities.filter(({ id }) => !linkedIds.has(id)).map(({ id }) => id);
}

function withoutActivity(
  { organizations = [] }: AlignmentSource,
  { activities, on }: { activities: readonly AlignedActivity[]; on: string | null | undefined },
): string[] {
  const activeIds = new Set(activities.flatMap((activity) => [...organizationsOf(activity)]));
  return organizations
    .filter((organization) => isMember(organization, on) && !activeIds.has(organization.id))
    .map(({ id }) => id)
    .sort(compareIds);
}

/** Whether an organization is in the ecosystem on a date, or now. Sector coverage uses the same rule. */
function isMember(
  { joinedOn, leftOn }: { joinedOn?: string | null; leftOn?: string | null },
  on: string | null | undefined,
): boolean {
  if (on == null) return !leftOn;
  return (!joinedOn || joinedOn <= on) && (!leftOn || leftOn > on);
}
