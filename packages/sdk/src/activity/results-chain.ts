import { type IndicatorLevel, type IndicatorRole, indicatorLevels } from '../indicator/index.ts';
import { fields, judgeInput, list, omissible, oneOf, optional, text } from '../shared/input.ts';
import { accepted, type Outcome, refused } from '../shared/outcome.ts';
import { compareIds } from './by-id.ts';

/** The records from which results chains are computed. Only indicators in the list `indicators` are used. */
export interface ResultsChainSource {
  indicators?: readonly { id: string; level?: IndicatorLevel; goalIds: readonly string[] }[];
  indicatorContributions?: readonly { indicatorId: string; coreIndicatorId: string }[];
  goalContributions?: readonly { activityId: string; indicatorId?: string | null }[];
}

/** An activity whose results are computed: its id and the indicators of its outputs. */
export interface ActivityWithOutputs {
  id: string;
  outputs?: readonly { indicatorId?: string | null }[];
}

/** Checks the fields of the records of a {@link ResultsChainSource}, and the outputs of activities. */
export const chainChecks = {
  indicator: { id: text, level: optional(oneOf(indicatorLevels)), goalIds: list(text) },
  indicatorContribution: { indicatorId: text, coreIndicatorId: text },
  goalContribution: { activityId: text, indicatorId: optional(text) },
  outputs: omissible(list(fields<{ indicatorId?: string | null }>({ indicatorId: optional(text) }))),
};
const activityInput = fields<ActivityWithOutputs>({ id: text, outputs: chainChecks.outputs });
const sourceInput = fields<ResultsChainSource>({
  indicators: omissible(list(fields(chainChecks.indicator))),
  indicatorContributions: omissible(list(fields(chainChecks.indicatorContribution))),
  goalContributions: omissible(list(fields(chainChecks.goalContribution))),
});

/** An outcome of an activity: the indicator that measures it. */
export interface ActivityOutcome {
  indicatorId: string;
  /** CORE for a population-level indicator, CONTRIBUTING if it contributes to one. Null if its contribution is not declared. */
  role: IndicatorRole | null;
  /** The indicators of the activity that contribute to this core indicator, by id. */
  contributingIndicatorIds: string[];
}

/** A population-level indicator of a goal, and the indicators and activities that are declared to contribute to it. */
export interface ResultsChain {
  goalId: string;
  coreIndicatorId: string;
  /** By id. */
  contributingIndicatorIds: string[];
  /** Activities with an output or a goal contribution that the core indicator or a contributing indicator measures, by id. */
  activityIds: string[];
}

/** The links between activities, contributing indicators and core indicators. Lists of ids have no duplicates. */
export interface IndicatorLinks {
  /** The indicators of an activity's outputs and goal contributions. */
  indicatorsOf(activity: ActivityWithOutputs): string[];
  /** The core indicators of the chains that contain an indicator: itself if it is one, and those that it is declared to contribute to. */
  coresOf(indicatorId: string): readonly string[];
  /** The indicators that are declared to contribute to a core indicator, by id. */
  contributorsTo(coreIndicatorId: string): readonly string[];
}

/** Indexes the links of the indicators. A link from or to an indicator that is not in the list is excluded. */
export function indicatorLinks(source: ResultsChainSource): IndicatorLinks {
  const { indicators = [], indicatorContributions = [], goalContributions = [] } = source;
  const known = new Set(indicators.map(({ id }) => id));
  const links = indicatorContributions.filter(
    ({ indicatorId, coreIndicatorId }) => known.has(indicatorId) && known.has(coreIndicatorId),
  );
  const cores = Map.groupBy(links, ({ indicatorId }) => indicatorId);
  const contributors = Map.groupBy(links, ({ coreIndicatorId }) => coreIndicatorId);
  const contributions = Map.groupBy(goalContributions, ({ activityId }) => activityId);
  const coreIds = new Set(indicators.filter(({ level }) => level === 'POPULATION').map(({ id }) => id));
  return {
    indicatorsOf: ({ id, outputs = [] }) => {
      const measured = [...outputs, ...(contributions.get(id) ?? [])];
      return distinct(measured.flatMap(({ indicatorId }) => indicatorId ?? []).filter((each) => known.has(each)));
    },
    coresOf: (id) => [
      ...(coreIds.has(id) ? [id] : []),
      ...distinct((cores.get(id) ?? []).map(({ coreIndicatorId }) => coreIndicatorId)),
    ],
    contributorsTo: (id) =>
      distinct((contributors.get(id) ?? []).map(({ indicatorId }) => indicatorId)).sort(compareIds),
  };
}

