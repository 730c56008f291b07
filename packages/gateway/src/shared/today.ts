import { today } from '@collective-impact/sdk';
import type { Readers } from '@collective-impact/store';

/** The current day, `YYYY-MM-DD`, in the time zone of an ecosystem, or of the ecosystem that a record belongs to. */
export type Today = (of: { timeZone: string } | { ecosystemId: string }) => Promise<string>;

/** Determines the current day by a clock, reading the time zones of ecosystems by the readers of a request. */
export function createToday(read: Readers, now: () => Date): Today {
  return async (of) => {
    if ('timeZone' in of) return today(of.timeZone, now());
    const ecosystem = await read.record('ecosystem', of.ecosystemId);
    // A record is visible only where its ecosystem is.
    if (!ecosystem) throw new Error(`the ecosystem ${of.ecosystemId} of a visible record is not visible`);
    return today(ecosystem.timeZone, now());
  };
}
