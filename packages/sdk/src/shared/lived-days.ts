import { judgeDayOfStep } from './day-of-step.ts';
import { day, fields, judgeInput, nullable, optional, text } from './input.ts';
import type { Issue } from './outcome.ts';

/** When something that is planned, begins and ends did so, by how far it has come; days are `YYYY-MM-DD`. */
interface LivedDays {
  /** Any other state than these is one in which it was called off. */
  status: 'PLANNED' | 'ACTIVE' | 'COMPLETED' | (string & {});
  startsOn: string | null;
}

const livedDays = fields<LivedDays>({ status: text, startsOn: nullable(day) });
const changedDays = fields<{ startsOn: string; endsOn: string; today: string }>({
  startsOn: optional(day),
  endsOn: optional(day),
  today: day,
});

/**
 * What is wrong with giving the days of something another value, beside what its steps said of them: in the state that it
 * is in, a day on which it began or ended is none that is still to come, `OUT_OF_RANGE`; and what was called off before it
 * began gets no beginning, nor loses the one that it had, `IMMUTABLE`. Planned days can be any, and a day that is left as
 * it is is not judged.
 *
 * @example
 * const completed = { status: 'COMPLETED', startsOn: '2024-01-10' };
 * judgeLivedDays(completed, { endsOn: '2024-06-01', today: '2024-07-01' }); // []
 * judgeLivedDays(completed, { endsOn: '2024-08-01', today: '2024-07-01' })[0].code; // 'OUT_OF_RANGE'
 */
export function judgeLivedDays(
  lived: LivedDays,
  change: { startsOn?: string | null; endsOn?: string | null; today: string },
): Issue[] {
  const malformed = judgeInput({ lived, change }, { lived: livedDays, change: changedDays });
  if (malformed.length > 0) return malformed;
  const { status, startsOn } = lived;
  const { today } = change;
  const began = status !== 'PLANNED';
  const over = began && status !== 'ACTIVE';
  const calledOff = over && status !== 'COMPLETED';
  const issues: Issue[] = [];
  if (began && change.startsOn != null) issues.push(...judgeDayOfStep('startsOn', { on: change.startsOn, today }));
  if (over && change.endsOn != null) issues.push(...judgeDayOfStep('endsOn', { on: change.endsOn, today }));
  if (!calledOff || change.startsOn === undefined || (startsOn === null) === (change.startsOn === null)) return issues;
  const message =
    startsOn === null
      ? `\`startsOn\` must be null, because the status is ${status} and the work had not started.`
      : `\`startsOn\` must not be null, because the status is ${status} and the work had started.`;
  return [...issues, { code: 'IMMUTABLE', path: ['startsOn'], message }];
}
