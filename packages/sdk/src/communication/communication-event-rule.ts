import { day, fields, judgeInput, nullable } from '../shared/input.ts';
import type { Issue } from '../shared/outcome.ts';

/** First and last day of a communication plan, inclusive. A date that is null sets no limit. */
export interface PlannedDays {
  startsOn: string | null;
  endsOn: string | null;
}

const plannedDays = fields<PlannedDays>({ startsOn: nullable(day), endsOn: nullable(day) });
const eventDays = fields<{ first: string | null; last: string | null }>({ first: nullable(day), last: nullable(day) });

/** Requires the date of a communication event to be within the dates of its plan (`DATES_OUT_OF_ORDER`). */
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
 * Requires the dates of a communication plan to include its events (`DATES_OUT_OF_ORDER`). `first` and `last` are the dates of
 * the first and the last event, or null if there are no events.
 */
export function judgePlanAroundEvents(
  plan: PlannedDays,
  events: { first: string | null; last: string | null },
): Issue[] {
  const malformed = judgeInput({ plan, events }, { plan: plannedDays, events: eventDays });
  if (malformed.length > 0) return malformed;
  const { startsOn, endsOn } = plan;
  const { first, last } = events;
  const startsTooLate = startsOn !== null && first !== null && first < startsOn;
  const endsTooEarly = endsOn !== null && last !== null && last > endsOn;
  return [
    ...(startsTooLate
      ? [outOfOrder('startsOn', `The plan has an event on ${first}. Set \`startsOn\` to that date or earlier.`)]
      : []),
    ...(endsTooEarly
      ? [outOfOrder('endsOn', `The plan has an event on ${last}. Set \`endsOn\` to that date or later.`)]
      : []),
  ];
}

function outOfOrder(field: string, message: string): Issue {
  return { code: 'DATES_OUT_OF_ORDER', path: [field], message };
}
