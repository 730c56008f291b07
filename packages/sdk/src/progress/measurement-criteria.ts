import { goalsServed } from '../activity/internal.ts';
import { agendaInForce } from '../agenda/index.ts';
import { unwrap } from '../shared/outcome.ts';
import { defineCriterion, type Judgement, judgedByCount, nothingToJudge } from './criterion.ts';
import type { EcosystemRecords } from './ecosystem-records.ts';
import { listed, outOf } from './wording.ts';

type Measured = Pick<EcosystemRecords, 'on' | 'agendas' | 'goals' | 'indicators' | 'indicatorVersions'>;
type Indicator = EcosystemRecords['indicators'][number];

const noIndicator = 'No shared indicator is recorded.';

/** Met if figures of every adopted indicator are released. */
export const sharedMeasurement = defineCriterion({
  code: 'shared-measurement',
  title: 'Shared measurement',
  recordKinds: ['indicators', 'indicatorVersions', 'releases'],
  judge: (records) => {
    if (records.indicators.length === 0) return nothingToJudge(noIndicator);
    const adopted = adoptedIndicators(records);
    const releasesOf = releasesByIndicator(records);
    const used = adopted.filter(({ id }) => releasesOf.has(id));
    const lacking = adopted.filter(({ id }) => !releasesOf.has(id)).map(({ code }) => code);
    return judgedByCount({
      value: used.length,
      threshold: Math.max(1, adopted.length),
      explanation: `${outOf({ value: used.length, total: adopted.length, noun: 'adopted indicator', verb: ['has', 'have'] })} released figures${lacking.length === 0 ? '' : `; without: ${listed(lacking)}`}.`,
      evidence: [used, used.flatMap(({ id }) => releasesOf.get(id) ?? [])],
    });
  },
});

/** Met if every goal of the agenda in force has an adopted indicator whose definition was discussed. */
export const sharedMeasurements = defineCriterion({
  code: 'shared-measurements',
  title: 'Discuss and adopt shared measurements',
  recordKinds: ['agendas', 'goals', 'indicators', 'indicatorVersions', 'discussionEntries'],
  judge: (records) => {
    const entriesUpToDate = records.discussionEntries.filter(({ saidOn }) => saidOn <= records.on);
    const entriesOf = Map.groupBy(entriesUpToDate, ({ indicatorVersionId }) => indicatorVersionId);
    const discussed = adoptedIndicators(records).flatMap((indicator) => {
      const entries = entriesOf.get(versionInForce(records, indicator.id)?.id ?? '');
      return entries ? [{ indicator, entries }] : [];
    });
    const judgement = judgeGoals(records, {
      indicators: discussed.map(({ indicator }) => indicator),
      requirement: 'an adopted indicator that was discussed',
      evidence: discussed.flatMap(({ entries }) => entries),
    });
    if (judgement.met === null || entriesUpToDate.length > 0) return judgement;
    return nothingToJudge('No discussion of an indicator is recorded.');
  },
});

/** Met if every goal of the agenda in force has an adopted indicator of which figures are released. */
export const goalsAndMetrics = defineCriterion({
  code: 'goals-and-metrics',
  title: 'Goals and metrics',
  recordKinds: ['agendas', 'goals', 'indicators', 'indicatorVersions', 'releases'],
  judge: (records) => {
    const releasesOf = releasesByIndicator(records);
    const indicators = adoptedIndicators(records).filter(({ id }) => releasesOf.has(id));
    const evidence = indicators.flatMap(({ id }) => releasesOf.get(id) ?? []);
    return judgeGoals(records, { indicators, requirement: 'an adopted indicator with released figures', evidence });
  },
});

/** Counts the goals of the agenda in force that the indicators measure. An indicator of a goal also measures the goals based on it. */
function judgeGoals(
  records: Measured,
  options: { indicators: readonly Indicator[]; requirement: string; evidence: readonly { id: string }[] },
): Judgement {
  if (records.indicators.length === 0) return nothingToJudge(noIndicator);
  const inForce = unwrap(agendaInForce(records.agendas, records.on));
  const goals = records.goals.filter(({ commonAgendaId }) => commonAgendaId === inForce?.id);
  if (goals.length === 0) return nothingToJudge('No common agenda with goals is in force.');
  const served = goalsServed({ goals, earlierGoals: records.goals, activities: [] });
  const measuringIndicators = options.indicators.filter(({ goalIds }) =>
    goalIds.some((id) => served.goalsContinuing(id).length > 0),
  );
  const measuredIds = new Set(
    measuringIndicators.flatMap(({ goalIds }) => goalIds.flatMap((id) => served.goalsContinuing(id))),
  );
  const measured = goals.filter(({ id }) => measuredIds.has(id));
  const lacking = goals.filter(({ id }) => !measuredIds.has(id)).map(({ code }) => code);
  return judgedByCount({
    value: measured.length,
    threshold: goals.length,
    explanation: `${outOf({ value: measured.length, total: goals.length, noun: ['goal of the common agenda in force', 'goals of the common agenda in force'], verb: ['has', 'have'] })} ${options.requirement}${lacking.length === 0 ? '' : `; without: ${listed(lacking)}`}.`,
    evidence: [measured, measuringIndicators, options.evidence],
  });
}

/** The indicators with an adopted version, and with a version in force on the date. */
function adoptedIndicators({
  indicators,
  indicatorVersions,
  on,
}: Pick<EcosystemRecords, 'on' | 'indicators' | 'indicatorVersions'>): Indicator[] {
  const versions = Map.groupBy(indicatorVersions, ({ indicatorId }) => indicatorId);
  return indicators.filter(({ id }) => {
    const versionsOfIndicator = versions.get(id) ?? [];
    const effective = versionsOfIndicator.filter(({ status }) => isOrWasAdopted(status));
    return (
      versionsOfIndicator.some(({ status }) => status === 'ADOPTED') &&
      effective.some(({ effectiveFrom }) => (effectiveFrom ?? on) <= on)
    );
  });
}

/** The version of an indicator in force on the date: of the adopted and retired versions, the one with the latest `effectiveFrom`. */
function versionInForce(
  { indicatorVersions, on }: Pick<EcosystemRecords, 'on' | 'indicatorVersions'>,
  indicatorId: string,
): { id: string } | undefined {
  const candidates = indicatorVersions.filter(
    (version) =>
      version.indicatorId === indicatorId && isOrWasAdopted(version.status) && (version.effectiveFrom ?? on) <= on,
  );
  // Among versions with the same or no start date, the adopted version takes precedence.
  const rank = ({ effectiveFrom, status, id }: (typeof candidates)[number]) =>
    [effectiveFrom ?? on, status === 'ADOPTED' ? 1 : 0, id].join(' ');
  return candidates.toSorted((one, other) => (rank(one) < rank(other) ? 1 : -1))[0];
}

function isOrWasAdopted(status: string): boolean {
  return status === 'ADOPTED' || status === 'RETIRED';
}

/** The releases of periods that ended by the date, by indicator. */
function releasesByIndicator({
  indicatorVersions,
  releases,
  on,
}: Pick<EcosystemRecords, 'on' | 'indicatorVersions' | 'releases'>): Map<string, { id: string }[]> {
  const indicatorOf = new Map(indicatorVersions.map(({ id, indicatorId }) => [id, indicatorId]));
  const ended = releases.filter(({ periodEnd }) => periodEnd <= on);
  return Map.groupBy(ended, ({ indicatorVersionId }) => indicatorOf.get(indicatorVersionId) ?? '');
}
