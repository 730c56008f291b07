import { goalsServed } from '../activity/internal.ts';
import { listed, outOf } from '../shared/wording.ts';
import { goalLineage, goalsOn, ratifyAnAgenda } from './agenda-on-date.ts';
import { defineCriterion, type Judgment, judgedByCount, nothingToJudge } from './criterion.ts';
import { currentRelease } from './current-release.ts';
import type { EcosystemRecords } from './ecosystem-records.ts';
import { adoptedVersions, fewestSharing, indicatorUses, isShared } from './shared-indicators.ts';

const noIndicator = [
  'No shared indicator is recorded.',
  'Define an indicator for each goal, discuss it and adopt it.',
] as const;
const sharing = `that at least ${fewestSharing} organizations adopted and at least ${fewestSharing} reported for in a current release`;

/** A measure that one organization reports, or that was last released long ago, is not shared. */
export const sharedMeasurement = defineCriterion({
  code: 'shared-measurement',
  title: 'Shared measurement',
  rule: `Every adopted indicator was adopted by at least ${fewestSharing} organizations (in a network: members), and at least ${fewestSharing} of them reported for its current release. ${currentRelease}`,
  recordKinds: ['indicators', 'indicatorVersions', 'adoptions', 'networkAdoptions', 'releases', 'memberReleases'],
  judge: (records) => {
    if (records.indicators.length === 0) return nothingToJudge(...noIndicator);
    const uses = indicatorUses(records);
    const shared = uses.filter(isShared);
    const lacking = uses.filter((use) => !isShared(use));
    const reasons = lacking.map(
      ({ indicator, adopters, reporters }) =>
        `${indicator.code} (adopters: ${adopters}, ${reporters === null ? 'no current release' : `reporters: ${reporters}`})`,
    );
    return judgedByCount({
      value: shared.length,
      threshold: Math.max(1, uses.length),
      explanation: `${outOf({ value: shared.length, total: uses.length, noun: 'adopted indicator', verb: ['is', 'are'] })} shared${lacking.length === 0 ? '' : `; not shared: ${listed(reasons)}`}.`,
      remedy:
        uses.length === 0
          ? 'Adopt an indicator version.'
          : `Record adoptions, collect reports and publish a release for: ${listed(lacking.map(({ indicator }) => indicator.code))}.`,
      evidence: shared.flatMap(({ indicator, evidence }) => [[indicator], evidence]),
    });
  },
});

export const sharedMeasurements = defineCriterion({
  code: 'shared-measurements',
  title: 'Discuss and adopt shared measurements',
  rule: 'Every goal of the common agenda in force has an adopted indicator whose definition was discussed by the time it was adopted.',
  recordKinds: ['agendas', 'goals', 'indicators', 'indicatorVersions', 'discussionEntries'],
  judge: (records) => {
    const entriesUpToDate = records.discussionEntries.filter(({ saidOn }) => saidOn <= records.on);
    const entriesOf = Map.groupBy(entriesUpToDate, ({ indicatorVersionId }) => indicatorVersionId);
    const discussed = adoptedVersions(records).flatMap(({ indicator, version }) => {
      const entries = (entriesOf.get(version.id) ?? []).filter(({ saidOn }) => saidOn <= (version.adoptedOn ?? saidOn));
      return entries.length === 0 ? [] : [{ indicator, entries }];
    });
    const judgment = judgeGoals(records, {
      indicators: discussed.map(({ indicator }) => indicator),
      requirement: 'an adopted indicator that was discussed',
      remedy: 'Discuss and adopt an indicator for',
      evidence: discussed.flatMap(({ entries }) => entries),
    });
    if (judgment.met === null || entriesUpToDate.length > 0) return judgment;
    return nothingToJudge(
      'No discussion of an indicator is recorded.',
      'Record the discussion of each definition before its adoption.',
    );
  },
});

export const goalsAndMetrics = defineCriterion({
  code: 'goals-and-metrics',
  title: 'Goals and metrics',
  rule: `Every goal of the common agenda in force has an adopted indicator ${sharing}.`,
  recordKinds: [
    'agendas',
    'goals',
    'indicators',
    'indicatorVersions',
    'adoptions',
    'networkAdoptions',
    'releases',
    'memberReleases',
  ],
  judge: (records) => {
    const shared = indicatorUses(records).filter(isShared);
    return judgeGoals(records, {
      indicators: shared.map(({ indicator }) => indicator),
      requirement: 'a shared indicator with a current release',
      remedy: 'Adopt, report and release an indicator for',
      evidence: shared.flatMap(({ evidence }) => evidence),
    });
  },
});

/** Counts the goals of the agenda in force that the indicators measure. An indicator of a goal also measures the goals based on it. */
function judgeGoals(
  records: Pick<EcosystemRecords, 'on' | 'agendas' | 'goals' | 'indicators'>,
  options: {
    indicators: readonly EcosystemRecords['indicators'][number][];
    requirement: string;
    remedy: string;
    evidence: readonly { id: string }[];
  },
): Judgment {
  if (records.indicators.length === 0) return nothingToJudge(...noIndicator);
  const goals = goalsOn(records);
  if (goals.length === 0) return nothingToJudge('No common agenda with goals is in force.', ratifyAnAgenda);
  const served = goalsServed({ ...goalLineage(records), activities: [] });
  const measuringIndicators = options.indicators.filter(({ goalIds }) =>
    goalIds.some((id) => served.goalsInLineage(id).length > 0),
  );
  const measuredIds = new Set(
    measuringIndicators.flatMap(({ goalIds }) => goalIds.flatMap((id) => served.goalsInLineage(id))),
  );
  const measured = goals.filter(({ id }) => measuredIds.has(id));
  const lacking = goals.filter(({ id }) => !measuredIds.has(id)).map(({ code }) => code);
  return judgedByCount({
    value: measured.length,
    threshold: goals.length,
    explanation: `${outOf({ value: measured.length, total: goals.length, noun: ['goal of the common agenda in force', 'goals of the common agenda in force'], verb: ['has', 'have'] })} ${options.requirement}${lacking.length === 0 ? '' : `; without: ${listed(lacking)}`}.`,
    remedy: `${options.remedy}: ${listed(lacking)}.`,
    evidence: [measured, measuringIndicators, options.evidence],
  });
}
