import { networkAdoptionsOn } from '../indicator/index.ts';
import { isWithin } from '../shared/dates/in-effect.ts';
import { unwrap } from '../shared/outcome.ts';
import { currentReleaseOn } from './current-release.ts';
import type { EcosystemRecords } from './ecosystem-records.ts';

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
   * Number of organizations that reported for the current release, or of members with a current release. Null if no
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

/** Every indicator with a version that is adopted and in force on the date, and how it is measured. */
export function indicatorUses(records: MeasurementRecords): IndicatorUse[] {
  return adoptedVersions(records).map(({ indicator, version }) => {
    const versionIds = versionsOf(records, indicator.id);
    const adoptions = records.adoptions.filter(
      ({ indicatorVersionId, startsOn, endsOn }) =>
        indicatorVersionId === version.id && isWithin(records.on, { from: startsOn, to: endsOn }),
    );
    const release = currentReleaseOn(records.releases, { versionIds, on: records.on });
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

/** The indicators with a version that is adopted on the date, and the version in force. */
export function adoptedVersions(
  records: Pick<EcosystemRecords, 'on' | 'indicators' | 'indicatorVersions'>,
): { indicator: Indicator; version: Version }[] {
  return records.indicators.flatMap((indicator) => {
    const version = versionInForce(records, indicator.id);
    const isAdopted = records.indicatorVersions.some(
      (each) => each.indicatorId === indicator.id && isAdoptedOn(each, records.on),
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
  // Among versions with the same or no start date, the version that is adopted on the date takes precedence.
  const rank = (version: Version) =>
    [version.effectiveFrom ?? on, isAdoptedOn(version, on) ? 1 : 0, version.id].join(' ');
  return candidates.toSorted((one, other) => (rank(one) < rank(other) ? 1 : -1))[0];
}

/** Whether a version was adopted by the date and not retired by then. Without these dates, the current status decides. */
function isAdoptedOn({ status, adoptedOn, retiredOn }: Version, on: string): boolean {
  if ((adoptedOn ?? on) > on) return false;
  return status === 'ADOPTED' || (status === 'RETIRED' && retiredOn != null && retiredOn > on);
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
  const measured = adoptions.flatMap(
    ({ localVersionId }) => currentReleaseOn(memberReleases, { versionIds: new Set([localVersionId]), on }) ?? [],
  );
  const adopterIds = new Set(adoptions.map(({ adopterId }) => adopterId));
  const halves = records.filter(
    ({ networkVersionId: id, adopterId, startsOn, endsOn }) =>
      id === networkVersionId && adopterIds.has(adopterId) && isWithin(on, { from: startsOn, to: endsOn }),
  );
  return { adopters: adopterIds.size, reporters: measured.length, evidence: [...halves, ...measured] };
}
