import { type Period, periodFromRange } from '@collective-impact/sdk/period';
import type { CidsNode, NoteTaker } from '../shared/cids-node.ts';
import { sourceFailure } from '../shared/source-failure.ts';

const dateTime = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:[.,]\d+)?(?:(Z)|([+-]\d{2}):?(\d{2})?)?)?$/;

/**
 * The period from `prov:startedAtTime` to `prov:endedAtTime`, both included. Undefined if one of them is missing.
 *
 * A time is converted to its date in UTC, with a note: some exports write the first day of a year as the evening before in
 * their time zone. Throws a `SourceError` if a time is not valid, or if the end is before the start.
 */
export function takePeriod(node: CidsNode, notes: NoteTaker): Period | undefined {
  const start = takeDate(node, { term: 'startedAtTime', notes });
  const end = takeDate(node, { term: 'endedAtTime', notes });
  if (start === undefined || end === undefined) return undefined;
  const period = periodFromRange({ start, end });
  if (period !== undefined) return period;
  throw sourceFailure({
    place: node.place,
    fault: `The report ends on ${end}, before it starts on ${start}.`,
    remedy: 'Correct prov:startedAtTime or prov:endedAtTime in the source.',
  });
}

function takeDate(node: CidsNode, { term, notes }: { term: string; notes: NoteTaker }): string | undefined {
  const text = node.takeText(term, notes);
  if (text === undefined) return undefined;
  const date = dateInUtc(text);
  if (date === undefined || periodFromRange({ start: date, end: date }) === undefined) {
    throw sourceFailure({
      place: node.place,
      fault: `prov:${term} "${text.slice(0, 60)}" is not a date or time.`,
      remedy: 'Write it as 2024-06-30 or 2024-06-30T17:00:00-04:00.',
    });
  }
  if (date !== text) {
    notes.repaired({
      kind: 'time of day dropped',
      place: node.place,
      detail: `${term} "${text}" is imported as ${date}, the date in UTC.`,
    });
  }
  return date;
}

/** The date in UTC, or the date as written if there is no time zone. Undefined if the text is not a date or time. */
function dateInUtc(text: string): string | undefined {
  const [, date, time, utc, hours, minutes = '00'] = dateTime.exec(text) ?? [];
  if (time === undefined) return date;
  const zone = utc ?? (hours === undefined ? 'Z' : `${hours}:${minutes}`);
  const moment = new Date(`${date}T${time}${zone}`);
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString().slice(0, 10);
}
