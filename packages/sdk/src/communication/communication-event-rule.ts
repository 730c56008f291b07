import { day, fields, judgeInput, nullable } from '../shared/input.ts';
import type { Issue } from '../shared/outcome.ts';

/** The days of a communication plan, both included; what is unknown is open. */
export interface PlannedDays {
  startsOn: string | null;
  endsOn: string | null;
}

const plannedDays = fields<PlannedDays>({ startsOn: nullable(day), endsOn: nullable(day) });
const eventDays = fields<{ first: string | null; last: string | null }>({ first: nullable(day), last: nullable(day) });

/** What is wrong with the day of a communication event: it is before its plan begins or after it ends, `DATES_OUT_OF_ORDER`. */
export function judgeEventWithinPlan(happenedOn: string, plan: PlannedDays): Issue[] {
  const malformed = judgeInput({ happenedOn, plan }, { happenedOn: day, plan: plannedDays });
  if (malformed.length > 0) return malformed;
  const { startsOn, endsOn } = plan;
  if (startsOn !== null && happenedOn < startsOn) {
    return [
      outOfOrder('happenedOn', `its plan begins on ${startsOn}: choose a later day, or let the plan begin sooner`),
    ];
  }
  if (endsOn === null || happenedOn <= endsOn) return [];
  return [outOfOrder('happenedOn', `its plan ends on ${endsOn}: choose an earlier day, or let the plan end later`)];
}

/**
 * What is wrong with the days of a communication plan beside what was carried out of it, from the `first` day to the `last`
 * (null where nothing was): the plan begins after the first or ends before the last, `DATES_OUT_OF_ORDER`.
 */
export function judgePlanAroundEvents(
  plan: PlannedDays,
  events: { first: string | null; last: string | null },
): Issue[] {
  const malformed = judgeInput({ plan, events }, { plan: plannedDays, events: eventDays });
  if (malformed.length > 0) return malformed;
  const { startsOn, endsOn } = plan;
  const { first, last } = events;
  const late = startsOn !== null && first !== null && first < startsOn;
  const early = endsOn !== null && last !== null && last > endsOn;
  return [
    ...(late ? [outOfOrder('startsOn', `something of it went out on ${first}: it begins on that day or sooner`)] : []),
    ...(early ? [outOfOrder('endsOn', `something of it went out on ${last}: it ends on that day or later`)] : []),
  ];
}

function outOfOrder(field: string, message: string): Issue {
  return { code: 'DATES_OUT_OF_ORDER', path: [field], message };
}
