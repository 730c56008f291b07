type Day = string | null | undefined;

/** Whether a date is in a period. The first and the last day are included. A date that is null sets no limit. */
export function isWithin(on: string, { from, to }: { from: Day; to: Day }): boolean {
  return (from ?? on) <= on && (to ?? on) >= on;
}

/** Whether a record, such as a partnership or an appointment, is in effect on a date: from its first to its last day. */
export function isInEffect({ startedOn, endedOn }: { startedOn?: Day; endedOn?: Day }, on: string): boolean {
  return isWithin(on, { from: startedOn, to: endedOn });
}

/** Whether an organization participates on a date: from the day it joined to the day before it left. */
export function participates({ joinedOn, leftOn }: { joinedOn?: Day; leftOn?: Day }, on: string): boolean {
  return (joinedOn ?? on) <= on && (leftOn == null || leftOn > on);
}
