import type { ActivityStatus } from '../activity/index.ts';
import { isCommittedOn } from '../backbone/internal.ts';
import { engagements } from '../ecosystem/index.ts';
import { isInEffect, isWithin, participates } from '../shared/dates/in-effect.ts';
import type { EcosystemRecords } from './ecosystem-records.ts';

type Day = string | null | undefined;

/** The records that are in effect on a date. The first and the last day are included. A date that is null sets no limit. */
export function activeOn<T extends { startedOn?: Day; endedOn?: Day }>(records: readonly T[], on: string): T[] {
  return records.filter((record) => isInEffect(record, on));
}

/** The status of the activities that are under way on a date. Planned activities are excluded, whatever their dates. */
export const underWay: readonly ActivityStatus[] = ['ACTIVE'];

/** Whether `day` is on or before `on`. False if `day` is null. */
export function isOnOrBefore(day: Day, on: string): boolean {
  return day != null && day <= on;
}

/** Whether a date is in the twelve months that end on `on`. */
export function isWithinYear(day: Day, on: string): boolean {
  const yearBefore = `${String(Number(on.slice(0, 4)) - 1).padStart(4, '0')}${on.slice(4)}`;
  return day != null && day > yearBefore && day <= on;
}

/** The organizations that participate on the date: from the day they joined to the day before they left. */
export function participatingOrganizations({
  organizations,
  on,
}: Pick<EcosystemRecords, 'organizations' | 'on'>): EcosystemRecords['organizations'] {
  return organizations.filter((organization) => participates(organization, on));
}

/** Whether the engagement of an organization is one of these standard levels. False for custom levels, and if it is not recorded. */
export function hasEngagement(
  { engagement }: Pick<EcosystemRecords['organizations'][number], 'engagement'>,
  levels: readonly string[],
): boolean {
  return engagement?.scheme === engagements.scheme && levels.includes(engagement.code);
}

/**
 * The top-level awards whose money is committed or received by the date and whose funded period includes the date. A
 * sub-award is part of its award. Without a date of the commitment, the current status decides.
 */
export function fundedOn(funding: EcosystemRecords['funding'], on: string): EcosystemRecords['funding'][number][] {
  const ids = new Set(funding.map(({ id }) => id));
  return funding.filter(
    (award) =>
      (award.awardId == null || !ids.has(award.awardId)) &&
      isCommittedOn(award, on) &&
      isWithin(on, { from: award.startsOn, to: award.endsOn }),
  );
}

/** Compares records by id. */
export function byId(one: { id: string }, other: { id: string }): number {
  return one.id < other.id ? -1 : one.id > other.id ? 1 : 0;
}
