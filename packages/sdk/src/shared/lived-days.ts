import { judgeDayOfStep } from './day-of-step.ts';
import { day, fields, judgeInput, nullable, optional, text } from './input.ts';
import type { Issue } from './outcome.ts';

/** The status and the start of an activity, strategy or cycle. Days are `YYYY-MM-DD`. */
interface LivedDays {
  /** Every other status means that the work was canceled. */
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
 * Returns the faults of a change of the start or end of planned work. The actual start or end must not be in the future
 * (`OUT_OF_RANGE`). Canceled work keeps its start if it had one, and gets none otherwise (`IMMUTABLE`). Planned days can be in
 * the future. Days that do not change are not checked.
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
