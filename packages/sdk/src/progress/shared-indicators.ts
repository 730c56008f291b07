import { networkAdoptionsOn } from '../indicator/index.ts';
import { parseDay } from '../shared/calendar-date.ts';
import { unwrap } from '../shared/outcome.ts';
import type { EcosystemRecords } from './ecosystem-records.ts';
import { isWithin } from './records-on-date.ts';

/** The kinds of record that show how an indicator is measured. */
export type MeasurementRecords = Pick<
  EcosystemRecords,
  'on' | 'indicators' | 'indicatorVersions' | 'adoptions' | 'networkAdoptions' | 'releases' | 'memberReleases'
>;

type Indicator = EcosystemRecords['indicators'][number];
type Version = EcosystemRecords['indicatorVersions'][number];

/** How an indicator with an adopted version is measured on a date. */
export interface IndicatorUse {
  indicator: Indicator;
  /** The version in force. */
  version: Version;
  /** Number of organizations, or of members of a network, that adopted the version and have not ended the adoption. */
  adopters: number;
  /**
   * Number of organizations that reported for the newest current release, or of members with a current release. Null if no
   * release is current.
   */
  reporters: number | null;
  /** The records that show the adoption and the current release. */
  evidence: { id: string }[];
}

/** Number of adopters and of reporters from which an indicator is shared. */
export const fewestSharing = 2;

/** Whether enough partners adopted the version, and enough reported for a current release. */
export function isShared({ adopters, reporters }: IndicatorUse): boolean {
  return adopters >= fewestSharing && (reporters ?? 0) >= fewestSharing;
}

/** Every indicator with an adopted version and a version in force on the date, and how it is measured. */
export function indicatorUses(records: MeasurementRecords): IndicatorUse[] {
  return adoptedVersions(records).map(({ indicator, version }) => {
    const versionIds = versionsOf(records, indicator.id);
    const adoptions = records.adoptions.filter(
      ({ indicatorVersionId, startsOn, endsOn }) =>
        indicatorVersionId === version.id && isWithin(records.on, { from: startsOn, to: endsOn }),
    );
    const [release] = currentOnes(records.releases, { versionIds, on: records.on });
    const members = membersMeasuring(records, version.id);
    return {
      indicator,
      version,
      adopters: new Set(adoptions.map(({ organizationId }) => organizationId)).size + members.adopters,
      reporters: release || members.reporters > 0 ? (release?.reporters ?? 0) + members.reporters : null,
      evidence: [...adoptions, ...(release ? [release] : []), ...members.evidence],
    };
  });
}

/** The indicators with an adopted version, and the version in force on the date. */
export function adoptedVersions(
  records: Pick<EcosystemRecords, 'on' | 'indicators' | 'indicatorVersions'>,
): { indicator: Indicator; version: Version }[] {
  return records.indicators.flatMap((indicator) => {
    const version = versionInForce(records, indicator.id);
    const isAdopted = records.indicatorVersions.some(
      ({ indicatorId, status }) => indicatorId === indicator.id && status === 'ADOPTED',
    );
    return isAdopted && version ? [{ indicator, version }] : [];
  });
}

/**
 * The version of an indicator in force on the date: of the adopted and retired versions that were adopted by the date, the
 * one with the latest `effectiveFrom`.
 */
function versionInForce(
  { indicatorVersions, on }: Pick<EcosystemRecords, 'on' | 'indicatorVersions'>,
  indicatorId: string,
): Version | undefined {
  const candidates = indicatorVersions.filter(
    (version) =>
      version.indicatorId === indicatorId &&
      (version.status === 'ADOPTED' || version.status === 'RETIRED') &&
      (version.adoptedOn ?? on) <= on &&
      (version.effectiveFrom ?? on) <= on,
  );
  // Among versions with the same or no start date, the adopted version takes precedence.
  const rank = ({ effectiveFrom, status, id }: Version) =>
    [effectiveFrom ?? on, status === 'ADOPTED' ? 1 : 0, id].join(' ');
  return candidates.toSorted((one, other) => (rank(one) < rank(other) ? 1 : -1))[0];
}

function versionsOf({ indicatorVersions }: Pick<EcosystemRecords, 'indicatorVersions'>, id: string): Set<string> {
  return new Set(indicatorVersions.filter(({ indicatorId }) => indicatorId === id).map((version) => version.id));
}

/** The members that adopted a network's version on the date, and those of them with a current release. */
function membersMeasuring(
  { networkAdoptions, memberReleases, on }: MeasurementRecords,
  networkVersionId: string,
): { adopters: number; reporters: number; evidence: { id: string }[] } {
  const records = networkAdoptions.map((record) => ({
    ...record,
    localVersionId: record.localVersionId ?? null,
    endsOn: record.endsOn ?? null,
  }));
  const adoptions = unwrap(networkAdoptionsOn(on, records)).filter(
    (adoption) => adoption.networkVersionId === networkVersionId,
  );
  const measured = adoptions.flatMap(({ localVersionId }) =>
    currentOnes(memberReleases, { versionIds: new Set([localVersionId]), on }).slice(0, 1),
  );
  const adopterIds = new Set(adoptions.map(({ adopterId }) => adopterId));
  const halves = records.filter(
    ({ networkVersionId: id, adopterId, startsOn, endsOn }) =>
      id === networkVersionId && adopterIds.has(adopterId) && isWithin(on, { from: startsOn, to: endsOn }),
  );
  return { adopters: adopterIds.size, reporters: measured.length, evidence: [...halves, ...measured] };
}

/**
 * The releases of these versions that are current, newest period first. A release is current from the end of its period
 * until two more periods of the same length have ended, because the reports of the next period are due after that period.
 */
function currentOnes<
  Released extends { id: string; indicatorVersionId: string; periodStart: string; periodEnd: string },
>(releases: readonly Released[], { versionIds, on }: { versionIds: ReadonlySet<string>; on: string }): Released[] {
  return releases
    .filter(({ indicatorVersionId, periodStart, periodEnd }) => {
      if (!versionIds.has(indicatorVersionId) || periodEnd > on) return false;
      const [start, end, today] = [periodStart, periodEnd, on].map((day) => parseDay(day) ?? 0) as [
        number,
        number,
        number,
      ];
      return today - end < 2 * (end - start + 1);
    })
    .sort((one, other) => (rankOf(one) < rankOf(other) ? 1 : -1));
}

function rankOf({ periodEnd, id }: { periodEnd: string; id: string }): string {
  return `${periodEnd} ${id}`;
}