/**
 * Returns the outcomes of an activity, or issues on malformed input. The outcomes are the indicators of the activity's goal
 * contributions, and the core indicators of the chains of its outputs and goal contributions. Core indicators are last; each group is
 * ordered by id.
 *
 * @see Kania & Kramer 2011, shared measurement systems
 * @example
 * const source = {
 *   indicators: [{ id: 'lessons', level: 'PROGRAM', goalIds: [] }, { id: 'reading', level: 'POPULATION', goalIds: ['G1'] }],
 *   indicatorContributions: [{ indicatorId: 'lessons', coreIndicatorId: 'reading' }],
 * };
 * const club = { id: 'club', outputs: [{ indicatorId: 'lessons' }] };
 * unwrap(activityOutcomes(club, source)); // [{ indicatorId: 'reading', role: 'CORE', contributingIndicatorIds: ['lessons'] }]
 */
export function activityOutcomes(
  activity: ActivityWithOutputs,
  source: ResultsChainSource,
): Outcome<ActivityOutcome[]> {
  const malformed = judgeInput({ activity, source }, { activity: activityInput, source: sourceInput });
  if (malformed.length > 0) return refused(...malformed);
  const links = indicatorLinks(source);
  const levels = new Map(source.indicators?.map(({ id, level }) => [id, level]));
  const measuring = links.indicatorsOf(activity);
  const ofGoalContributions = links.indicatorsOf({ id: activity.id });
  const outcomes = distinct([...ofGoalContributions, ...measuring.flatMap(links.coresOf)]).map(
    (indicatorId): ActivityOutcome => ({
      indicatorId,
      role: roleOf(indicatorId),
      contributingIndicatorIds: links.contributorsTo(indicatorId).filter((id) => measuring.includes(id)),
    }),
  );
  return accepted(
    outcomes.sort(
      (one, other) =>
        Number(one.role === 'CORE') - Number(other.role === 'CORE') || compareIds(one.indicatorId, other.indicatorId),
    ),
  );

  function roleOf(indicatorId: string): IndicatorRole | null {
    if (levels.get(indicatorId) === 'POPULATION') return 'CORE';
    return links.coresOf(indicatorId).length > 0 ? 'CONTRIBUTING' : null;
  }
}

/** The results chains of goals, in the order of the goals, then by the id of the core indicator. */
export function resultsChains(
  goalIds: readonly string[],
  included: {
    source: ResultsChainSource;
    activities: readonly ActivityWithOutputs[];
    goalsInLineage: (goalId: string) => readonly string[];
  },
): ResultsChain[] {
  const { source, activities, goalsInLineage } = included;
  const links = indicatorLinks(source);
  const cores = (source.indicators ?? [])
    .filter(({ level }) => level === 'POPULATION')
    .map(({ id, goalIds: ids }) => ({ id, goals: new Set(ids.flatMap(goalsInLineage)) }))
    .sort((one, other) => compareIds(one.id, other.id));
  const measured = activities.map((activity) => ({ id: activity.id, indicatorIds: links.indicatorsOf(activity) }));
  return goalIds.flatMap((goalId) =>
    cores
      .filter(({ goals }) => goals.has(goalId))
      .map(({ id }): ResultsChain => {
        const contributingIndicatorIds = [...links.contributorsTo(id)];
        const chain = new Set([id, ...contributingIndicatorIds]);
        const linked = measured.filter(({ indicatorIds }) => indicatorIds.some((each) => chain.has(each)));
        return {
          goalId,
          coreIndicatorId: id,
          contributingIndicatorIds,
          activityIds: linked.map((activity) => activity.id).sort(compareIds),
        };
      }),
  );
}

function distinct(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}
