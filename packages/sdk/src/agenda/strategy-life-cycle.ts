import { judgeDateOrder } from '../shared/dates/dates.ts';
import { type EventDay, judgeEventDay } from '../shared/dates/event-day.ts';
import { day, fields, judgeInput, list, nullable, oneOf, text } from '../shared/input.ts';
import { isAlwaysChangeable, lifeCycle } from '../shared/life-cycle.ts';
import { accepted, type Issue, type Outcome, refused } from '../shared/outcome.ts';
import { type AgendaStatus, agendaStatuses } from './agenda-life-cycle.ts';

/** The statuses of a strategy. */
export const strategyStatuses = ['PLANNED', 'ACTIVE', 'COMPLETED', 'STOPPED'] as const;
/** One of {@link strategyStatuses}. */
export type StrategyStatus = (typeof strategyStatuses)[number];

/** The life cycle of a strategy: planned, then active, then completed. Planned and active strategies can be stopped. */
export const strategyLife = lifeCycle({
  noun: 'strategy',
  statuses: strategyStatuses,
  transitions: {
    start: { done: 'started', from: ['PLANNED'], to: 'ACTIVE' },
    complete: { done: 'completed', from: ['ACTIVE'], to: 'COMPLETED' },
    stop: { done: 'stopped', from: ['PLANNED', 'ACTIVE'], to: 'STOPPED' },
  },
});

/** Status and dates (`YYYY-MM-DD`) of a strategy. */
export interface DatedStrategy {
  status: StrategyStatus;
  startsOn: string | null;
  endsOn: string | null;
}

const status = oneOf(strategyStatuses);
const strategyOfStatus = fields<{ status: StrategyStatus }>({ status });
const datedStrategy = fields<DatedStrategy>({ status, startsOn: nullable(day), endsOn: nullable(day) });
const datedTransition = fields<EventDay & { transition: string }>({
  on: day,
  today: day,
  transition: oneOf(Object.keys(strategyLife.transitions)),
});
const agendaOfStatus = fields<{ status: AgendaStatus }>({ status: oneOf(agendaStatuses) });

/** Whether a revision of the agenda includes a strategy: true while it is planned or active. */
export function isIncludedInRevision(strategy: { status: StrategyStatus }): boolean {
  if (strategyOfStatus(strategy, []).length > 0) return false;
  const { status } = strategy;
  return status === 'PLANNED' || status === 'ACTIVE';
}

/**
 * Applies a transition to a strategy on a date (`YYYY-MM-DD`). Starting sets `startsOn`, the other transitions set `endsOn`;
 * the date replaces the planned one. A strategy that is stopped before it started has no `startsOn`.
 *
 * Returns `ILLEGAL_TRANSITION` if the status does not allow the transition, `DATES_OUT_OF_ORDER` at `startsOn` for a start
 * after the planned end, `DATES_OUT_OF_ORDER` at `endsOn` for an end before the start, and `OUT_OF_RANGE` for a future date.
 */
export function transitionStrategy(
  strategy: DatedStrategy,
  change: EventDay & { transition: keyof typeof strategyLife.transitions },
): Outcome<DatedStrategy> {
  const malformed = judgeInput({ strategy, change }, { strategy: datedStrategy, change: datedTransition });
  if (malformed.length > 0) return refused(...malformed);
  const { transition, on } = change;
  const changed = strategyLife.transition(strategy, transition);
  if (!changed.ok) return changed;
  const dateIssues = judgeEventDay(transition === 'start' ? 'startsOn' : 'endsOn', change);
  if (dateIssues.length > 0) return refused(...dateIssues);
  const { startsOn, endsOn } = strategy;
  if (transition !== 'start') {
    const next = { ...changed.value, startsOn: strategy.status === 'PLANNED' ? null : startsOn, endsOn: on };
    const issues = judgeStrategyDates(next);
    return issues.length > 0 ? refused(...issues) : accepted(next);
  }
  if (endsOn !== null && endsOn < on) {
    const message = `The strategy is planned to end on ${endsOn}, before it starts. Change \`endsOn\` first.`;
    return refused({ code: 'DATES_OUT_OF_ORDER', path: ['startsOn'], message });
  }
  return accepted({ ...changed.value, startsOn: on, endsOn });
}

/**
 * Checks the dates of a strategy. An end before the start is `DATES_OUT_OF_ORDER`. `startsOn` is `REQUIRED` once the strategy
 * has started, `endsOn` once it has ended.
 */
export function judgeStrategyDates({ status, startsOn, endsOn }: DatedStrategy): Issue[] {
  const hasStarted = status === 'ACTIVE' || status === 'COMPLETED';
  const hasEnded = status === 'COMPLETED' || status === 'STOPPED';
  return [
    ...(hasStarted && startsOn === null
      ? [required('startsOn', `\`startsOn\` is required for a strategy with status ${status}.`)]
      : []),
    ...(hasEnded && endsOn === null
      ? [required('endsOn', `\`endsOn\` is required for a strategy with status ${status}.`)]
      : []),
    ...judgeDateOrder({ start: startsOn, end: endsOn, path: 'endsOn' }),
  ];
}

/**
 * Checks that a strategy of an agenda can be created or changed, or can make a transition. `changed` lists the fields, or `id`
 * for a transition. The strategies of a superseded agenda are `IMMUTABLE`. In every other status they can change, because
 * they describe how partners work, not what they agreed on.
 */
export function judgeStrategyChange(agenda: { status: AgendaStatus }, changed: readonly string[]): Issue[] {
  const malformed = judgeInput({ agenda, changed }, { agenda: agendaOfStatus, changed: list(text) });
  if (malformed.length > 0) return malformed;
  if (agenda.status !== 'SUPERSEDED') return [];
  const message =
    'The common agenda is SUPERSEDED, so its strategies cannot be changed. Change the strategy of a later version.';
  return changed
    .filter((field) => !isAlwaysChangeable(field))
    .map((field) => ({ code: 'IMMUTABLE', path: [field], message }));
}

function required(field: string, message: string): Issue {
  return { code: 'REQUIRED', path: [field], message };
}
