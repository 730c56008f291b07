import { day, fields, judgeInput, nullable, optional, text } from '../input.ts';
import type { Issue } from '../outcome.ts';
import { judgeEventDay } from './event-day.ts';

/** The status and the start of an activity, strategy or cycle. `startsOn` is `YYYY-MM-DD`. */
interface PlannedWork {
  /** Every other status means that the work was canceled. */
  status: 'PLANNED' | 'ACTIVE' | 'COMPLETED' | (string & {});
  startsOn: string | null;
}

const plannedWork = fields<PlannedWork>({ status: text, startsOn: nullable(day) });
const changedDates = fields<{ startsOn: string; endsOn: string; today: string }>({
  startsOn: optional(day),
  endsOn: optional(day),
  today: day,
});

/**
 * Issues of a change of the start or end of planned work. The actual start or end must not be in the future
 * (`OUT_OF_RANGE`), but planned dates can be. Work that was canceled after its start keeps a start, and work that was
 * canceled before its start has none (`IMMUTABLE`). Dates that do not change are not checked.
 *
 * @example
 * const completed = { status: 'COMPLETED', startsOn: '2024-01-10' };
 * judgeWorkDates(completed, { endsOn: '2024-06-01', today: '2024-07-01' }); // []
 * judgeWorkDates(completed, { endsOn: '2024-08-01', today: '2024-07-01' })[0].code; // 'OUT_OF_RANGE'
 */
export function judgeWorkDates(
  work: PlannedWork,
  change: { startsOn?: string | null; endsOn?: string | null; today: string },
): Issue[] {
  const malformed = judgeInput({ work, change }, { work: plannedWork, change: changedDates });
  if (malformed.length > 0) return malformed;
  const { status, startsOn } = work;
  const { today } = change;
  const hasStarted = status !== 'PLANNED';
  const hasEnded = hasStarted && status !== 'ACTIVE';
  const isCanceled = hasEnded && status !== 'COMPLETED';
  const issues: Issue[] = [];
  if (hasStarted && change.startsOn != null) issues.push(...judgeEventDay('startsOn', { on: change.startsOn, today }));
  if (hasEnded && change.endsOn != null) issues.push(...judgeEventDay('endsOn', { on: change.endsOn, today }));
  if (!isCanceled || change.startsOn === undefined || (startsOn === null) === (change.startsOn === null)) return issues;
  const message =
    startsOn === null
      ? `\`startsOn\` must be null, because the status is ${status} and the work had not started.`
      : `\`startsOn\` must not be null, because the status is ${status} and the work had started.`;
  return [...issues, { code: 'IMMUTABLE', path: ['startsOn'], message }];
}
