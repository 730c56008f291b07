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
      outOfOrder(
        'happenedOn',
        `${happenedOn} is before the plan starts (${startsOn}). Choose a later date, or change \`startsOn\` of the plan.`,
      ),
    ];
  }
  if (endsOn === null || happenedOn <= endsOn) return [];
  return [
    outOfOrder(
      'happenedOn',
      `${happenedOn} is after the plan ends (${endsOn}). Choose an earlier date, or change \`endsOn\` of the plan.`,
    ),
  ];
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
    ...(late
      ? [outOfOrder('startsOn', `The plan has an event on ${first}. Set \`startsOn\` to that date or earlier.`)]
      : []),
    ...(early ? [outOfOrder('endsOn', `The plan has an event on ${last}. Set \`endsOn\` to that date or later.`)] : []),
  ];
}

function outOfOrder(field: string, message: string): Issue {
  return { code: 'DATES_OUT_OF_ORDER', path: [field], message };
}
