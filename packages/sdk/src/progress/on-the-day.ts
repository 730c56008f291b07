import type { ActivityStatus } from '../activity/index.ts';
import type { EcosystemRecords } from './ecosystem-records.ts';

type Day = string | null | undefined;

/** What runs on a day, of things with a first and a last day, both included; what is unknown is open. */
export function running<T extends { startedOn?: Day; endedOn?: Day }>(records: readonly T[], on: string): T[] {
  return records.filter(({ startedOn, endedOn }) => (startedOn ?? on) <= on && (endedOn ?? on) >= on);
}

/** The states of activities that have begun; what is planned is not there yet, whatever its planned days say. */
export const begun: readonly ActivityStatus[] = ['ACTIVE', 'COMPLETED'];

/** Whether something that happened on `day` had happened by the day `on`; not, where nobody says when. */
export function hadHappened(day: Day, on: string): boolean {
  return day != null && day <= on;
}

/** Whether a day is one of the twelve months that end with the day `on`. */
export function isWithinYear(day: Day, on: string): boolean {
  const yearBefore = `${String(Number(on.slice(0, 4)) - 1).padStart(4, '0')}${on.slice(4)}`;
  return day != null && day > yearBefore && day <= on;
}

/** The organizations that take part on the day: from the day they joined to the day before they left. */
export function takingPart({
  organizations,
  on,
}: Pick<EcosystemRecords, 'organizations' | 'on'>): EcosystemRecords['organizations'] {
  return organizations.filter(({ joinedOn, leftOn }) => (joinedOn ?? on) <= on && (leftOn == null || leftOn > on));
}

/** In the order of their ids. */
export function byId(one: { id: string }, other: { id: string }): number {
  return one.id < other.id ? -1 : one.id > other.id ? 1 : 0;
}
